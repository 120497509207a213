import type { Command } from 'commander';
import * as ImportFile from '../import/ImportFile.js';
import * as Live from '../import/live/Live.js';
import { IMPORTERS } from '../import/Registry.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';

type Options = Omit<ImportFile.Request, 'kind' | 'file'>;

export function register(program: Command, context: Context, settle: (code: number) => void): void {
  const width = Math.max(...IMPORTERS.map(({ name }) => name.length));
  const kinds = IMPORTERS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n');
  program
    .command('import')
    .description('turn a file of an exchange, a protocol or your own into a snapshot')
    .argument('<kind>', 'what the file is, see below')
    .argument('[file]', 'the file, .json, .csv or .csv.gz; none with --live')
    .requiredOption('--out <file>', 'snapshot to write')
    .option('--live <what>', 'read it over the network, without a key; see below')
    .option('--url <address>', 'another server than the usual one')
    .option('--source <text>', 'where the file is from (default: its name)')
    .option('--time <instant>', 'instant of the data, where the file has none: 2023-06-18T00:00:00Z')
    .option('--block <number>', 'block of the data, where the file has none; "none" where nobody knows')
    .option('--map <file>', 'what the columns of your own table are')
    .option('--symbol <text>', 'what the file is about, where it does not say')
    .addHelpText('after', `\nKinds:\n${kinds}\n\nWith --live:\n${Live.about().join('\n')}`)
    .action(async (kind: string, file: string | undefined, options: Options) =>
      settle(await run(context, { ...options, kind, file })),
    );
}

/** `unwind import`: gives the exit code; throws InputError before anything is left behind. */
async function run({ terminal }: Context, request: ImportFile.Request): Promise<number> {
  const { kind, time, clock, rows, facts } = await ImportFile.run(request);
  const told = Object.keys(facts)
    .sort()
    .map((key) => `  ${key}: ${facts[key]}`);
  const head = `${request.out}: ${rows.length} rows of ${kind}, ${time} by ${clock === 'stated' ? 'what was stated' : clock}`;
  terminal.out(`${[head, ...told].join('\n')}\n`);
  return Exit.OK;
}
