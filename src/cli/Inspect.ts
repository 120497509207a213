import { FOLDERS } from './CommandDoor.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';

/** `unwind list`: everything that has a name, with its title and the first sentence of what it is about. */
export function list(context: Context): number {
  const library = Files.library(context.engine, context.scenarios);
  for (const folder of FOLDERS) {
    const names = library.names(folder);
    if (names.length === 0) continue;
    const width = Math.max(...names.map((name) => name.length));
    const lines = names.flatMap((name) => {
      const text = library.read(folder, name) ?? '';
      const about = Files.aboutOf(text).map((line) => `  ${''.padEnd(width)}    ${line}`);
      return [`  ${name.padEnd(width)}  ${Files.titleOf(text)}`.trimEnd(), ...about];
    });
    context.terminal.out(`${folder}\n${lines.join('\n')}\n`);
  }
  return Exit.OK;
}

/** `unwind describe`: one parameter of a scenario. */
export function describe(context: Context, path: string, name: string): number {
  const { engine, terminal } = context;
  const loaded = engine.load(Files.library(engine, context.scenarios), name, { sets: [], withs: [] });
  terminal.out(`${engine.describe(loaded, path).join('\n')}\n`);
  return Exit.OK;
}

/** `unwind check`: reads, validates and builds; writes nothing. */
export function check(context: Context, name: string): number {
  const { engine, terminal } = context;
  const loaded = engine.load(Files.library(engine, context.scenarios), name, { sets: [], withs: [] });
  engine.build(loaded, 1);
  terminal.out(`${name}: valid, scenario digest ${loaded.digest}\n`);
  return Exit.OK;
}
