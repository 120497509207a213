/** Who pushed a price since the last mark: `origin` is the journal id behind the trades (0: not journaled). */
export interface Aggressor {
  readonly origin: number;
  readonly kind: string;
  /** Part of the taker volume, 0 to 1. */
  readonly share: number;
}

/** One line of the journal, as far as readers need it. Ids rise; a cause precedes its effect (0: none). */
export interface JournalRow {
  readonly id: number;
  readonly cause: number;
  /** Microseconds since the start of the run. */
  readonly atUs: number;
  readonly kind: string;
  readonly venue?: string;
  readonly market?: string;
  readonly account?: number;
  readonly usd?: number;
  readonly reason?: string;
  /** On a `mark-move`: the largest aggressors since the last mark; `remainder` is the share of all others. */
  readonly aggressors?: readonly Aggressor[];
  readonly remainder?: number;
}
