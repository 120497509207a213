import { InputError, type Issue } from '../format/InputError.js';

/** What is wrong with a file, row by row. */
export interface Findings {
  readonly file: string;
  readonly issues: Issue[];
  /** All that were found; only the first are kept. */
  count: number;
}

/** A mistake at a place; `path` names row and column: "row 12, debt". */
export interface Finding {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** Mistakes that are told; a broken file has one in every row. */
const MOST = 20;

export function open(file: string): Findings {
  return { file, issues: [], count: 0 };
}

export function add(findings: Findings, finding: Finding): void {
  findings.count++;
  if (findings.issues.length < MOST) findings.issues.push({ file: findings.file, ...finding });
}

/** Throws InputError when anything was found. */
export function settle(findings: Findings): void {
  if (findings.count === 0) return;
  const { issues, count } = findings;
  if (count > issues.length) {
    const last = issues[issues.length - 1]!;
    issues[issues.length - 1] = {
      ...last,
      remedy: `${last.remedy} (${count - issues.length} more like these)`,
    };
  }
  throw new InputError(issues);
}

/** What stands in a cell or a value, as short text. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
