import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine, Folder, Library } from './CommandDoor.js';

/** The scenario files that ship with the package; the same path from src/cli and dist/cli. */
export const SCENARIOS = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Packaged files by name, a user's file by its path. `read` throws InputError for a file that cannot be read. */
export function library(engine: Pick<Engine, 'InputError'>, root: string): Library {
  const pathOf = (folder: Folder, name: string): string =>
    isPath(name) ? name : join(root, folder, `${name}.yaml`);
  return {
    read: (folder, name) => (isPath(name) || isWord(name) ? text(engine, pathOf(folder, name)) : undefined),
    names: (folder) => names(join(root, folder)),
  };
}

/** The `title:` of a scenario or intervention; '' without one. */
export function titleOf(text: string): string {
  return /^title: *(.+)$/m.exec(text)?.[1]?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
}

/** The first sentence of `about:`, in lines of a width that a terminal has; none without one. */
export function aboutOf(text: string): string[] {
  const [, block = ''] = /^about: *(?:[>|][+-]?)? *((?:.*)(?:\n[ \t]+.*)*)/m.exec(text) ?? [];
  const whole = block
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ')
    .replace(/^(["'])(.*)\1$/, '$2');
  const [, sentence = whole] = /^(.*?[.!?])(?: |$)/.exec(whole) ?? [];
  return sentence.match(/.{1,84}(?: |$)|\S+/g)?.map((line) => line.trim()) ?? [];
}

function isPath(name: string): boolean {
  return name.endsWith('.yaml');
}

/** A name is no path: "../x" names nothing in the package. */
function isWord(name: string): boolean {
  return /^[\w-]+$/.test(name);
}

function names(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => file.slice(0, -'.yaml'.length)).sort();
}

function text(engine: Pick<Engine, 'InputError'>, path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const remedy = 'check that it is a file and that you may read it';
    throw new engine.InputError([
      { file: path, path: '', line: 1, column: 1, found: message, expected: 'a readable file', remedy },
    ]);
  }
}
