import type { z } from 'zod';
import { suggest } from './Nearest.js';
import type { Path } from './YamlTree.js';

/** A schema issue in a person's words. `atKey` points at the key itself instead of its value. */
export interface Complaint {
  readonly path: Path;
  readonly atKey: boolean;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** What the helpers of Text attach to their issues. */
export interface Refusal {
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

type ZodIssue = z.core.$ZodIssue;
type Of<Code extends ZodIssue['code']> = Extract<ZodIssue, { code: Code }>;

/** Error map for `safeParse`: an unknown-key issue carries the keys its schema knows, which zod drops otherwise. */
export function knownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const def = issue.inst?._zod.def as { shape?: object; keyType?: z.ZodType } | undefined;
  const words = def?.shape === undefined ? [...(def?.keyType?._zod.values ?? [])] : Object.keys(def.shape);
  return JSON.stringify(words);
}

/** Every issue against `data`, flattened. */
export function complaints(issues: readonly ZodIssue[], data: unknown): Complaint[] {
  return issues.flatMap((issue) => explain(issue, data));
}

/** What stands in the file, as short text. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function explain(issue: ZodIssue, data: unknown): Complaint[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return unionOf(issue, path, data);
  if (issue.code === 'invalid_key') return [badKey(issue, path)];
  const value = at(data, path);
  const found = describe(value);
  if (issue.code === 'custom' && isRefusal(issue.params)) return [{ path, atKey: false, ...issue.params }];
  const expected = expectation(issue);
  const remedy =
    value === undefined ? `add the key "${path.at(-1) ?? ''}"` : remedyOf(issue, value, expected);
  return [{ path, atKey: false, found, expected, remedy }];
}

function isRefusal(params: object | undefined): params is Refusal {
  return params !== undefined && 'found' in params && 'expected' in params && 'remedy' in params;
}

function unknownKeys(issue: Of<'unrecognized_keys'>, path: Path): Complaint[] {
  const known = JSON.parse(issue.message) as string[];
  return issue.keys.map((key) => ({
    path: [...path, key],
    atKey: true,
    found: `the unknown key "${key}"`,
    expected: 'a known key',
    remedy: suggest(key, known, 'keys'),
  }));
}

function badKey(issue: Of<'invalid_key'>, path: Path): Complaint {
  const inner = issue.issues[0];
  const expected = inner === undefined ? 'a known key' : expectation(inner);
  const key = String(path.at(-1));
  const options = inner?.code === 'invalid_value' ? words(inner) : [];
  const remedy = options.length > 0 ? suggest(key, options, 'keys') : `rename the key: ${expected}`;
  return { path, atKey: true, found: `the key "${key}"`, expected, remedy };
}

/** The branch that got furthest says what is wrong; when all refuse the value as a whole, all are named. */
function unionOf(issue: Of<'invalid_union'>, path: Path, data: unknown): Complaint[] {
  const branches = issue.errors.map((errors) => {
    const nested = errors.map((error) => ({ ...error, path: [...issue.path, ...error.path] }) as ZodIssue);
    return complaints(nested, data);
  });
  const inside = branches.filter((branch) =>
    branch.every((complaint) => complaint.path.length > path.length),
  );
  if (inside.length > 0)
    return inside.reduce((best, branch) => (branch.length < best.length ? branch : best));
  const whole = branches.map((branch) => branch.find((complaint) => complaint.path.length === path.length)!);
  const named = whole.filter((complaint) => complaint !== undefined);
  const expected = [...new Set(named.map((complaint) => complaint.expected))].join(', or ');
  return [{ path, atKey: false, found: named[0]!.found, expected, remedy: named[0]!.remedy }];
}

function expectation(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return WORDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(words(issue));
    case 'invalid_union':
      return oneOf(options(issue));
    case 'too_small':
      return `${SIZES[issue.origin] ?? ''}${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `${SIZES[issue.origin] ?? ''}${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern === undefined ? `${issue.format} text` : `text that matches ${issue.pattern}`;
    default:
      return issue.message;
  }
}

const WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
};
const SIZES: Record<string, string> = { string: 'a text length of ', array: 'a list length of ' };

function remedyOf(issue: ZodIssue, value: unknown, expected: string): string {
  if (issue.code === 'invalid_value') return suggest(String(value), words(issue), 'values');
  if (issue.code === 'invalid_union') {
    return suggest(String(value), options(issue), 'values');
  }
  return `write ${expected}`;
}

/** The kinds among which a map chooses. */
function options(issue: ZodIssue): string[] {
  const { options: all = [] } = issue as { options?: unknown[] };
  return all.filter((option) => option !== undefined).map(String);
}

/** The words that may stand there; a key that may be left out is no word. */
function words(issue: Of<'invalid_value'>): string[] {
  return issue.values.filter((value) => value !== undefined).map(String);
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `"${values[0]}"` : `one of ${values.join(', ')}`;
}

function at(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
