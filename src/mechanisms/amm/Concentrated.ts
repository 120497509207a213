/**
 * Models:     a Uniswap v3 pool over ledger atoms: positions between ticks, swaps over them, fees of their own.
 * Source:     Uniswap/v3-core 1.0.1 UniswapV3Pool.sol; v3-periphery SwapRouter.sol, LiquidityAmounts.sol.
 * Units:      balances in ledger atoms; roots of prices in atoms of coin 1 per atom of coin 0; fees in parts per million.
 * Simplified: a coin has the decimals of the ledger, fewer than on chain: every rounding is coarser, against the trader.
 *             Liquidity that is taken out is paid at once with its fees (two calls on chain); without a protocol fee.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import * as Amount from '../../units/Amount.js';
import * as Rounding from '../../units/Rounding.js';
import type { AmmRule, Measured, Pool } from './AmmRule.js';
import * as Estimate from './ConcentratedEstimate.js';
import * as Maths from './ConcentratedMath.js';
import * as Ranges from './ConcentratedRange.js';
import * as Swap from './ConcentratedSwap.js';
import * as Trade from './Trade.js';

/** Two coins; `supply` stays 0, because positions are nobody else's. */
export interface State extends Pool {
  readonly kind: 'concentrated';
  /** Ticks of positions are multiples of it. */
  readonly tickSpacing: number;
  moving: Ranges.Moving;
}

export const RULE: AmmRule<State> = {
  plan,
  planAdd,
  planRemove,
  spot,
  estimator,
  measure,
  isKept,
  settle: (pool, { after }) => {
    pool.moving = after as Ranges.Moving;
  },
  mirror: (pool, shown) => {
    shown.moving = pool.moving;
  },
  sizeToPrice,
};

/** All of an account's positions. */
export const WHOLE = 1_000_000;

/** An empty pool at a price: atoms of coin 1 per atom of coin 0. */
export function create(
  decimals: readonly [number, number],
  { feePpm, tickSpacing }: Swap.Rules,
  price: number,
): State {
  // Roots of prices are doubles: 2^52 of them, the rest of the 96 bits zero.
  const root = BigInt(Rounding.down(Math.sqrt(price) * 2 ** 52)) << 44n;
  const moving = {
    root,
    tick: Maths.tickAt(root),
    liquidity: 0n,
    growth: [0n, 0n],
    ticks: [],
    positions: [],
  } as const;
  return {
    kind: 'concentrated',
    balances: new Float64Array(2),
    decimals,
    supply: 0,
    shareDecimals: 0,
    feePpm,
    tickSpacing,
    moving,
  };
}

/** Whether an account has positions here. */
export function holds({ moving }: State, owner: number): boolean {
  return moving.positions.some((one) => one.owner === owner);
}

function plan(pool: State, from: number, to: number, paid: number, receivedMin: number): Trade.Swap {
  const refusal = Trade.tradeRefusal(pool.balances, from, to, paid);
  if (refusal) return Trade.refusedSwap(from, to, refusal);
  if (pool.moving.positions.length === 0) return Trade.refusedSwap(from, to, 'empty');
  const out = Swap.swap(pool.moving, pool, from === 0, BigInt(paid));
  const received = Number(out.received);
  if (received === 0) return Trade.refusedSwap(from, to, 'too-small');
  if (received < receivedMin) return Trade.refusedSwap(from, to, 'slippage');
  const free = Swap.swap(pool.moving, { ...pool, feePpm: 0 }, from === 0, out.paid);
  const fee = Number(free.received) - received;
  return { from, to, paid: Number(out.paid), received, fee, adminFee: 0, refusal: null, after: out.after };
}

/** As much liquidity between two ticks as the amounts pay for; what does not fit the proportion is not taken. */
function planAdd(pool: State, given: readonly number[], place?: Trade.Place): Trade.Change {
  const refusal = Trade.amountsRefusal(pool.balances, given);
  if (refusal) return Trade.refusedChange(2, refusal);
  if (!place || !isRange(pool, place)) return Trade.refusedChange(2, 'range');
  const [low, high] = [Maths.rootAt(place.lower), Maths.rootAt(place.upper)];
  const liquidity = Maths.liquidityFor(pool.moving.root, low, high, [BigInt(given[0]!), BigInt(given[1]!)]);
  if (liquidity === 0n) return Trade.refusedChange(2, 'too-small');
  const amounts = Ranges.amounts(pool.moving, place, liquidity, true).map(Number);
  return changeOf(amounts, Ranges.modify(pool.moving, place, liquidity));
}

