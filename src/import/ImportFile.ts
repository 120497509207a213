import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../format/InputError.js';
import * as Nearest from '../format/Nearest.js';
import * as Snapshot from '../format/snapshot/Snapshot.js';
import type { Draft, Importer } from './Importer.js';
import * as Instants from './Instants.js';
import * as Json from './Json.js';
import * as Live from './live/Live.js';
import { IMPORTERS } from './Registry.js';
import * as TableFile from './TableFile.js';

/** `unwind import KIND FILE`, as it was asked for; `live` in the place of a file reads over the network. */
export interface Request {
  readonly kind: string;
  readonly file?: string | undefined;
  readonly live?: string | undefined;
  /** Another server than the usual one. */
  readonly url?: string | undefined;
  readonly out: string;
  readonly source?: string | undefined;
  readonly time?: string | undefined;
  readonly block?: string | undefined;
  readonly map?: string | undefined;
  readonly symbol?: string | undefined;
}

/** Reads a file into a snapshot, checks it whole, and writes it beside its place before it takes it. Throws InputError. */
export async function run(request: Request): Promise<Snapshot.Snapshot> {
  const importer = find(request.kind);
  const draft = await (request.live === undefined ? read(importer, request) : live(importer, request));
  if (draft.rows.length === 0 && importer.kind !== 'positions')
    throw refuse(request.file ?? '--live', '', 'nothing', 'a row at least', 'fetch the file again');
  const snapshot = dated(importer, draft, request);
  store(request.out, snapshot);
  return snapshot;
}

function find(kind: string): Importer {
  const importer = IMPORTERS.find(({ name }) => name === kind);
  if (importer !== undefined) return importer;
  const names = IMPORTERS.map(({ name }) => name);
  throw refuse(
    'command line',
    'KIND',
    `the unknown kind "${kind}"`,
    'a kind that can be imported',
    Nearest.suggest(kind, names, 'kinds'),
  );
}

/** What is read now has the time of its reading where the answer has none. */
async function live(
  importer: Importer,
  { kind, file, live: what = '', url, symbol }: Request,
): Promise<Draft> {
  if (file !== undefined)
    throw refuse('command line', '--live', `beside the file ${file}`, 'a file or --live', 'leave one out');
  const { text, source } = await Live.read({ kind, what, url });
  if (importer.format === 'csv') throw new Error('live answers are JSON');
  const doc = Json.parse(source, text);
  const draft = importer.read(doc, { symbol });
  Json.settle(doc);
  return { ...draft, timeMs: draft.timeMs ?? Date.now(), source };
}

async function read(importer: Importer, { file = '', map, symbol }: Request): Promise<Draft> {
  if (file === '')
    throw refuse('command line', 'FILE', 'nothing', 'a file, or --live', 'name the file to import');
  if (!existsSync(file) || !statSync(file).isFile())
    throw refuse(file, '', 'no file', 'a file that exists', 'check the path');
  const needs = importer.needs ?? [];
  if (needs.includes('map') && map === undefined)
    throw refuse(
      'command line',
      '--map',
      'nothing',
      'a file that tells what the columns are',
      'write --map map.yaml',
    );
  if (needs.includes('symbol') && symbol === undefined)
    throw refuse('command line', '--symbol', 'nothing', 'what the file is about', 'write --symbol BTC/USDT');
  const asked = {
    symbol,
    map: map === undefined ? undefined : { file: map, text: readFileSync(map, 'utf8') },
  };
  if (importer.format === 'csv') return TableFile.read(importer, file, asked);
  const doc = Json.parse(file, readFileSync(file, 'utf8'));
  const draft = importer.read(doc, asked);
  Json.settle(doc);
  return draft;
}

/** The time and the clock come from the file or are stated beside it, never from both and never from nowhere. */
function dated(
  importer: Importer,
  draft: Draft,
  { file = '', source, time, block }: Request,
): Snapshot.Snapshot {
  const ms = instant(draft, time);
  const clock = clockOf(draft, block);
  const { facts, columns, rows } = draft;
  const from = source ?? draft.source ?? `${basename(file)} (${importer.name})`;
  return { kind: importer.kind, source: from, time: Instants.text(ms), clock, facts, columns, rows };
}

function instant({ timeMs }: Draft, time: string | undefined): number {
  if (time === undefined && timeMs !== undefined) return timeMs;
  const stated = time === undefined ? undefined : Instants.parse(time);
  if (stated === undefined)
    throw refuse(
      'command line',
      '--time',
      time === undefined ? 'no time in the file and none stated' : JSON.stringify(time),
      'the instant of the data, UTC',
      'write --time 2023-06-18T00:00:00Z',
    );
  if (timeMs === undefined || Math.abs(timeMs - stated) < 1000) return stated;
  throw refuse(
    'command line',
    '--time',
    JSON.stringify(time),
    `the file's own time, ${Instants.text(timeMs)}`,
    'leave --time out',
  );
}

function clockOf({ clock }: Draft, block: string | undefined): string {
  if (block === undefined && clock !== undefined) return clock;
  if (block === 'none' && clock === undefined) return 'stated';
  if (
    block !== undefined &&
    /^\d{1,12}$/.test(block) &&
    (clock === undefined || clock === `block ${Number(block)}`)
  )
    return `block ${Number(block)}`;
  const found = block === undefined ? 'no block in the file and none stated' : JSON.stringify(block);
  const expected =
    clock === undefined
      ? 'the block of the data, or "none" where the source tells none'
      : `the file's own clock, ${clock}`;
  throw refuse(
    'command line',
    '--block',
    found,
    expected,
    clock === undefined ? 'write --block 17500000, or --block none' : 'leave --block out',
  );
}

/** Appears under its name whole or not at all. */
function store(out: string, snapshot: Snapshot.Snapshot): void {
  const part = join(dirname(out), `.${basename(out)}.${process.pid}.part`);
  try {
    const handle = openSync(part, 'w');
    try {
      for (const piece of Snapshot.write(snapshot)) writeSync(handle, piece);
    } finally {
      closeSync(handle);
    }
    renameSync(part, out);
  } catch (error) {
    rmSync(part, { force: true });
    throw refuse(
      out,
      '--out',
      (error as Error).message,
      'a place that can be written',
      'choose another --out',
    );
  }
}

function refuse(
  file: string,
  path: string,
  found: string,
  ...[expected, remedy]: [string, string]
): InputError {
  return new InputError([{ file, path, line: 1, column: 1, found, expected, remedy }]);
}
