/** One market's minutes. Every column has one value per minute; NaN means no trade yet. */
export interface MarketSeries {
  venue: string;
  /** `BASE/QUOTE`. */
  symbol: string;
  kind: 'spot' | 'perp';
  /** Prices in quote units. */
  close: Float64Array;
  low: Float64Array;
  high: Float64Array;
  vwap: Float64Array;
  volumeUsd: Float64Array;
  /** Bid dollars within 1% of mid, averaged over the minute. */
  bidDepthUsd: Float64Array;
}

/**
 * What the probes saw, minute by minute. Columns, one value per minute: `liquidationsUsd`, `publishedUsd`,
 * `publishedUsd/<asset>`, `exogenousUsd`, `adlUsd` (dollars in that minute), `makerLeverage/<venue>` (gross exposure over equity),
 * `withdrawn/<reason>` (dollars of depth withdrawn in that minute), `collateralIndex/<venue>/<asset>` and
 * `redemption/<asset>` (dollars per unit), `insurance/<venue>/<pool>` and `openInterestUsd/<venue>` (dollars). Where
 * there is a chain also `peg/<asset>/<venue or pool>` (dollars per coin of a pool, at the minute's end), `gasGwei`,
 * `poolImbalance/<pool>` (share of the largest coin), `poolVolumeUsd/<pool>` and
 * `transferRefusedUsd/<reason>` (dollars in that minute). Where there are loops also `loopLeverage/<place>/<group>`
 * (value over equity of those that stand) and `loopUnwoundUsd/…` and `loopForcedUsd/…` (coins that left them in that
 * minute at par, by their holders and by the venue); an issuer's and a lending protocol's columns stand in Issuers.ts
 * and Lendings.ts.
 */
export interface Series {
  /** Epoch milliseconds of minute 0. */
  startMs: number;
  minutes: number;
  markets: MarketSeries[];
  columns: Record<string, Float64Array>;
}
