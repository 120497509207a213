/**
 * Models:     a Curve metapool: own coins against the share of a base pool (UST-3CRV over the 3pool).
 * Source:     curvefi/curve-contract pool-templates/meta/SwapTemplateMeta.vy (_vp_rate, exchange_underlying).
 * Units:      amounts in ledger atoms; the cached rate in units of account per share; time in microseconds.
 * Simplified: underlying quotes take the way the swap itself takes (the view on chain estimates the deposit's fee, and may
 *             differ by a fraction of the fee). Metapools over metapools are left out.
 * Invariants: none of its own; each leg is applied through AmmPool.ts (AMM-1, AMM-2)
 */
import * as StableSwap from './StableSwap.js';
import type * as Trade from './Trade.js';

const { RULE } = StableSwap;

export type State = {
  /** Own coins, then the share of the base pool as the last coin. */
  readonly pool: StableSwap.State;
  /** When the virtual price of the base pool was read last; before the first reading minus infinity. */
  readAtUs: number;
  /** How long a reading stands: 10 minutes in the pools of 2020 to 2022. */
  readonly cacheUs: number;
};

/** An underlying swap: at most a change of the base pool and a swap, in the order of the route. */
export type Plan = {
  /** `deposit` changes the base pool and swaps its shares; `withdraw` swaps, then changes; `swap` only swaps. */
  readonly route: 'swap' | 'swap-in-base' | 'deposit' | 'withdraw';
  readonly paid: number;
  readonly received: number;
  readonly swap: Trade.Swap | null;
  readonly change: Trade.Change | null;
  readonly refusal: Trade.Refusal | null;
};

export function create(pool: StableSwap.State, cacheUs: number): State {
  return { pool, readAtUs: -Infinity, cacheUs };
}

/**
 * Swaps between underlying coins: own coins first, then the coins of the base pool. Call `accrue` before: a stale rate
 * is the pool's own, and quotes keep to it.
 */
export function plan(meta: State, base: StableSwap.State, order: Trade.Order): Plan {
  const { from, to, paid, receivedMin = 0 } = order;
  const share = meta.pool.balances.length - 1;
  if (from < share && to < share) return only('swap', RULE.plan(meta.pool, from, to, paid, receivedMin));
  if (from >= share && to >= share)
    return only('swap-in-base', RULE.plan(base, from - share, to - share, paid, receivedMin));
  const legs =
    from < share ? withdraw(meta, base, from, to - share, paid) : deposit(meta, base, from - share, to, paid);
  return legs.refusal === null && legs.received < receivedMin ? refused(legs.route, 'slippage') : legs;
}

/** Reads the virtual price of the base pool when the last reading has expired, as any use of the pool does. */
export function accrue(meta: State, base: StableSwap.State, nowUs: number): void {
  if (nowUs <= meta.readAtUs + meta.cacheUs || base.supply === 0) return;
  meta.pool.rates[meta.pool.rates.length - 1] = StableSwap.virtualPrice(base);
  meta.readAtUs = nowUs;
}

function withdraw(meta: State, base: StableSwap.State, from: number, to: number, paid: number): Plan {
  const share = meta.pool.balances.length - 1;
  const swap = RULE.plan(meta.pool, from, share, paid, 0);
  if (swap.refusal) return refused('withdraw', swap.refusal);
  const change = RULE.planRemove(base, swap.received, { owner: -1, coin: to });
  if (change.refusal) return refused('withdraw', change.refusal);
  return { route: 'withdraw', paid, received: -change.amounts[to]!, swap, change, refusal: null };
}

function deposit(meta: State, base: StableSwap.State, from: number, to: number, paid: number): Plan {
  const share = meta.pool.balances.length - 1;
  const amounts = Array.from(base.balances, (_, k) => (k === from ? paid : 0));
  const change = RULE.planAdd(base, amounts);
  if (change.refusal) return refused('deposit', change.refusal);
  const swap = RULE.plan(meta.pool, share, to, change.shares, 0);
  if (swap.refusal) return refused('deposit', swap.refusal);
  return { route: 'deposit', paid, received: swap.received, swap, change, refusal: null };
}

function only(route: Plan['route'], swap: Trade.Swap): Plan {
  const { paid, received, refusal } = swap;
  return refusal ? refused(route, refusal) : { route, paid, received, swap, change: null, refusal };
}

function refused(route: Plan['route'], refusal: Trade.Refusal): Plan {
  return { route, paid: 0, received: 0, swap: null, change: null, refusal };
}
