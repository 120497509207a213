import { z } from 'zod';
import * as Digest from '../../base/Digest.js';
import { InputError } from '../InputError.js';
import * as Source from '../Source.js';
import * as UnitText from '../UnitText.js';

/** Facts of a snapshot beside its rows: symbols, steps, prices. */
export type Facts = Readonly<Record<string, string | number>>;

/**
 * What the outside world held at one instant: rows of text under columns, and facts. Numbers keep the text of their
 * source, so that a size stays exact.
 */
export interface Snapshot {
  /** What the rows are, such as `book` or `loans`. */
  readonly kind: string;
  /** Where it was read: a file and its format, or an address and a network. */
  readonly source: string;
  /** ISO 8601 UTC. */
  readonly time: string;
  /** Whose clock the time is: `block 17382266`, `exchange`, or `stated` by whoever imported it. */
  readonly clock: string;
  readonly facts: Facts;
  readonly columns: readonly string[];
  /** Cells joined by commas, in the order of the columns. */
  readonly rows: readonly string[];
}

/** A snapshot whose hash has been checked. */
export interface Read extends Snapshot {
  readonly file: string;
  readonly hash: string;
  /** Line of the first row. */
  readonly line: number;
}

const FORMAT = 1;
const ROWS = 'rows: |';
const INDENT = '  ';

const Head = z.strictObject({
  snapshot: z.literal(FORMAT),
  kind: z.string().min(1),
  source: z.string().min(1),
  time: UnitText.instant(),
  clock: z.string().regex(/^(block \d+|exchange|stated)$/),
  hash: z.string().regex(/^[0-9a-f]{16}$/),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  columns: z.array(z.string().regex(/^[\w.-]+$/)).min(1),
  count: UnitText.count(),
});

/** 64-bit hash of everything that a snapshot says, in the order of its rows. */
function hash({ kind, source, time, clock, facts, columns, rows }: Snapshot): string {
  const digest = Digest.create();
  for (const word of [kind, source, time, clock, ...columns]) Digest.mixText(digest, word);
  for (const key of Object.keys(facts).sort()) Digest.mixText(digest, `${key}=${String(facts[key])}`);
  for (const row of rows) Digest.mixText(digest, row);
  return Digest.hex(digest);
}

/** The file's text in pieces: YAML, whose rows are one block of text, so that a million of them are read fast. */
export function* write(snapshot: Snapshot): Iterable<string> {
  const { kind, source, time, clock, facts, columns, rows } = snapshot;
  const quoted = (value: string | number) => (typeof value === 'number' ? value : JSON.stringify(value));
  yield [
    '# A snapshot of the outside world, written by `unwind import`. Its hash covers everything but this line.',
    `snapshot: ${FORMAT}`,
    `kind: ${kind}`,
    `source: ${JSON.stringify(source)}`,
    `time: ${time}`,
    `clock: ${clock}`,
    `hash: ${JSON.stringify(hash(snapshot))}`,
    `facts: { ${Object.keys(facts)
      .sort()
      .map((key) => `${JSON.stringify(key)}: ${quoted(facts[key]!)}`)
      .join(', ')} }`,
    `columns: [${columns.join(', ')}]`,
    `count: ${rows.length}`,
    `${ROWS}\n`,
  ].join('\n');
  const PIECE = 4096;
  for (let from = 0; from < rows.length; from += PIECE)
    yield `${rows
      .slice(from, from + PIECE)
      .map((row) => INDENT + row)
      .join('\n')}\n`;
}

/** Reads a snapshot and checks that it is whole and as it was written. Throws InputError. */
export function read(file: string, text: string, kind?: string): Read {
  const at = text.indexOf(`\n${ROWS}\n`);
  if (at < 0) throw mistake(file, 1, 'rows', 'no rows', 'a snapshot with its rows', AGAIN);
  const head = Source.validate(Source.parse(file, text.slice(0, at)), Head);
  const line = text.slice(0, at).split('\n').length + 2;
  if (kind !== undefined && head.kind !== kind)
    throw mistake(
      file,
      3,
      'kind',
      `a snapshot of kind "${head.kind}"`,
      `one of kind "${kind}"`,
      REMEDY[kind] ?? AGAIN,
    );
  const { columns, count } = head;
  const rows = rowsOf(text.slice(at + ROWS.length + 2));
  const short = rows.findIndex((row) => widthOf(row) !== columns.length);
  if (short >= 0)
    throw mistake(
      file,
      line + short,
      `rows.${short + 1}`,
      `${widthOf(rows[short]!)} columns`,
      `the ${columns.length} columns ${columns.join(', ')}`,
      AGAIN,
    );
  if (rows.length !== count)
    throw mistake(file, line, 'rows', `${rows.length} rows`, `the ${count} rows that its head counts`, AGAIN);
  const { source, clock, facts } = head;
  const time = /^time: (.*)$/m.exec(text)![1]!.trim();
  const found = { kind: head.kind, source, time, clock, facts, columns, rows };
  if (hash(found) !== head.hash)
    throw mistake(file, 7, 'hash', `the content of hash ${hash(found)}`, `that of ${head.hash}`, AGAIN);
  return { ...found, file, hash: head.hash, line };
}

const AGAIN = 'import it again: a snapshot is not edited by hand';
const REMEDY: Readonly<Record<string, string>> = {
  loans: 'import a table of borrowers or a list of positions',
};

function widthOf(row: string): number {
  let width = 1;
  for (let at = row.indexOf(','); at >= 0; at = row.indexOf(',', at + 1)) width++;
  return width;
}

function rowsOf(block: string): string[] {
  const body = block.endsWith('\n') ? block.slice(0, -1) : block;
  if (body === '') return [];
  return body.split('\n').map((row) => row.slice(INDENT.length));
}

function mistake(
  file: string,
  line: number,
  path: string,
  found: string,
  ...[expected, remedy]: [string, string]
): InputError {
  return new InputError([{ file, path, line, column: 1, found, expected, remedy }]);
}
