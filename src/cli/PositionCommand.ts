import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as Arguments from './Arguments.js';
import type { Engine } from './CommandDoor.js';
import type { Context } from './Context.js';
import type * as Exit from './Exit.js';
import * as Files from './Files.js';
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

/** What an answer by formulas needs from outside: no engine. */
export interface Asking extends Pick<Context, 'terminal' | 'scenarios'> {
  readonly engine: Exit.Errors & Pick<Engine, 'position'>;
}

type Answer = Parameters<Engine['position']['sheets']>[0];

/** `unwind position` without a scenario: what a position is, earns and survives. Throws InputError. */
export function position(context: Asking, file: string | undefined, options: Options): void {
  const { engine } = context;
  if (options.seeds !== undefined)
    throw Arguments.mistake(engine, '--seeds', options.seeds, 'a scenario to run', 'add --in oct-2025-lite');
  const library = Files.library(engine, context.scenarios);
  write(
    context,
    engine.position.answer(engine.position.read(library, given(context, file, options))),
    options,
  );
}

/** What a person hands over: the file's text, and the keys among the flags. */
export function given(
  { engine }: Asking,
  file: string | undefined,
  options: Options,
): Parameters<Engine['position']['read']>[1] {
  const flags = [...engine.position.flags().keys()].flatMap((key) =>
    typeof options[key] === 'string' ? [[key, options[key] as string] as const] : [],
  );
  return { file: read(engine, file), flags: Object.fromEntries(flags) };
}

/** Prints an answer, and writes its page where one is asked for. */
export function write({ engine, terminal }: Asking, answer: Answer, options: Options): void {
  if (options.page !== undefined) {
    mkdirSync(dirname(options.page), { recursive: true });
    writeFileSync(options.page, engine.position.page(answer));
  }
  if (options.json === true) {
    terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  const tables = TerminalTables.render(engine.position.sheets(answer));
  terminal.out(`${answer.verdict.join('\n')}\n\n${tables}\n`);
  if (options.page !== undefined) terminal.out(`page: ${options.page}\n`);
}

function read(engine: Exit.Errors, file: string | undefined) {
  if (file === undefined) return undefined;
  if (!existsSync(file))
    throw Arguments.mistake(engine, 'FILE', file, 'a .yaml, .json or .csv file', 'check the path');
  return { name: file, text: readFileSync(file, 'utf8') };
}
