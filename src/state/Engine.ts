import type * as Streams from '../base/Streams.js';
import type { OnChain } from '../chain/OnChain.js';
import type * as JournalWriter from '../kernel/JournalWriter.js';
import type * as Kernel from '../kernel/Kernel.js';
import type * as Ledger from '../ledger/Ledger.js';
import type { Fills } from '../mechanisms/book/Fills.js';
import type * as Ladder from '../mechanisms/book/Ladder.js';
import type { Order } from '../mechanisms/book/Order.js';
import type { Orders } from '../mechanisms/book/Orders.js';
import type * as AccountPlan from '../mechanisms/liquidation/AccountPlan.js';
import type * as Adl from '../mechanisms/liquidation/Adl.js';
import type * as IsolatedPlan from '../mechanisms/liquidation/IsolatedPlan.js';
import type * as Box from '../mechanisms/margin/Box.js';
import type * as CollateralIndex from '../mechanisms/margin/CollateralIndex.js';
import type { Tiers } from '../mechanisms/margin/Tiers.js';
import type { Thresholds, WeightTiers } from '../mechanisms/margin/Unified.js';
import type * as Index from '../mechanisms/oracle/Index.js';
import type * as Funding from '../mechanisms/perp/Funding.js';
import type * as Call from '../messages/Call.js';
import type * as Intent from '../messages/Intent.js';
import type * as Rows from '../messages/Journal.js';
import type { Fundamentals } from './Fundamentals.js';
import type { MarkState } from './MarkState.js';
import type { Accounts, Pool, Quotes, TriggerHeap } from './Tables.js';
import type { Tally } from './Tally.js';

/** Everything that trades, as plain data: the state a fork clones. Tables are columns; ids are indices. */
export interface Engine {
  startMs: number;
  endUs: number;
  kernel: Kernel.Kernel;
  journal: JournalWriter.Journal<Rows.Data>;
  ledger: Ledger.Ledger;
  streams: Streams.Streams;
  assets: Asset[];
  venues: Venue[];
  markets: Market[];
  orders: Orders;
  order: Order;
  fills: Fills;
  intents: Intent.Intents;
  calls: Call.Calls;
  onchain: OnChain;
  quotes: Quotes;
  /** Atoms reserved for each resting order of a cash account, by order slot. */
  reserve: Float64Array;
  accounts: Accounts;
  /** One crowd per perp market, in the order of `Market.crowd`. */
  crowds: Crowd[];
  pools: Pool[];
  /** Kind of each agent by id, for reports and journal rows. */
  agentKinds: string[];
  feed: Feed;
  news: News;
  tally: Tally;
}

export interface Asset {
  symbol: string;
  /** Atoms per unit = 10^decimals. */
  decimals: number;
  unit: number;
  /** Dollars at the open; a dollar asset is 1. */
  openUsd: number;
  dollar: boolean;
  /** Redemption: units of `redeemsTo` per unit, or 0. */
  redeemsTo: number;
  redemptionRatio: number;
  /** Spot markets that price the asset in dollars, for the multi-venue index, and when one of them last changed, µs. */
  sources: number[];
  movedUs: number;
  /** How many of those books lack a bid or an ask: only they can fall silent. */
  oneSided: number;
  /** Multi-venue weights of those sources. */
  weights: Float64Array;
}

export interface Market {
  id: number;
  venue: number;
  symbol: string;
  perp: boolean;
  base: number;
  quote: number;
  /** Price of one tick in quote units; units of base per lot. */
  tick: number;
  lot: number;
  /** Quote atoms per tick and lot: notional atoms = ticks * lots * atomsPerTickLot. */
  atomsPerTickLot: number;
  baseAtomsPerLot: number;
  /** Smallest order, in lots and in quote atoms; orders that close a position may be smaller. */
  minLots: number;
  minAtoms: number;
  makerFeePpm: number;
  takerFeePpm: number;
  /** Protective price of market orders around the reference, ppm; 0 = none. */
  bandPpm: number;
  /** Last price in ticks below which the market gets a finer grid; 0 = never. */
  finerBelow: number;
  /** Index in dollars below which a perp is settled and no longer traded, 0 = never; and whether it has been. */
  settlesBelow: number;
  delisted: boolean;
  /** Whether observers read spread and depth by distance. */
  watched: boolean;
  book: Ladder.Ladder;
  /** Row in the feed; last trade in ticks; 1 when anything changed since the last compose. */
  lastTicks: number;
  dirty: number;
  /** Perps only: index in `Venue.perps` (the account's column), crowd, insurance pool, clearing cell, tiers. */
  local: number;
  crowd: number;
  pool: number;
  clearing: number;
  tiers: Tiers | undefined;
  maxLeverage: number;
  mark: MarkState | undefined;
  /** Perps on the same base at other venues, in the venues' order. */
  elsewhere: number[];
  tape: Tape;
  openTicks: number;
  /** Second, and lots the venue's engine may still sell and buy for margin accounts in it. */
  pace: { second: number; sell: number; buy: number };
  /** Resting reduce-only orders, oldest first: slots of orders and their generations, in pairs. */
  reducing: number[];
}

/** Tape of one market: the minute under way and the run so far. Prices in ticks, volumes in ticks * lots. */
export interface Tape {
  minute: number;
  high: number;
  low: number;
  tickLots: number;
  lots: number;
  runHigh: number;
  runLow: number;
  runHighAtUs: number;
  runLowAtUs: number;
  peak: number;
  maxDrawdown: number;
  volumeUsd: number;
}

