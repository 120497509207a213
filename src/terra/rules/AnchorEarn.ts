/**
 * Models:     what Anchor's depositors earn: a promised rate, paid by borrowers first and by the yield reserve as long
 *             as it lasts, and the semi-dynamic promise of May 2022 that follows the reserve month by month.
 * Source:     money-market-contracts contracts/overseer/src/contract.rs (execute_epoch_operations), market/src/borrow.rs
 *             (compute_interest_raw); Anchor governance poll 20 and the forum thread "Dynamic Anchor Earn Rate".
 * Units:      UST atoms; yearly simple rates in 1e-9, applied by the block; blocks.
 * Simplified: staking income is a fixed yield on all bLUNA pledged, sold at the given price without moving it; none of
 *             the reserve buys ANC, which lengthens its life a little; the sums cover the market as it stands at the
 *             end of the epoch.
 * Invariants: none
 */
import { mulDivDown } from '../../base/Integer.js';
import * as Market from './AnchorMarket.js';

export type Terms = {
  /** Above this rate what borrowers pay goes to the reserve; 20.5 %. */
  readonly ceilingRateE9: number;
  /** Share of the reserve that one epoch may draw; 1_000_000. */
  readonly drawPpm: number;
  readonly stakingYieldE9: number;
  /** Blocks between two changes of the promise; 388_068, about a month. */
  readonly stepBlocks: number;
  /** Largest change of the promise at a step, and its bounds: 0.015e9, 0.15e9, 0.2e9. */
  readonly maxStepE9: number;
  readonly minRateE9: number;
  readonly maxRateE9: number;
};

export type State = {
  /** What depositors are promised. */
  rateE9: number;
  /** Reserve at the last step; 0 before the first one. */
  stepReserve: number;
  /** Blocks since the last step. */
  blocks: number;
};

export type Epoch = {
  readonly blocks: number;
  /** Owed by borrowers from now on; belongs to depositors. */
  readonly interest: number;
  /** From the reserve to the market. */
  readonly draw: number;
  /** From the market to the reserve. */
  readonly excess: number;
  /** From the chain's stakers to the reserve. */
  readonly staking: number;
  /** What the promise asked for and nobody could pay: depositors earn less. */
  readonly missed: number;
};

/** Yearly borrow rate in 1e-9, linear in utilization, rounded down. */
export function borrowRate(market: Market.State): number {
  const { baseRateE9, slopeRateE9 } = market.terms;
  const all = Market.assets(market);
  return all === 0 ? baseRateE9 : baseRateE9 + mulDivDown(slopeRateE9, market.liabilities, all);
}

/** The next `blocks` blocks at the promise in force. All amounts round down. */
export function plan(
  market: Market.State,
  state: State,
  terms: Terms,
  blocks: number,
  pricePico: number,
): Epoch {
  const over = (atoms: number, rateE9: number) =>
    mulDivDown(atoms, rateE9 * blocks, 1e9 * market.terms.blocksPerYear);
  const all = Market.assets(market);
  const interest = over(market.liabilities, borrowRate(market));
  const gap = over(all, state.rateE9) - interest;
  const draw = Math.min(Math.max(gap, 0), mulDivDown(market.reserve, terms.drawPpm, 1e6));
  const surplus = Math.max(interest - over(all, terms.ceilingRateE9), 0);
  const pledged = market.pledged.reduce((sum, atoms) => sum + atoms, 0);
  const staking = over(Market.collateralValue(market.terms, pledged, pricePico), terms.stakingYieldE9);
  const excess = Math.min(surplus, market.cash);
  return { blocks, interest, draw, excess, staking, missed: Math.max(gap, 0) - draw };
}

/** Blocks until the reserve is empty if nobody comes or goes; Infinity when it does not shrink. */
export function runwayBlocks(market: Market.State, epoch: Epoch): number {
  const loss = epoch.draw + epoch.missed - epoch.excess - epoch.staking;
  return loss > 0 ? (market.reserve / loss) * epoch.blocks : Number.POSITIVE_INFINITY;
}

/** Promise after a step: it moves by the reserve's relative change, cut to the largest step, within its bounds. */
export function planRate(state: State, terms: Terms, reserve: number): number {
  const { maxStepE9, minRateE9, maxRateE9 } = terms;
  const before = state.stepReserve;
  if (before === 0) return state.rateE9;
  const size = Math.min(mulDivDown(Math.abs(reserve - before), 1e9, before), maxStepE9);
  return Math.min(Math.max(state.rateE9 + Math.sign(reserve - before) * size, minRateE9), maxRateE9);
}

/** Books an epoch, and the step of the promise when its month is over. */
export function apply(market: Market.State, state: State, terms: Terms, epoch: Epoch): void {
  const { interest, draw, excess, staking } = epoch;
  const parts = { cash: draw - excess, reserve: staking + excess - draw, liabilities: interest };
  Market.apply(market, Market.change(parts));
  state.blocks += epoch.blocks;
  if (state.blocks < terms.stepBlocks) return;
  state.rateE9 = planRate(state, terms, market.reserve);
  state.stepReserve = market.reserve;
  state.blocks = 0;
}
