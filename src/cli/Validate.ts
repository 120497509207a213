import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as Identity from '../study/Identity.js';
import * as Part from '../study/Part.js';
import * as Results from '../study/Results.js';
import * as Store from '../study/Store.js';
import * as Arguments from './Arguments.js';
import type { Result } from './CommandDoor.js';
import type { Context } from './Context.js';
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
export async function validate(context: Context, dirs: readonly string[], options: Options): Promise<number> {
  const { engine, terminal } = context;
  const results = (await Promise.all(dirs.map((dir) => read(context, dir)))).flat();
  const library = Files.library(engine, context.scenarios);
  const names = library.names('interventions');
  const titles = names.map((name) => [name, Files.titleOf(library.read('interventions', name) ?? '')]);
  const text = engine.validation(results, Object.fromEntries(titles));
  if (options.into === undefined) terminal.out(text);
  else write(context, options.into, text, options.section === undefined ? '' : ` ${options.section}`);
  return Exit.OK;
}

/** The finished runs of one study, of this engine only. Throws InputError when there are none. */
async function read(context: Context, dir: string): Promise<Result[]> {
  const { engine } = context;
  const expected = `the folder of a study of version ${engine.version} (${Identity.build()})`;
  const refuse = (found: string) =>
    Arguments.mistake(engine, 'DIR', found, expected, 'run unwind study first');
  if (!dir.startsWith('s3://') && !existsSync(dir)) throw refuse(dir);
  const store = await Store.open(engine, dir);
  const points = await Results.points(store);
  const parts = await Part.list(store, ['runs', 'costs']);
  const ours = parts.filter(({ point }) => {
    const known = points.get(point);
    return known?.version === engine.version && known.build === Identity.build();
  });
  const runs = await Results.runs(store, ours);
  if (runs.length === 0) throw refuse(dir);
  return runs.map(({ summary, headlines, sets }) => ({ ...(summary as unknown as Result), headlines, sets }));
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