function isRange({ tickSpacing }: State, { lower, upper }: Trade.Range): boolean {
  const isTick = (tick: number) => Number.isSafeInteger(tick) && tick % tickSpacing === 0;
  return (
    isTick(lower) && isTick(upper) && lower < upper && lower >= Maths.MIN_TICK && upper <= Maths.MAX_TICK
  );
}

/** Takes `shares` parts per million out of every position of the owner, and pays all fees that they have earned. */
function planRemove(pool: State, shares: number, { owner, coin }: Trade.Way): Trade.Change {
  if (coin !== undefined) return Trade.refusedChange(2, 'coin');
  const refusal = Trade.withdrawalRefusal(WHOLE, shares);
  if (refusal) return Trade.refusedChange(2, refusal);
  let { moving } = pool;
  const paid: [bigint, bigint] = [0n, 0n];
  for (const one of pool.moving.positions) {
    if (one.owner !== owner) continue;
    const part = (one.liquidity * BigInt(shares)) / BigInt(WHOLE);
    const principal = Ranges.amounts(moving, one, part, false);
    const after = Ranges.modify(moving, one, -part);
    const position = after.positions.find((other) => Ranges.isAt(other, one))!;
    for (const k of [0, 1] as const) paid[k] += principal[k] + position.owed[k];
    moving = paidOut(after, position);
  }
  if (paid[0] === 0n && paid[1] === 0n) return Trade.refusedChange(2, 'too-small');
  return changeOf(
    paid.map((atoms) => 0 - Number(atoms)),
    moving,
  );
}

/** Nothing is owed to a position any more; one without liquidity is gone. */
function paidOut(moving: Ranges.Moving, position: Ranges.Position): Ranges.Moving {
  const owed: Ranges.Pair = [0n, 0n];
  const kept = moving.positions.flatMap((one) => {
    if (!Ranges.isAt(one, position)) return [one];
    return one.liquidity > 0n ? [{ ...one, owed }] : [];
  });
  return { ...moving, positions: kept };
}

function changeOf(amounts: readonly number[], after: Ranges.Moving): Trade.Change {
  return { amounts, shares: 0, locked: 0, adminFees: [0, 0], refusal: null, after };
}

function spot({ moving, decimals }: State, from: number, to: number): number {
  if (moving.positions.length === 0) return Number.NaN;
  const root = Estimate.rootOf(moving.root);
  const units = Amount.toUnits(1, decimals[to]!) / Amount.toUnits(1, decimals[from]!);
  return (from === 0 ? root * root : 1 / (root * root)) * units;
}

function estimator(pool: State, from: number): (paid: number) => number {
  const stretches = Estimate.path(pool.moving, Maths.rootAt, from === 0);
  return (paid) => Estimate.received(stretches, from === 0, paid, pool.feePpm / 1e6);
}

/** Where the price after the fee is `price`: the swap ends there. */
function sizeToPrice(pool: State, from: number, to: number, price: number): number {
  const { moving, decimals, feePpm } = pool;
  const isDown = from === 0;
  const fee = feePpm / 1e6;
  const atoms = (price * Amount.toUnits(1, decimals[from]!)) / Amount.toUnits(1, decimals[to]!);
  const end = Math.sqrt(isDown ? atoms / (1 - fee) : (1 - fee) / atoms);
  const paid = Estimate.paidTo(Estimate.path(moving, Maths.rootAt, isDown), isDown, end, fee);
  return Rounding.down(Math.min(paid, Number.MAX_SAFE_INTEGER - pool.balances[from]!));
}

/** Digits below an atom that what positions are owed is counted with. */
const FINE = 64n;

/** What the pool holds of each coin beyond what all positions stand for, in 2^-64 atoms: roundings, never below zero. */
function measure({ balances, moving }: State): bigint[] {
  const claims: [bigint, bigint] = [0n, 0n];
  for (const one of moving.positions) {
    const principal = Ranges.amounts(moving, one, one.liquidity << FINE, true);
    const owed = Ranges.owedFine(moving, one);
    for (const k of [0, 1] as const) claims[k] += principal[k] + owed[k];
  }
  return claims.map((claim, k) => (BigInt(balances[k]!) << FINE) - claim);
}

/** Every claim is covered, and nobody has taken of the roundings but their last digits. */
function isKept(pool: State, { measure: before }: Measured): boolean {
  const slack = BigInt(4 * pool.moving.positions.length + 4);
  return measure(pool).every((now, k) => now >= 0n && now >= before[k]! - slack);
}
