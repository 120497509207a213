import * as Streams from '../base/Streams.js';
import type { View } from '../state/View.js';
import type * as DipBuyer from '../terra/people/DipBuyer.js';
import type * as LunaHolder from '../terra/people/LunaHolder.js';
import type * as PledgeSeller from '../terra/people/PledgeSeller.js';
import type * as ReserveDesk from '../terra/people/ReserveDesk.js';
import type * as ShortSeller from '../terra/people/ShortSeller.js';
import type * as TerraArbitrageur from '../terra/people/TerraArbitrageur.js';
import type * as TerraHolder from '../terra/people/TerraHolder.js';
import type * as TerraScript from '../terra/people/TerraScript.js';
import type * as Arbitrageur from './arbitrageurs/Arbitrageur.js';
import type * as BasisTrader from './basis/BasisTrader.js';
import type * as Crowd from './crowd/Crowd.js';
import type * as Holder from './holders/Holder.js';
import type * as Informed from './informed/Informed.js';
import type * as IssuerHedger from './issuer-hedgers/IssuerHedger.js';
import type * as LendingLooper from './lending-loopers/LendingLooper.js';
import type * as Liquidator from './liquidators/Liquidator.js';
import type * as LiquidityProvider from './liquidity-providers/LiquidityProvider.js';
import type * as LoopSeeker from './loop-seekers/LoopSeeker.js';
import type * as Looper from './loopers/Looper.js';
import type * as MacroFund from './macro-funds/MacroFund.js';
import type * as Maker from './makers/Maker.js';
import type * as Noise from './noise/Noise.js';
import type * as Planted from './planted/Planted.js';
import type * as Pledger from './pledgers/Pledger.js';
import type * as PoolArbitrageur from './pool-arbitrageurs/PoolArbitrageur.js';
import type * as RedemptionArbitrageur from './redemption-arbitrageurs/RedemptionArbitrageur.js';
import type * as StakingArbitrageur from './staking/StakingArbitrageur.js';
import type * as ValueBuyer from './value/ValueBuyer.js';
import type * as YieldSeeker from './yield-seekers/YieldSeeker.js';

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
