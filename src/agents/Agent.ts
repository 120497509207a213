import type { View } from '../actors/View.js';
import * as Streams from '../base/Streams.js';
import type * as Arbitrageur from './Arbitrageur.js';
import type * as BasisTrader from './BasisTrader.js';
import type * as Crowd from './Crowd.js';
import type * as DipBuyer from './DipBuyer.js';
import type * as Holder from './Holder.js';
import type * as Informed from './Informed.js';
import type * as IssuerHedger from './IssuerHedger.js';
import type * as LendingLooper from './LendingLooper.js';
import type * as Liquidator from './Liquidator.js';
import type * as LiquidityProvider from './LiquidityProvider.js';
import type * as Looper from './Looper.js';
import type * as LoopSeeker from './LoopSeeker.js';
import type * as LunaHolder from './LunaHolder.js';
import type * as MacroFund from './MacroFund.js';
import type * as Maker from './Maker.js';
import type * as Noise from './Noise.js';
import type * as Planted from './Planted.js';
import type * as Pledger from './Pledger.js';
import type * as PledgeSeller from './PledgeSeller.js';
import type * as PoolArbitrageur from './PoolArbitrageur.js';
import type * as RedemptionArbitrageur from './RedemptionArbitrageur.js';
import type * as ReserveDesk from './ReserveDesk.js';
import type * as ShortSeller from './ShortSeller.js';
import type * as StakingArbitrageur from './StakingArbitrageur.js';
import type * as TerraArbitrageur from './TerraArbitrageur.js';
import type * as TerraHolder from './TerraHolder.js';
import type * as TerraScript from './TerraScript.js';
import type * as ValueBuyer from './ValueBuyer.js';
import type * as YieldSeeker from './YieldSeeker.js';

/** What every agent has: a name (the key of its random streams), latency and one stream. */
export interface Base {
  readonly name: string;
  /** From decision to the venue, µs. */
  readonly latencyUs: number;
  readonly stream: number;
}

export type Agent =
  | Noise.State
  | ValueBuyer.State
  | Informed.State
  | Maker.State
  | Arbitrageur.State
  | BasisTrader.State
  | Planted.State
  | Pledger.State
  | StakingArbitrageur.State
  | IssuerHedger.State
  | RedemptionArbitrageur.State
  | Looper.State
  | LoopSeeker.State
  | LendingLooper.State
  | Liquidator.State
  | YieldSeeker.State
  | Crowd.State
  | Holder.State
  | LiquidityProvider.State
  | PoolArbitrageur.State
  | MacroFund.State
  | DipBuyer.State
  | LunaHolder.State
  | PledgeSeller.State
  | ReserveDesk.State
  | ShortSeller.State
  | TerraArbitrageur.State
  | TerraHolder.State
  | TerraScript.State;

/** Middle of the touch in dollars, or the last price when a side is missing or the spread is above 2 %. */
export function midOf(view: View, market: number): number {
  const bid = view.feed.bid[market]!;
  const ask = view.feed.ask[market]!;
  const mid = (bid + ask) / 2;
  return ask - bid <= 0.02 * mid ? mid : view.feed.price[market]!;
}

/** Whole lots worth `usd` at a price in dollars. */
export function lotsFor(view: View, market: number, usd: number, price: number): number {
  return Math.floor(usd / (price * view.markets[market]!.lot));
}

/** Ticks of a price, at least one. */
export function ticksOf(view: View, market: number, price: number): number {
  return Math.max(1, Math.round(price / view.markets[market]!.tick));
}

/** Next wake-up after about `meanUs`, spread by a tenth so that agents do not march in step. */
export function after(view: View, stream: number, meanUs: number): number {
  return view.nowUs + Math.round(meanUs * (0.9 + 0.2 * Streams.unit(view.streams, stream)));
}
