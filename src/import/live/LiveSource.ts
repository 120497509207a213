/** An answer that was read over the network, as the importer of a file takes it. */
export interface Answer {
  readonly text: string;
  /** Where it was read. */
  readonly source: string;
}

/** What was asked for: a coin, an address or "exchange:symbol", and another server than the usual one. */
export interface Asked {
  readonly kind: string;
  readonly what: string;
  readonly url: string | undefined;
}

/** Reads what a kind of file would hold. Throws Failure. */
export interface LiveSource {
  readonly kinds: readonly string[];
  /** What stands behind `--live`. */
  readonly about: string;
  fetch(asked: Asked): Promise<Answer>;
}

/** Why nothing was read; becomes the error of the command line. */
export class Failure extends Error {
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;

  constructor(found: string, expected: string, remedy: string) {
    super(found);
    this.name = 'Failure';
    this.found = found;
    this.expected = expected;
    this.remedy = remedy;
  }
}
