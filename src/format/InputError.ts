/** One mistake in what a user wrote. `line` and `column` count from 1. */
export interface Issue {
  readonly file: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** A user's or author's mistake: everything wrong at once, never a half-accepted input. */
export class InputError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], options?: ErrorOptions) {
    super(format(issues), options);
    this.name = 'InputError';
    this.issues = issues;
  }
}

/** A mistake of an author that shows only while a world is opened; the loader adds file, line and column of the path. */
export class OpeningError extends Error {
  /** Keys joined by points, items of lists by their `id`: "issuers.ethena.supply". */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;

  constructor(path: string, found: string, expected: string, remedy: string, options?: ErrorOptions) {
    super(`${path}: found ${found}, expected ${expected}`, options);
    this.name = 'OpeningError';
    this.path = path;
    this.found = found;
    this.expected = expected;
    this.remedy = remedy;
  }
}

/** Runs one step of opening a world. What breaks there without a refusal of its own is refused at the path of the step. */
export function opening<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof InputError || error instanceof OpeningError) throw error;
    const found = `a world that cannot be opened (${error instanceof Error ? error.message : String(error)})`;
    const remedy =
      'compare the values here with a packaged scenario; if they are as you mean them, report the file';
    throw new OpeningError(path, found, 'values that a world can be opened with', remedy, { cause: error });
  }
}

/** One line per issue, in the order a person reads a file. */
export function format(issues: readonly Issue[]): string {
  return [...issues].sort(byPlace).map(line).join('\n');
}

function line(issue: Issue): string {
  const place = `${issue.file}:${issue.line}:${issue.column}`;
  const path = issue.path === '' ? '' : ` ${issue.path}`;
  return `${place}${path}: found ${issue.found}, expected ${issue.expected}. Remedy: ${issue.remedy}`;
}

function byPlace(a: Issue, b: Issue): number {
  return (
    text(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    text(a.path, b.path) ||
    text(a.found, b.found)
  );
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
