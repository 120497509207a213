/**
 * Models:     what a curve of an automated market maker has to answer; one constant of this type a curve.
 * Source:     own.
 * Units:      amounts in ledger atoms (integers); prices in units of coin `to` per unit of coin `from`.
 * Simplified: nothing here; each curve says what it leaves out.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import type * as Trade from './Trade.js';

/** What every pool's state holds, as plain data; a curve adds its own. */
export interface Pool {
  /** Name of the curve's rule. */
  readonly kind: string;
  /** All that the pool's account holds of each coin. */
  readonly balances: Float64Array;
  readonly decimals: readonly number[];
  /** Share atoms outstanding, the locked ones included; 0 where a curve has no shares. */
  supply: number;
  readonly shareDecimals: number;
  readonly feePpm: number;
  /** Units of account per unit of each coin, where the curve has such rates. */
  readonly rates?: Float64Array;
}

export interface AmmRule<State extends Pool = Pool> {
  /** Sells up to `paid` atoms of `from`; refused when less than `receivedMin` atoms of `to` (or none) come out. */
  plan(pool: State, from: number, to: number, paid: number, receivedMin: number): Trade.Swap;
  /** Takes `amounts` atoms by coin; whose they are and where they lie counts where a curve has positions. */
  planAdd(pool: State, amounts: readonly number[], place?: Trade.Place): Trade.Change;
  /** Burns `shares` for every coin, or for one coin where the curve can. */
  planRemove(pool: State, shares: number, way: Trade.Way): Trade.Change;
  /** Price of `from` in `to` for an infinitesimal trade, before the fee. NaN in an empty pool. */
  spot(pool: State, from: number, to: number): number;
  /** Atoms in, atoms out, in doubles, unrounded: what does not depend on the size is computed once. */
  estimator(pool: State, from: number, to: number): (paid: number) => number;
  /** What a swap or a change of liquidity must not lower, and whether the state keeps it. */
  measure(pool: State): readonly bigint[];
  isKept(pool: State, before: Measured): boolean;
  /** Brings what moves by itself to an instant. */
  accrue?(pool: State, nowUs: number): void;
  /** State beyond balances and supply: what a plan does to it, and how the copy that everybody sees follows. */
  settle?(pool: State, plan: Trade.Swap | Trade.Change): void;
  mirror?(pool: State, shown: State): void;
  /** Exact form of AmmPool.sizeToPrice, where there is one. */
  sizeToPrice?(pool: State, from: number, to: number, price: number): number;
}

export interface Measured {
  readonly measure: readonly bigint[];
  readonly supply: number;
}
