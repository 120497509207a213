import type * as Trigger from '../mechanisms/liquidation/trigger/Trigger.js';

/**
 * Margin and cash accounts as columns; cells are indexed account * assets + asset, positions account * width + local. Most
 * accounts hold few of the assets there are: `held` and `open` say which, as sets of base/Bits.
 */
export interface Accounts {
  count: number;
  assets: number;
  width: number;
  name: string[];
  venue: Int32Array;
  agent: Int32Array;
  /** CASH, MARGIN, SYSTEM: see Accounts.ts. */
  kind: Uint8Array;
  state: Uint8Array;
  weight: Float64Array;
  /** 1: no venue deleverages the account. */
  adlExempt: Uint8Array;
  cash: Int32Array;
  reserved: Int32Array;
  debt: Int32Array;
  lots: Float64Array;
  entry: Float64Array;
  /** Assets of which an account has a cell (or whose profits it is paid), and perps in which it has a position. */
  held: Int32Array;
  heldWords: number;
  open: Int32Array;
  openWords: number;
  /** Journal id of the running margin call or liquidation, 0 = none. */
  origin: Float64Array;
  /** When the running liquidation began, and its last partial order (-Infinity = none), µs. */
  liquidatingUs: Float64Array;
  partialUs: Float64Array;
  /** Of the running liquidation: dollars at the beginning, those executed since the last row, and when that was, µs. */
  begunUsd: Float64Array;
  unwrittenPositionsUsd: Float64Array;
  unwrittenCollateralUsd: Float64Array;
  writtenUs: Float64Array;
  touched: Uint8Array;
  /** Quote handles of the account: [from, to). */
  quoteFrom: Int32Array;
  quoteTo: Int32Array;
  /** Last assessed margin equity, maintenance and free margin in dollars. */
  equity: Float64Array;
  maintenance: Float64Array;
  free: Float64Array;
}

/** Quote handles of agents: what rests under each. -1 = nothing. */
export interface Quotes {
  slot: Int32Array;
  size: number;
}

export interface TriggerHeap {
  size: number;
  key: Float64Array;
  row: Int32Array;
}

/** An insurance pool of one contract group, or a liquidator vault. Its account holds what it has taken over. */
export interface Pool {
  id: string;
  venue: number;
  account: number;
  vault: boolean;
  startUsd: number;
  minUsd: number;
  /** Last equity, dollars. */
  equityUsd: number;
  trigger: Trigger.Memory;
}
