/**
 * Models:     the positions of a pool in a LiquidationIndex: reserve r as collateral in column r, as debt in column
 *             reserves + r.
 * Source:     own; compared with an exact full scan in test/twins/lending.test.ts.
 * Units:      prices in dollars per token by reserve.
 * Simplified: nothing is late, for tokens worth at least 0.2 dollars: PAD_TOKENS covers the oracle's 1e-8 dollars there.
 * Invariants: none
 */
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as LiquidationIndex from './LiquidationIndex.js';
import * as Ray from './Ray.js';

/** The exact valuation rounds an atom and 1e-8 dollars against the position; so does every row, at least. */
const PAD_ATOMS = 1;
const PAD_TOKENS = 1e-7;

/** `paces` by reserve: near their volatilities, any > 0 are safe. */
export function create(
  pool: LendingPool.Pool,
  paces: readonly number[],
  prices: ArrayLike<number>,
  detail: number,
): LiquidationIndex.Index {
  const columns = columnPrices(pool, prices);
  return LiquidationIndex.create([...paces, ...paces], paces.length, columns, pool.positions.count, detail);
}

/**
 * Reads a position anew, after it or its limits changed, and arms it; true when it is liquidatable now, and then
 * unwatched until the next refresh.
 */
export function refresh(
  index: LiquidationIndex.Index,
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
): boolean {
  LiquidationIndex.reserve(index, position);
  const { width, collaterals, amount } = index;
  const mode = LendingPool.modeOf(pool, position);
  pool.reserves.forEach(({ terms }, r) => {
    const pad = PAD_ATOMS + PAD_TOKENS * terms.unit;
    const supplied = LendingPool.supplySharesOf(pool, position, r);
    const owed = LendingPool.debtSharesOf(pool, position, r);
    const counts = supplied > pad && LendingPool.isCollateral(pool, position, r);
    const weight = counts ? Health.limits(pool, r, mode).liquidationLtvBps / 10_000 : 0;
    amount[position * width + r] = (weight * (supplied - pad)) / terms.unit;
    amount[position * width + collaterals + r] = owed === 0 ? 0 : (owed + pad) / terms.unit;
  });
  return !LiquidationIndex.arm(index, position) && confirm(index, pool, prices, position);
}

/** After an oracle update or interest: appends the positions that became liquidatable, ascending; returns the looks. */
export function update(
  index: LiquidationIndex.Index,
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  found: number[],
): number {
  const candidates: number[] = [];
  const looks = LiquidationIndex.update(index, columnPrices(pool, prices), candidates);
  for (const position of candidates) if (confirm(index, pool, prices, position)) found.push(position);
  return looks;
}

/** The exact answer for a candidate; a healthy one is watched closely. */
function confirm(
  index: LiquidationIndex.Index,
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
): boolean {
  if (Health.isLiquidatable(Health.ofPosition(pool, prices, position))) return true;
  LiquidationIndex.hold(index, position);
  return false;
}

function columnPrices({ reserves }: LendingPool.Pool, prices: ArrayLike<number>): Float64Array {
  const columns = new Float64Array(2 * reserves.length);
  reserves.forEach(({ liquidityIndex, debtIndex }, r) => {
    columns[r] = prices[r]! * Ray.toRatio(liquidityIndex, Ray.RAY);
    columns[reserves.length + r] = prices[r]! * Ray.toRatio(debtIndex, Ray.RAY);
  });
  return columns;
}
