import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { z } from 'zod';
import { InputError, type Issue } from './InputError.js';
import * as YamlTree from './YamlTree.js';
import * as ZodIssues from './ZodIssues.js';

/** Parsed scenario text. `file` names it in messages; every node of `root` remembers its own file. */
export interface Source {
  readonly file: string;
  readonly root: YamlTree.Node;
}

interface Reader {
  readonly file: string;
  readonly lines: LineCounter;
  readonly issues: Issue[];
}

const REMEDIES: Record<string, readonly [expected: string, remedy: string]> = {
  DUPLICATE_KEY: ['each key once', 'keep one of the two entries and remove the other'],
  TAB_AS_INDENT: ['spaces as indentation', 'replace each tab with two spaces'],
  MISSING_CHAR: ['a closing quote or bracket', 'close what was opened on this line'],
  BAD_INDENT: [
    'matching indentation and brackets',
    'close the bracket or indent the line like its neighbors',
  ],
  MULTIPLE_DOCS: ['one document', 'remove the "---" line and what follows'],
  BLOCK_AS_IMPLICIT_KEY: [
    'one "key: value" a line',
    'put text that contains ": " in quotes, or indent by two spaces',
  ],
  TAG_RESOLVE_FAILED: ['plain values without tags', 'remove the "!" tag or put the text in quotes'],
};
const FALLBACK = ['well-formed YAML', 'check indentation, quotes and brackets around this line'] as const;

/** Reads YAML 1.2 text. Throws InputError with every syntax error, duplicate key, tab, alias or tag. */
export function parse(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const reader: Reader = { file, lines, issues: [] };
  for (const error of [...document.errors, ...document.warnings])
    reader.issues.push(syntaxIssue(reader, document, error));
  if (reader.issues.length > 0) throw new InputError(reader.issues);
  if (document.contents === null) {
    throw new InputError([issue(reader, 0, 'an empty file', 'a map of keys', 'write "key: value" lines')]);
  }
  const root = toNode(reader, document.contents);
  if (reader.issues.length > 0) throw new InputError(reader.issues);
  return { file, root };
}

/** Where the value at `path` was written; for a missing value, where the nearest parent was. */
export function locate(source: Source, path: YamlTree.Path): YamlTree.Place {
  let node = source.root;
  let place = node.place;
  for (const step of path) {
    const next = YamlTree.child(node, step);
    if (next === undefined) return place;
    node = next;
    place = node.place;
  }
  return place;
}

/** Where the value of a dotted path was written, items of lists by their `id`; where it ends, the nearest parent. */
export function locateShown(source: Source, shown: string): YamlTree.Place {
  let node = source.root;
  for (const step of shown.split('.')) {
    const next = YamlTree.named(node, step);
    if (next === undefined) break;
    node = next;
  }
  return node.place;
}

/** Where the last key of `path` was written. */
export function locateKey(source: Source, path: YamlTree.Path): YamlTree.Place {
  let node: YamlTree.Node | undefined = source.root;
  for (const step of path.slice(0, -1)) node = node === undefined ? undefined : YamlTree.child(node, step);
  const entry = node?.kind === 'map' ? node.entries.get(String(path.at(-1))) : undefined;
  return entry?.place ?? locate(source, path);
}

/** The schema's value of the source. Throws InputError with every issue at once. */
export function validate<T>(source: Source, schema: z.ZodType<T>): T {
  const data = YamlTree.toData(source.root);
  const result = schema.safeParse(data, { error: ZodIssues.knownKeys });
  if (result.success) return result.data;
  const issues = ZodIssues.complaints(result.error.issues, data).map((complaint) => {
    const place = complaint.atKey ? locateKey(source, complaint.path) : locate(source, complaint.path);
    const { found, expected, remedy } = complaint;
    return { ...place, path: YamlTree.show(source.root, complaint.path), found, expected, remedy };
  });
  throw new InputError(issues);
}

function syntaxIssue(reader: Reader, document: Document.Parsed, error: YAMLError): Issue {
  const [expected, remedy] = REMEDIES[error.code] ?? FALLBACK;
  const offset = error.code === 'MISSING_CHAR' ? openingQuote(document, error.pos[0]) : error.pos[0];
  const found = `${error.code.toLowerCase().replaceAll('_', ' ')} (${error.message})`;
  return issue(reader, offset, found, expected, remedy);
}

/** An unterminated string is noticed at the end of the file; a person wants the line where it begins. */
function openingQuote(document: Document.Parsed, end: number): number {
  let start = end;
  visit(document, {
    Scalar(_, scalar) {
      const quoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE';
      if (quoted && scalar.range !== null && scalar.range !== undefined && scalar.range[1] >= end)
        start = scalar.range[0];
    },
  });
  return start;
}

function toNode(reader: Reader, node: unknown): YamlTree.Node {
  const place = placeOf(reader, offsetOf(node));
  if (isMap(node)) return { kind: 'map', entries: toEntries(reader, node), place };
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => toNode(reader, item)), place };
  if (isAlias(node)) {
    const remedy = 'write the value out, or share it through a preset';
    reader.issues.push(issue(reader, offsetOf(node), `the alias *${node.source}`, 'a value', remedy));
  }
  return { kind: 'scalar', value: isScalar(node) ? (node.value as YamlTree.Scalar) : null, place };
}

function toEntries(reader: Reader, map: YAMLMap): Map<string, YamlTree.Entry> {
  const entries = new Map<string, YamlTree.Entry>();
  for (const { key, value } of map.items) {
    const offset = offsetOf(key);
    const plain = isScalar(key) && key.value !== null && key.value !== '__proto__';
    if (!plain) {
      reader.issues.push(
        issue(reader, offset, 'a key that is not a plain word', 'a word as key', 'name the key'),
      );
      continue;
    }
    const place = placeOf(reader, offset);
    const node: YamlTree.Node =
      value === null ? { kind: 'scalar', value: null, place } : toNode(reader, value);
    entries.set(String(key.value), { place, node });
  }
  return entries;
}

function offsetOf(node: unknown): number {
  return (node as { range?: readonly [number, number, number] | null } | null)?.range?.[0] ?? 0;
}

function placeOf(reader: Reader, offset: number): YamlTree.Place {
  const { line, col } = reader.lines.linePos(offset);
  return { file: reader.file, line: Math.max(1, line), column: Math.max(1, col) };
}

function issue(reader: Reader, offset: number, found: string, expected: string, remedy: string): Issue {
  return { ...placeOf(reader, offset), path: '', found, expected, remedy };
}
