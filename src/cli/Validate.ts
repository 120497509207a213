import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import type { Result } from './Door.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';

/** Generated text stands between these two lines; a section of a file has a pair of its own. */
const begin = (section: string) => `<!-- generated tables: unwind validate${section} -->`;
const end = (section: string) => `<!-- end of generated tables${section} -->`;

export interface Options {
  readonly into?: string;
  readonly section?: string;
}

/** `unwind validate`: tables over every seed in the folders of studies, printed or written into a file. */
export function validate(context: Context, dirs: readonly string[], options: Options): number {
  const { engine, terminal } = context;
  const results = dirs.flatMap((dir) => read(context, dir));
  const library = Files.library(engine, context.scenarios);
  const names = library.names('interventions');
  const titles = names.map((name) => [name, Files.titleOf(library.read('interventions', name) ?? '')]);
  const text = engine.validation(results, Object.fromEntries(titles));
  if (options.into === undefined) terminal.out(text);
  else write(context, options.into, text, options.section === undefined ? '' : ` ${options.section}`);
  return Exit.OK;
}

/** The finished seeds of one study, of this engine version only. Throws InputError when there are none. */
function read(context: Context, dir: string): Result[] {
  const { engine } = context;
  const refuse = (found: string) =>
    Arguments.mistake(
      engine,
      'DIR',
      found,
      `the folder of a study of version ${engine.version}`,
      'run unwind study first',
    );
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => name.endsWith('.json'));
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const results = names.sort().flatMap((name) => {
    try {
      const result = JSON.parse(readFileSync(join(dir, name), 'utf8')) as Partial<Result>;
      const isOurs = result.version === engine.version && result.headlines !== undefined;
      return isOurs ? [result as Result] : [];
    } catch {
      return [];
    }
  });
  if (results.length === 0) throw refuse(dir);
  return results;
}

/** Replaces what stands between the markers; written beside and renamed. */
function write(context: Context, path: string, text: string, section: string): void {
  const whole = readFileSync(path, 'utf8');
  const [first, last] = [begin(section), end(section)];
  const from = whole.indexOf(first);
  const to = whole.indexOf(last);
  if (from < 0 || to < from) {
    const expected = `the lines "${first}" and "${last}"`;
    throw Arguments.mistake(context.engine, '--into', path, expected, 'add both lines to the file');
  }
  const next = `${whole.slice(0, from + first.length)}\n\n${text}\n${whole.slice(to)}`;
  writeFileSync(`${path}.part`, next);
  renameSync(`${path}.part`, path);
  context.terminal.err(`tables written into ${path}\n`);
}
