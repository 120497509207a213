import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Engine } from './CommandDoor.js';
import * as Folders from './Folders.js';

/** Files are written in `dir`, a hidden sibling of `out`, and appear under `out` all at once or never. */
export interface RunFolder {
  readonly out: string;
  readonly dir: string;
  /** The outermost parent made for this run, removed again when the run is discarded. */
  readonly made: string | undefined;
  readonly onExit: () => void;
}

/** Makes the hidden sibling, so that an unwritable place is found before any work. Throws InputError. */
export function open(engine: Engine, out: string): RunFolder {
  const full = resolve(out);
  const refuse = (found: string, expected: string, remedy: string): Error =>
    new engine.InputError([{ file: out, path: '--out', line: 1, column: 1, found, expected, remedy }]);
  let made: string | undefined;
  try {
    if (!replaceable(full))
      throw refuse('something that is not a run', 'a new or a run folder', 'choose another --out');
    made = Folders.make(dirname(full));
    const dir = join(dirname(full), `.${basename(full)}.${process.pid}`);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    const onExit = (): void => rmSync(dir, { recursive: true, force: true });
    process.once('exit', onExit);
    return { out, dir, made, onExit };
  } catch (error) {
    Folders.removeEmpty(dirname(full), made);
    if (error instanceof engine.InputError) throw error;
    throw refuse(
      (error as Error).message,
      'a folder that can be written',
      'choose another --out or its permissions',
    );
  }
}

/** Puts the finished folder in place of an older run. */
export function finish(folder: RunFolder): void {
  const full = resolve(folder.out);
  const old = `${folder.dir}-old`;
  const replaced = existsSync(full);
  if (replaced) renameSync(full, old);
  renameSync(folder.dir, full);
  if (replaced) rmSync(old, { recursive: true, force: true });
  process.off('exit', folder.onExit);
}

/** Removes everything that was written. */
export function discard(folder: RunFolder): void {
  rmSync(folder.dir, { recursive: true, force: true });
  Folders.removeEmpty(dirname(resolve(folder.out)), folder.made);
  process.off('exit', folder.onExit);
}

/** Only a run may be replaced by a run: somebody's files are never removed. */
function replaceable(full: string): boolean {
  if (!existsSync(full)) return true;
  if (!statSync(full).isDirectory()) return false;
  const files = readdirSync(full);
  return files.length === 0 || files.includes('summary.json');
}
