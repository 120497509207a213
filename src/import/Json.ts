import * as Findings from './Findings.js';
import * as Instants from './Instants.js';
import * as JsonFault from './JsonFault.js';
import * as JsonPlace from './JsonPlace.js';
import * as Numerals from './Numerals.js';

/** A parsed file, and what has been found wrong with it. */
export interface Document {
  readonly text: string;
  readonly findings: Findings.Findings;
  readonly root: Node;
}

/** A value of the file with its path. */
export interface Node {
  readonly value: unknown;
  readonly path: readonly JsonPlace.Step[];
}

/** Parses a file. Throws InputError with line and column where it breaks off or is no JSON. */
export function parse(file: string, text: string): Document {
  const findings = Findings.open(file);
  try {
    return { text, findings, root: { value: JSON.parse(text), path: [] } };
  } catch (error) {
    const offset = JsonFault.find(text);
    const isCut = offset >= text.trimEnd().length;
    Findings.add(findings, {
      ...JsonPlace.placeOf(text, offset),
      path: pathText(JsonPlace.pathAt(text, offset)),
      found: isCut
        ? 'a file that breaks off'
        : `${Findings.show(text.slice(offset, offset + 12))}, which is no JSON`,
      expected: 'a whole JSON file',
      remedy: isCut ? 'fetch the file again' : 'write null for a number that is missing; JSON has no NaN',
    });
    Findings.settle(findings);
    throw error;
  }
}

export function refuse(
  doc: Document,
  node: Node,
  found: string,
  ...rest: [expected: string, remedy: string]
): void {
  const [expected, remedy] = rest;
  const place = JsonPlace.find(doc.text, node.path);
  Findings.add(doc.findings, { ...place, path: pathText(node.path), found, expected, remedy });
}

/** The value under a key or index; undefined inside where it is missing. */
export function at({ value, path }: Node, step: JsonPlace.Step): Node {
  const isThere = typeof value === 'object' && value !== null;
  return {
    value: isThere ? (value as Record<JsonPlace.Step, unknown>)[step] : undefined,
    path: [...path, step],
  };
}

export function has(node: Node, step: JsonPlace.Step): boolean {
  const { value } = at(node, step);
  return value !== undefined && value !== null;
}

/** Items of a list; none, and a finding, for anything else. */
export function list(doc: Document, node: Node): Node[] {
  if (Array.isArray(node.value)) return node.value.map((value, i) => ({ value, path: [...node.path, i] }));
  refuse(doc, node, Findings.show(node.value), 'a list', 'check that this is the answer of the stated call');
  return [];
}

/** Entries of a map; none, and a finding, for anything else. */
export function entries(doc: Document, node: Node): [string, Node][] {
  const { value } = node;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.keys(value).map((key) => [key, at(node, key)]);
  refuse(doc, node, Findings.show(value), 'a map', 'check that this is the answer of the stated call');
  return [];
}

/** The text of a number as the file has it; '' and a finding for anything else. */
export function numeral(doc: Document, node: Node, range: Numerals.Range = {}): string {
  const read = Numerals.read(node.value, range);
  if (typeof read === 'number') return Numerals.text(node.value);
  refuse(doc, node, Findings.show(node.value), read.expected, read.remedy);
  return '';
}

export function number(doc: Document, node: Node, range: Numerals.Range = {}): number {
  return Number(numeral(doc, node, range) || Number.NaN);
}

/** A text without commas and line ends, which rows of a snapshot are made of. */
export function word(doc: Document, node: Node): string {
  const { value } = node;
  if (typeof value === 'string' && value !== '' && !/[,\n\r"]/.test(value)) return value;
  refuse(
    doc,
    node,
    Findings.show(value),
    'a text without commas',
    'check that this is the answer of the stated call',
  );
  return '';
}

/** Milliseconds since 1970 of a stamp in ms or µs; undefined, and a finding, for anything else. */
export function instant(doc: Document, node: Node): number | undefined {
  const stamp = number(doc, node, { min: 0, isWhole: true });
  if (Number.isNaN(stamp)) return undefined;
  const clock = Instants.clockOf(stamp);
  if (clock !== undefined) return Instants.msOf(stamp, clock);
  refuse(doc, node, String(stamp), 'a time between 2009 and 2100', 'use milliseconds since 1970');
  return undefined;
}

function pathText(path: readonly JsonPlace.Step[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
}

/** Throws InputError when anything was found. */
export function settle({ findings }: Document): void {
  Findings.settle(findings);
}
