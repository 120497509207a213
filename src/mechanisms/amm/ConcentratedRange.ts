/**
 * Models:     ticks and positions of a Uniswap v3 pool: where liquidity lies, whose it is, which fees it has earned.
 * Source:     Uniswap/v3-core 1.0.1 Tick.sol, TickBitmap.sol, Position.sol, UniswapV3Pool.sol (_modifyPosition).
 * Units:      liquidity as on chain; fees earned per unit of liquidity in 2^-128 atoms, modulo 2^256.
 * Simplified: no limit of liquidity per tick (2^128 over the number of ticks: no amount of ledger atoms reaches it);
 *             no oracle of the pool's own.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import * as Rounding from '../../units/Rounding.js';
import * as Maths from './ConcentratedMath.js';
import type { Place, Range } from './Trade.js';

export type Pair = readonly [bigint, bigint];

/** A tick where the liquidity changes. */
export interface Tick {
  readonly tick: number;
  /** Liquidity of all positions that begin or end here; what is added on the way up. */
  readonly gross: bigint;
  readonly net: bigint;
  /** Fees per liquidity on the other side of the tick. */
  readonly outside: Pair;
}

export interface Position extends Place {
  readonly liquidity: bigint;
  /** Fees per liquidity inside the range as last counted, and atoms owed and not yet paid out. */
  readonly inside: Pair;
  readonly owed: Pair;
}

/** All that moves; its values are never changed in place. */
export interface Moving {
  readonly root: bigint;
  readonly tick: number;
  /** Liquidity at the price. */
  readonly liquidity: bigint;
  readonly growth: Pair;
  /** In rising order. */
  readonly ticks: readonly Tick[];
  readonly positions: readonly Position[];
}

const Q128 = 1n << 128n;
const WORD = 256;

/** Modulo 2^256, as the contract's unchecked integers. */
export function wrap(value: bigint): bigint {
  return BigInt.asUintN(256, value);
}

/** The next tick of a swap: one where liquidity changes, or the end of the word of the contract's bitmap. */
export function nextTick(
  { ticks, tick, liquidity }: Pick<Moving, 'ticks' | 'tick' | 'liquidity'>,
  spacing: number,
  isDown: boolean,
): { readonly tick: number; readonly at: Tick | undefined } {
  const known = isDown ? ticks.findLast((one) => one.tick <= tick) : ticks.find((one) => one.tick > tick);
  const far = isDown ? Maths.MIN_TICK : Maths.MAX_TICK;
  // Without liquidity nothing is swapped on the way, and the ends of words do not matter.
  if (liquidity === 0n) return { tick: known?.tick ?? far, at: known };
  const end = isDown ? wordFrom(tick, spacing) : wordTo(tick, spacing);
  const isNear = known !== undefined && (isDown ? known.tick >= end : known.tick <= end);
  if (isNear) return { tick: known.tick, at: known };
  return { tick: isDown ? Math.max(end, far) : Math.min(end, far), at: undefined };
}

/** First and last tick of the word that a search from `tick` looks through. */
function wordFrom(tick: number, spacing: number): number {
  const place = Rounding.down(tick / spacing);
  return (place - modulo(place)) * spacing;
}

function wordTo(tick: number, spacing: number): number {
  const place = Rounding.down(tick / spacing) + 1;
  return (place + WORD - 1 - modulo(place)) * spacing;
}

function modulo(place: number): number {
  return ((place % WORD) + WORD) % WORD;
}

/** Fees per liquidity earned between two ticks. */
function growthInside(moving: Moving, { lower, upper }: Range): Pair {
  const outside = (tick: number) => moving.ticks.find((one) => one.tick === tick)?.outside ?? [0n, 0n];
  const [low, high] = [outside(lower), outside(upper)];
  const of = (k: 0 | 1) => {
    const below = moving.tick >= lower ? low[k] : wrap(moving.growth[k] - low[k]);
    const above = moving.tick < upper ? high[k] : wrap(moving.growth[k] - high[k]);
    return wrap(moving.growth[k] - below - above);
  };
  return [of(0), of(1)];
}

/** What a position has earned by now and not been paid. */
function owed(moving: Moving, position: Position): Pair {
  const inside = growthInside(moving, position);
  const of = (k: 0 | 1) =>
    position.owed[k] + (wrap(inside[k] - position.inside[k]) * position.liquidity) / Q128;
  return [of(0), of(1)];
}

/** The same in 2^-64 atoms, so that parts of atoms count. */
export function owedFine(moving: Moving, position: Position): Pair {
  const inside = growthInside(moving, position);
  const of = (k: 0 | 1) =>
    (position.owed[k] << 64n) + ((wrap(inside[k] - position.inside[k]) * position.liquidity) >> 64n);
  return [of(0), of(1)];
}

/** Atoms of both coins that liquidity between two ticks stands for. */
export function amounts(
  { root, tick }: Pick<Moving, 'root' | 'tick'>,
  { lower, upper }: Range,
  liquidity: bigint,
  isUp: boolean,
): Pair {
  const [low, high] = [Maths.rootAt(lower), Maths.rootAt(upper)];
  if (tick < lower) return [Maths.amount0(low, high, liquidity, isUp), 0n];
  if (tick >= upper) return [0n, Maths.amount1(low, high, liquidity, isUp)];
  return [Maths.amount0(root, high, liquidity, isUp), Maths.amount1(low, root, liquidity, isUp)];
}

/** Adds liquidity to a position (below zero: takes it out) and counts its fees; one without any left and owed goes. */
export function modify(moving: Moving, place: Place, delta: bigint): Moving {
  const ticks = [place.lower, place.upper].reduce(
    (all, tick) => touched(all, moving, tick, tick === place.lower ? delta : -delta, delta),
    moving.ticks,
  );
  const at = moving.positions.findIndex((one) => isAt(one, place));
  const old = moving.positions[at] ?? { ...place, liquidity: 0n, inside: [0n, 0n], owed: [0n, 0n] };
  const counted = { ...moving, ticks };
  const position: Position = {
    ...old,
    liquidity: old.liquidity + delta,
    owed: owed(counted, old),
    inside: growthInside(counted, place),
  };
  const isActive = place.lower <= moving.tick && moving.tick < place.upper;
  return {
    ...moving,
    ticks: ticks.filter(({ gross }) => gross > 0n),
    liquidity: isActive ? moving.liquidity + delta : moving.liquidity,
    positions: at < 0 ? [...moving.positions, position] : moving.positions.with(at, position),
  };
}

export function isAt(one: Place, { owner, lower, upper }: Place): boolean {
  return one.owner === owner && one.lower === lower && one.upper === upper;
}

/** A tick that is new starts with all fees so far below it. */
function touched(
  ticks: readonly Tick[],
  moving: Moving,
  tick: number,
  net: bigint,
  gross: bigint,
): readonly Tick[] {
  const at = ticks.findIndex((one) => one.tick >= tick);
  const old = ticks[at];
  if (old?.tick === tick) return ticks.with(at, { ...old, gross: old.gross + gross, net: old.net + net });
  const outside: Pair = tick <= moving.tick ? moving.growth : [0n, 0n];
  const made = { tick, gross, net, outside };
  return at < 0 ? [...ticks, made] : [...ticks.slice(0, at), made, ...ticks.slice(at)];
}
