/** Running totals that probes and the summary read. Dollars. */
export interface Tally {
  forcedUsd: number;
  forcedLongUsd: number;
  forcedShortUsd: number;
  publishedUsd: number;
  publishedLongUsd: number;
  forcedAccounts: number;
  firstForcedUs: number;
  forcedAfterNewsUsd: number;
  forcedByVenue: Float64Array;
  publishedByVenue: Float64Array;
  /** By base asset. */
  publishedByAsset: Float64Array;
  collateralSoldUsd: number;
  adlUsd: number;
  adlAccounts: number;
  firstAdlUs: number;
  adlByVenue: Float64Array;
  /** By venue id; a venue is there from its first forced trade on. */
  venues?: Record<string, VenueTally>;
  payers: Record<string, number>;
  losses: number;
  refused: Record<string, number>;
  withdrawn: Record<string, number>;
  exogenousUsd: number;
  feed: ThrottledFeed;
  aggressors: Aggressors;
}

/** Feeds of throttled venues, per market: the last second with a liquidation, and accounts still to be reached. */
export interface ThrottledFeed {
  second: Float64Array;
  waiting: Waiting[][];
}

/** Accounts of one row: how many are left, and dollars of one. */
export interface Waiting {
  left: number;
  readonly usd: number;
  readonly isLong: boolean;
}

/** What was forced on one venue. Dollars; an account counts by its weight. */
export interface VenueTally {
  forcedLongUsd: number;
  forcedShortUsd: number;
  forcedAccounts: number;
  adlAccounts: number;
}

/** Per base asset and side: who took liquidity since the last mark. 24 entries a table, the rest summed. */
export interface Aggressors {
  /** Key of the ordinary flow of each kind of agent. */
  kinds: Record<string, number>;
  key: Float64Array;
  usd: Float64Array;
  count: Int32Array;
  other: Float64Array;
}