export interface Venue {
  id: string;
  index: number;
  markets: number[];
  perps: number[];
  spots: number[];
  /** 'unified' | 'cross' | 'cash' */
  margin: string;
  markKind: string;
  oracleEveryUs: number;
  collateral: CollateralRule[];
  loanMaintenance: number;
  thresholds: Thresholds;
  liquidation: LiquidationRule;
  adl: Adl.Rule;
  fundingEveryUs: number;
  /** Interest, clamp, cap, and what is paid on. */
  funding: Funding.Venue;
  publish: PublishRule;
  feeAccount: number;
  treasury: number;
  /** Index terms of each perp's base asset, in the order of `Asset.sources`. */
  terms: Index.Composer[];
  /** By asset: its index price as collateral, dollars, and second and journal id of the last journaled move of it. */
  collateralUsd: Float64Array;
  repriced: { second: number; id: number }[];
  /** Dollars owed per asset grow by this rate a year. */
  borrowRate: number;
  /** How the rate follows what is lent; undefined where it is fixed. */
  readonly lent: LentCurve | undefined;
  /** Which margin accounts to look at when prices move. */
  watch: Box.Box;
  liquidating: number[];
  /** Pool that assumes bankrupt margin accounts. */
  takeoverPool: number;
  /** Accounts whose holdings changed since their last assessment. */
  touched: number[];
}

/** The yearly rate is `base` with nothing lent, plus `below` up to the kink, plus `above` between it and all lent. */
export interface LentCurve {
  readonly asset: number;
  /** Dollars that can be lent. */
  readonly lendable: number;
  readonly kink: number;
  readonly base: number;
  readonly below: number;
  readonly above: number;
  /** Rate that was last journaled. */
  noted: number;
}

/** How one asset counts as collateral on a venue. `direct` and `cross` are market ids, -1 for none. */
export interface CollateralRule {
  policy: CollateralIndex.Policy;
  weights: WeightTiers;
  direct: number;
  cross: number;
}

export interface LiquidationRule {
  /** Share of the closed notional of an isolated position that goes to the pool. */
  feePpm: number;
  /** Reach below the best bid that counts as visible. */
  visibleWithin: number;
  /** Shares of the visible lots of a book that all margin accounts together may take a second. */
  positionShare: number;
  collateralShare: number;
  /** Margin ratio above which the liquidation of an account ends. */
  target: number;
  /** What the fund closes of its positions a second, and the largest share of the visible other side it takes. */
  fundRate: number;
  fundShare: number;
  /** Time in which it sells collateral it has taken over but for 1/e, µs, and the farthest below its worth elsewhere. */
  fundSellsOverUs: number;
  fundBand: number;
  /** How isolated rows and margin accounts are liquidated. */
  rows: IsolatedPlan.Policy;
  accounts: AccountPlan.Policy;
}

export interface PublishRule {
  /** Share of liquidations that reach the feed in full; of the rest one account a second and symbol when throttled. */
  share: number;
  throttled: boolean;
}

/** Isolated single-position accounts of one perp market, as columns. A row stands for `weight` identical accounts. */
export interface Crowd {
  market: number;
  count: number;
  lots: Float64Array;
  /** Lots of all long rows together. */
  longLots: number;
  entry: Float64Array;
  margin: Int32Array;
  weight: Float64Array;
  state: Uint8Array;
  attempts: Uint8Array;
  /** Of the liquidation under way: lots it has announced, lots it has closed, and dollars of those at their marks. */
  announced: Float64Array;
  closed: Float64Array;
  closedUsd: Float64Array;
  /** Of these, dollars that rows of orders state; -1 while the liquidation's own row states all of them. */
  notedUsd: Float64Array;
  origin: Float64Array;
  /** Time of the last partial order of the liquidation under way, µs; -Infinity = none. */
  partialUs: Float64Array;
  /** Mark (dollars) at which the row breaches; NaN = none. */
  trigger: Float64Array;
  longs: TriggerHeap;
  shorts: TriggerHeap;
  /** Rows being liquidated. */
  active: number[];
  /** Agent that acts for the row, -1 for none. */
  agent: Int32Array;
}

/** What the world sees: published once a second. Dollars per unit, NaN = nothing. */
export interface Feed {
  bid: Float64Array;
  ask: Float64Array;
  /** Last trade clipped into [bid, ask]. */
  price: Float64Array;
  /** As `MarkState.mark`, side by side for valuations. */
  mark: Float64Array;
  index: Float64Array;
  bidTicks: Int32Array;
  askTicks: Int32Array;
  updatedUs: Float64Array;
  /** Multi-venue dollar price of each asset. */
  assetUsd: Float64Array;
}

/** Scripted news: cumulative log impulses to fundamental values, and the public journal id of the latest. */
export interface News {
  atUs: Float64Array;
  logImpulse: Float64Array;
  /** Beta of each asset to the impulse. */
  beta: Float64Array;
  /** Fundamental value of each asset, dollars. */
  fundamental: Float64Array;
  origin: number;
  /** End of the last window of exogenous flow, µs. */
  lastExogenousUs: number;
  equityCloseUs: number;
  equityOpen: boolean;
  /** What moves fundamental values beside news; undefined: nothing. */
  moving: Fundamentals | undefined;
}
