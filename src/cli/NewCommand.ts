import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';

export interface Options {
  readonly from: string;
}

/** The line by which editors complete and check a file. */
const SCHEMA_LINE = /^# yaml-language-server: \$schema=.*$/m;

/** `unwind new`: a commented scenario of one screen, in a file of its own. Nothing is written over. */
export function create(context: Context, name: string, { from }: Options): number {
  const { engine, terminal } = context;
  const folder = join(context.scenarios, 'templates');
  const known = readdirSync(folder)
    .map((file) => file.replace(/\.yaml$/, ''))
    .sort();
  if (!known.includes(from))
    throw Arguments.mistake(
      engine,
      '--from',
      from,
      `a template: ${known.join(', ')}`,
      'write --from exchange',
    );
  const path = name.endsWith('.yaml') ? name : `${name}.yaml`;
  if (existsSync(path))
    throw Arguments.mistake(
      engine,
      'NAME',
      name,
      'the name of a file that does not exist',
      'choose another name',
    );
  const schema = relative(
    dirname(resolve(path)),
    join(context.scenarios, '..', 'schema', 'scenario.schema.json'),
  );
  const text = readFileSync(join(folder, `${from}.yaml`), 'utf8');
  const own = text
    .replace(SCHEMA_LINE, `# yaml-language-server: $schema=${schema.replaceAll('\\', '/')}`)
    .replace('unwind run NAME.yaml', `unwind run ${path}`);
  writeFileSync(path, own, { flag: 'wx' });
  terminal.out(`${path}: ${Files.titleOf(own)}\nrun it: unwind run ${path}\n`);
  return Exit.OK;
}
