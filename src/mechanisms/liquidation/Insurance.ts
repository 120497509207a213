/**
 * Models:     when a venue turns from its insurance fund to auto-deleveraging, per contract group.
 * Source:     Binance FAQ 360033525471 (fund exhausted); Bybit help "ADL mechanism" (drawdown of the pool's 8 h
 *             peak); hyperliquid.gitbook.io (liquidator vault below zero).
 * Units:      balances in atoms of the settle asset (owned by the ledger, passed in), times in microseconds.
 * Simplified: peaks are kept per minute, so the window is up to a minute longer than stated: triggers slightly
 *             early.
 * Invariants: none
 */

export type Policy =
  | { readonly kind: 'exhausted' }
  /** Starts at `start` below the window's peak, stops at `stop` below it; 0.30 and 0.25 over 8 h. */
  | { readonly kind: 'drawdown'; readonly start: number; readonly stop: number; readonly windowUs: number }
  | { readonly kind: 'vault-equity' };

/** Memory of one pool: falling peaks of the window (minute and balance), and whether ADL is on. */
export type Pool = { isDeleveraging: boolean; readonly minutes: number[]; readonly peaks: number[] };

/** Pools of a venue and the pool each market belongs to. */
export type Pools = { readonly ofMarket: Int32Array; readonly pools: readonly Pool[] };

const MINUTE_US = 60e6;

/** One pool per contract group; `groupOfMarket[m]` is the group of market m. */
export function create(groupOfMarket: readonly number[]): Pools {
  const count = Math.max(-1, ...groupOfMarket) + 1;
  const pools = Array.from({ length: count }, () => ({ isDeleveraging: false, minutes: [], peaks: [] }));
  return { ofMarket: Int32Array.from(groupOfMarket), pools };
}

export function poolOf(pools: Pools, market: number): Pool {
  return pools.pools[pools.ofMarket[market]!]!;
}

/** Highest balance seen in the window, or `balance` when nothing was observed. */
export function peak(pool: Pool, balance: number): number {
  return pool.peaks.length === 0 ? balance : Math.max(balance, pool.peaks[0]!);
}

/** Records the balance at `nowUs` and, under 'drawdown', switches ADL on and off with hysteresis. */
export function observe(pool: Pool, policy: Policy, balance: number, nowUs: number): void {
  if (policy.kind !== 'drawdown') return;
  const minute = Math.floor(nowUs / MINUTE_US);
  while (pool.peaks.length > 0 && pool.peaks.at(-1)! <= balance) {
    pool.peaks.pop();
    pool.minutes.pop();
  }
  if (pool.minutes.at(-1) !== minute) {
    pool.minutes.push(minute);
    pool.peaks.push(balance);
  }
  while (pool.minutes[0]! < minute - policy.windowUs / MINUTE_US) {
    pool.minutes.shift();
    pool.peaks.shift();
  }
  const top = peak(pool, balance);
  if (balance <= top * (1 - policy.start)) pool.isDeleveraging = true;
  else if (balance >= top * (1 - policy.stop)) pool.isDeleveraging = false;
}

/** Whether a takeover that would cost `shortfall` atoms must be deleveraged instead of paid by the pool. */
export function isTriggered(
  pool: Pool,
  policy: Policy,
  balance: number,
  shortfall: number,
  vaultEquity: number,
): boolean {
  switch (policy.kind) {
    case 'exhausted':
      return balance < shortfall;
    case 'drawdown':
      return pool.isDeleveraging || balance < shortfall;
    case 'vault-equity':
      return vaultEquity < 0;
  }
}
