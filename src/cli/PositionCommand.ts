import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as Arguments from './Arguments.js';
import type { Library, Loaded } from './CommandDoor.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';
import * as PositionRuns from './PositionRuns.js';
import * as TerminalTables from './TerminalTables.js';

export interface Options {
  readonly in?: string;
  readonly seeds?: string;
  readonly workers?: string;
  readonly out?: string;
  readonly page?: string;
  readonly json?: boolean;
  /** Keys of the question. */
  readonly [key: string]: unknown;
}

/** Simulated time after which the books of a scenario have their orders. */
const SETTLED_US = 120e6;

/** `unwind position`: what a position is, earns, survives and costs to leave; then what a crash does to it. */
export async function position(
  context: Context,
  file: string | undefined,
  options: Options,
): Promise<number> {
  const { engine, terminal } = context;
  const library = Files.library(engine, context.scenarios);
  if (options.seeds !== undefined && options.in === undefined)
    throw Arguments.mistake(engine, '--seeds', options.seeds, 'a scenario to run', 'add --in oct-2025-lite');
  const inside =
    options.in === undefined ? undefined : engine.load(library, options.in, { sets: [], withs: [] });
  const subject = engine.position.read(
    library,
    { file: read(context, file), flags: keys(context, options) },
    inside,
  );
  const answer =
    inside === undefined
      ? engine.position.answer(subject)
      : await within(context, subject, inside, options, library);
  if (options.page !== undefined) write(options.page, engine.position.page(answer));
  if (options.json === true) terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
  else {
    const tables = TerminalTables.render(engine.position.sheets(answer));
    terminal.out(`${answer.verdict.join('\n')}\n\n${tables}\n`);
    if (options.page !== undefined) terminal.out(`page: ${options.page}\n`);
  }
  return Exit.OK;
}

/** In the books of a scenario, and in every seed where some are asked for. */
async function within(
  context: Context,
  subject: PositionRuns.Subject,
  inside: Loaded,
  options: Options,
  library: Library,
) {
  const { engine } = context;
  const world = engine.build(inside, 1);
  engine.advance(world, SETTLED_US);
  if (options.seeds === undefined) return engine.position.answer(subject, world);
  const seeds = Arguments.seeds(engine, options.seeds);
  const ran = await PositionRuns.run(context, { subject, library, seeds, scenario: options.in!, options });
  return engine.position.crashed(subject, world, ran);
}

function read({ engine }: Context, file: string | undefined) {
  if (file === undefined) return undefined;
  if (!existsSync(file))
    throw Arguments.mistake(engine, 'FILE', file, 'a .yaml, .json or .csv file', 'check the path');
  return { name: file, text: readFileSync(file, 'utf8') };
}

function keys({ engine }: Context, options: Options): Record<string, string> {
  const known = [...engine.position.flags().keys()].flatMap((key) =>
    typeof options[key] === 'string' ? [[key, options[key] as string] as const] : [],
  );
  return Object.fromEntries(known);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
