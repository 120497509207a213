/**
 * Models:     fixed-point arithmetic of Aave v3.0 to v3.7: WadRayMath, PercentageMath, MathUtils.
 * Source:     aave-dao/aave-v3-origin v3.7.0, `protocol/libraries/math`; met digit by digit in test/vectors/aave-v3.
 * Units:      ray 1e27 (indices, yearly rates), wad 1e18 (health), bps 1e4, prices 1e8; seconds.
 * Simplified: one integer type without overflow: what reverts on chain past 256 bits goes on here.
 * Invariants: UNIT-1
 *
 * The only file of this family that makes or reads big integers. They are exact where the chain is, at a few hundred
 * nanoseconds per operation: reserves are few, accrue at most once a second, and positions are valued here only when
 * somebody acts on them (LiquidationIndex watches the others in doubles).
 */
import { InvariantError } from '../../../base/assert.js';
import * as Integer from '../../../base/Integer.js';
import * as Whole from '../../../units/Whole.js';

export const ZERO = 0n;
export const RAY = 1_000_000_000_000_000_000_000_000_000n;
export const WAD = 1_000_000_000_000_000_000n;
/** 100 % in basis points. */
export const PERCENT = 10_000n;
/** Health of a position without debt. */
export const ENDLESS = (1n << 256n) - 1n;
/** No leap years, as on chain. */
const YEAR_SECONDS = 31_536_000n;
const RAY_PER_BPS = RAY / PERCENT;

/** From a number that is an integer. */
export function of(x: number): bigint {
  return BigInt(x);
}

/** A price or an amount of dollars in the oracle's 1e-8, to the nearest. */
export function ofDollars(dollars: number): bigint {
  return BigInt(Whole.nearest(dollars * 1e8));
}

/** A wad or ray as a double. */
export function toRatio(x: bigint, one: bigint): number {
  return Number(x) / Number(one);
}

/** Basis points as a ray. */
export function ofBps(bps: number): bigint {
  return BigInt(bps) * RAY_PER_BPS;
}

/** Atoms as state. Breaks UNIT-1 past 2^53. */
export function toAtoms(x: bigint): number {
  const atoms = Number(x);
  if (!Integer.isSafe(atoms)) throw new InvariantError('UNIT-1', `${x} atoms do not fit in a safe integer`);
  return atoms;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** floor(a * b / c). */
export function mulDivDown(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b) / c;
}

/** ceil(a * b / c). */
export function mulDivUp(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b + c - 1n) / c;
}

/** An exact half goes up. */
export function rayMul(a: bigint, b: bigint): bigint {
  return (a * b + RAY / 2n) / RAY;
}

export function rayMulDown(a: bigint, b: bigint): bigint {
  return (a * b) / RAY;
}

export function rayMulUp(a: bigint, b: bigint): bigint {
  return mulDivUp(a, b, RAY);
}

/** An exact half goes up. */
export function rayDiv(a: bigint, b: bigint): bigint {
  return (a * RAY + b / 2n) / b;
}

export function rayDivDown(a: bigint, b: bigint): bigint {
  return (a * RAY) / b;
}

export function rayDivUp(a: bigint, b: bigint): bigint {
  return mulDivUp(a, RAY, b);
}

/** An exact half goes up. */
export function wadDiv(a: bigint, b: bigint): bigint {
  return (a * WAD + b / 2n) / b;
}

/** An exact half goes up. */
export function percentMul(x: bigint, bps: bigint): bigint {
  return (x * bps + PERCENT / 2n) / PERCENT;
}

export function percentMulDown(x: bigint, bps: bigint): bigint {
  return (x * bps) / PERCENT;
}

export function percentMulUp(x: bigint, bps: bigint): bigint {
  return mulDivUp(x, bps, PERCENT);
}

/** An exact half goes up. */
export function percentDiv(x: bigint, bps: bigint): bigint {
  return (x * PERCENT + bps / 2n) / bps;
}

export function percentDivDown(x: bigint, bps: bigint): bigint {
  return (x * PERCENT) / bps;
}

export function percentDivUp(x: bigint, bps: bigint): bigint {
  return mulDivUp(x, PERCENT, bps);
}

/** Growth of deposits over `seconds` at a yearly rate: 1 + r t. */
export function linear(rate: bigint, seconds: bigint): bigint {
  return RAY + (rate * seconds) / YEAR_SECONDS;
}

/**
 * Growth of debt over `seconds` at a yearly rate: e^(r t) to its third term, so below e^(r t), and dependent on how
 * often it is called. Both arms of a comparison must accrue at the same moments.
 */
export function compound(rate: bigint, seconds: bigint): bigint {
  const x = (rate * seconds) / YEAR_SECONDS;
  return RAY + x + rayMul(x, x / 2n + rayMul(x, x / 6n));
}

/** Growth of debt over `seconds` up to v3.3: three terms of the binomial of the rate per second. */
export function compoundBySecond(rate: bigint, seconds: bigint): bigint {
  if (seconds === ZERO) return RAY;
  const after = seconds > 2n ? seconds - 2n : ZERO;
  const square = rayMul(rate, rate) / (YEAR_SECONDS * YEAR_SECONDS);
  const cube = rayMul(square, rate) / YEAR_SECONDS;
  const second = (seconds * (seconds - 1n) * square) / 2n;
  const third = (seconds * (seconds - 1n) * after * cube) / 6n;
  return RAY + (rate * seconds) / YEAR_SECONDS + second + third;
}
