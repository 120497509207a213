/**
 * Models:     what a pool answers to a trader or a provider: a planned swap, a planned change of liquidity, a refusal.
 * Source:     own.
 * Units:      atoms of the coin concerned, integers; shares in atoms of the pool's share token.
 * Simplified: a refused plan moves nothing, where a contract reverts and its caller still pays gas.
 * Invariants: none
 */
import { isSafe, mulDivDown } from '../../base/Integer.js';

export type Refusal = 'coin' | 'amount' | 'range' | 'empty' | 'too-small' | 'too-large' | 'slippage';

/** Between which ticks a position lies. */
export type Range = { readonly lower: number; readonly upper: number };

/** Whose deposit, and where on the curve; `owner` is the account. */
export type Place = Range & { readonly owner: number };

/** Who takes liquidity out, and the one coin everything is wanted in; absent: every coin. */
export type Way = { readonly owner: number; readonly coin?: number };

/** What a trader asks for: `paid` atoms of coin `from` into coin `to`, for no fewer than `receivedMin`. */
export type Order = {
  readonly from: number;
  readonly to: number;
  readonly paid: number;
  readonly receivedMin?: number;
};

/** Coin `from` is sold for coin `to`. All amounts are 0 when refused. */
export type Swap = {
  readonly from: number;
  readonly to: number;
  /** Atoms of `from` that the trader pays in. */
  readonly paid: number;
  /** Atoms of `to` that the trader gets. */
  readonly received: number;
  /** Atoms of `to` by which a swap without a fee would have brought more, rounded down. */
  readonly fee: number;
  /** Atoms of `to` that leave the pool for its administrator: part of the fee. */
  readonly adminFee: number;
  readonly refusal: Refusal | null;
  /** State of the curve beyond its balances after the swap, where it has such. */
  readonly after?: unknown;
};

/** A deposit or a withdrawal. All amounts are 0 when refused. */
export type Change = {
  /** Atoms per coin: above 0 into the pool, below 0 out of it. */
  readonly amounts: readonly number[];
  /** Share atoms: above 0 minted to the provider, below 0 burned. */
  readonly shares: number;
  /** Share atoms minted to nobody: the lock of a first deposit. */
  readonly locked: number;
  /** Atoms per coin that leave the pool for its administrator (>= 0). */
  readonly adminFees: readonly number[];
  readonly refusal: Refusal | null;
  /** State of the curve beyond balances and supply after the change, where it has such. */
  readonly after?: unknown;
};

export function refusedSwap(from: number, to: number, refusal: Refusal): Swap {
  return { from, to, paid: 0, received: 0, fee: 0, adminFee: 0, refusal };
}

export function refusedChange(coins: number, refusal: Refusal): Change {
  const none = new Array<number>(coins).fill(0);
  return { amounts: none, shares: 0, locked: 0, adminFees: none, refusal };
}

/** Why these coins and this amount cannot be swapped at all, or null. */
export function tradeRefusal(balances: Float64Array, from: number, to: number, paid: number): Refusal | null {
  if (from === to || balances[from] === undefined || balances[to] === undefined) return 'coin';
  if (!isSafe(paid) || paid <= 0) return 'amount';
  return isSafe(balances[from] + paid) ? null : 'too-large';
}

/** The same where the curve needs some of every coin. */
export function swapRefusal(balances: Float64Array, from: number, to: number, paid: number): Refusal | null {
  const refusal = tradeRefusal(balances, from, to, paid);
  return refusal === null || refusal === 'too-large' ? (isFilled(balances) ? refusal : 'empty') : refusal;
}

/** Why these atoms per coin (>= 0) are no deposit, or null. */
export function amountsRefusal(balances: Float64Array, amounts: readonly number[]): Refusal | null {
  if (amounts.length !== balances.length) return 'coin';
  if (!amounts.every((amount) => isSafe(amount) && amount >= 0)) return 'amount';
  if (!amounts.some((amount) => amount > 0)) return 'amount';
  return amounts.every((amount, k) => isSafe(balances[k]! + amount)) ? null : 'too-large';
}

/** The same where shares are given: a first deposit brings every coin. */
export function depositRefusal(
  balances: Float64Array,
  amounts: readonly number[],
  supply: number,
): Refusal | null {
  const refusal = amountsRefusal(balances, amounts);
  if (refusal !== null && refusal !== 'too-large') return refusal;
  if (supply === 0 && amounts.includes(0)) return 'amount';
  return supply > 0 && !isFilled(balances) ? 'empty' : refusal;
}

/** Why that many shares of a supply cannot be withdrawn, or null. */
export function withdrawalRefusal(supply: number, shares: number): Refusal | null {
  if (!isSafe(shares) || shares <= 0) return 'amount';
  return shares <= supply ? null : 'too-large';
}

/** Burns `shares` for floor(balance * shares / supply) of every coin: no curve is needed and no fee is due. */
export function proportional(balances: Float64Array, supply: number, shares: number): Change {
  const refusal = withdrawalRefusal(supply, shares);
  if (refusal) return refusedChange(balances.length, refusal);
  const amounts = Array.from(balances, (balance) => 0 - mulDivDown(balance, shares, supply));
  return { amounts, shares: -shares, locked: 0, adminFees: amounts.map(() => 0), refusal: null };
}

function isFilled(balances: Float64Array): boolean {
  return balances.every((balance) => balance > 0);
}
