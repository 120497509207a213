import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import * as Repository from '../cast/Repository.js';
import type * as Contracts from './Contracts.js';

/*
 * Contracts compiled from the sources that a package carries. Compiling takes seconds to minutes, so the result is kept
 * in node_modules/.cache under a digest of compiler, settings and sources: another release compiles anew.
 */

type Made = Readonly<Record<string, Contracts.Artifact>>;

const require = createRequire(import.meta.url);

/** How a package is compiled where it is not as usual. */
export interface Settings {
  /** Package of the compiler. */
  readonly solc?: string;
  readonly viaIR?: boolean;
  /** Takes what an earlier run compiled and compiles nothing. */
  readonly isKept?: boolean;
  /** Beginnings of import paths, and the package folder that each stands for. */
  readonly remap?: Readonly<Record<string, string>>;
}

/** Follows imports from the entry files on; names of files are paths inside their package. */
function gather(
  folder: string,
  entries: readonly string[],
  own: Record<string, string>,
  remap: Readonly<Record<string, string>>,
) {
  const sources: Record<string, { content: string }> = {};
  const place = (name: string): string => {
    const from = Object.keys(remap).find((start) => name.startsWith(start));
    if (from === undefined) return join(folder, name);
    return join(Repository.ROOT, 'node_modules', remap[from]!, name.slice(from.length));
  };
  const visit = (name: string): void => {
    if (sources[name]) return;
    const content = own[name] ?? readFileSync(place(name), 'utf8');
    sources[name] = { content };
    for (const [, path] of content.matchAll(/^\s*(?:import|\}\s*from)\s[^;"']*["']([^"']+)["']/gm))
      visit(path!.startsWith('.') ? relative('/', join('/', dirname(name), path!)) : path!);
  };
  for (const entry of [...entries, ...Object.keys(own)]) visit(entry);
  return sources;
}

interface Output {
  readonly errors?: readonly { severity: string; formattedMessage: string }[];
  readonly contracts: Record<
    string,
    Record<
      string,
      {
        abi: Contracts.Artifact['abi'];
        evm: { bytecode: { object: string; linkReferences: Contracts.Artifact['linkReferences'] } };
      }
    >
  >;
}

/** Contracts by name, of a package and of sources of the test's own. Throws where a package is not installed. */
export async function contracts(
  packageName: string,
  entries: readonly string[],
  own: Record<string, string> = {},
  { solc = 'solc', viaIR = true, isKept = false, remap = {} }: Settings = {},
): Promise<Made> {
  const folder = dirname(require.resolve(`${packageName}/package.json`));
  const { version } = require(`${solc}/package.json`) as { version: string };
  const input = {
    language: 'Solidity',
    sources: gather(folder, entries, own, remap),
    settings: {
      optimizer: { enabled: true, runs: 200 },
      viaIR,
      // What the EVM of `Contracts.open` knows.
      ...(solc === 'solc' ? {} : { evmVersion: 'shanghai' }),
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode'] } },
    },
  };
  const digest = createHash('sha256')
    .update(version + JSON.stringify(input))
    .digest('hex');
  const cache = join(Repository.ROOT, 'node_modules', '.cache', 'letter', `${digest}.json`);
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as Made;
  if (isKept) throw new Error('not compiled yet: `npm run letter` does it');
  const made = await compile(solc, input);
  mkdirSync(dirname(cache), { recursive: true });
  // Two tests may compile at once: each writes a file of its own and renames it.
  const draft = `${cache}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(made));
  renameSync(draft, cache);
  return made;
}

async function compile(solc: string, input: object): Promise<Made> {
  const compiler = require(solc) as { compile(text: string): string };
  const output = JSON.parse(compiler.compile(JSON.stringify(input))) as Output;
  const fatal = output.errors?.filter((one) => one.severity === 'error') ?? [];
  if (fatal.length > 0) throw new Error(fatal.map((one) => one.formattedMessage).join('\n'));
  const made: Record<string, Contracts.Artifact> = {};
  for (const file of Object.values(output.contracts))
    for (const [name, { abi, evm }] of Object.entries(file))
      made[name] = { abi, bytecode: evm.bytecode.object, linkReferences: evm.bytecode.linkReferences };
  return made;
}
