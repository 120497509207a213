/**
 * Models:     fixed-point arithmetic of Morpho Blue: MathLib, SharesMathLib, ExpLib.
 * Source:     npm @morpho-org/morpho-blue 1.0.0; morpho-org/morpho-blue-irm a1a87fd.
 * Units:      wad 1e18; shares with 1e6 virtual ones against one virtual atom.
 * Simplified: one integer type without overflow: what reverts on chain past 256 bits goes on here.
 * Invariants: UNIT-1
 *
 * Division of big integers truncates toward zero, as signed division does on chain.
 */
import { InvariantError } from '../../../base/assert.js';
import * as Integer from '../../../base/Integer.js';
import * as Whole from '../../../units/Whole.js';

export const ZERO = 0n;
export const WAD = 1_000_000_000_000_000_000n;
/** Scale of a price: atoms of the loan asset per atom of collateral. */
export const PRICE = WAD * WAD;
const VIRTUAL_SHARES = 1_000_000n;
const VIRTUAL_ASSETS = 1n;

export function of(x: number): bigint {
  return BigInt(x);
}

/** A fraction as a wad, to the nearest 1e-9. */
export function ofRatio(ratio: number): bigint {
  return BigInt(Whole.nearest(ratio * 1e9)) * 1_000_000_000n;
}

/** Dollars in the oracle's 1e-8, to the nearest. */
export function ofDollars(dollars: number): bigint {
  return BigInt(Whole.nearest(dollars * 1e8));
}

export function toRatio(x: bigint): number {
  return Number(x) / 1e18;
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

export function mulDivDown(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b) / c;
}

export function mulDivUp(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b + c - 1n) / c;
}

export function mulDown(a: bigint, b: bigint): bigint {
  return (a * b) / WAD;
}

export function divDown(a: bigint, b: bigint): bigint {
  return (a * WAD) / b;
}

export function divUp(a: bigint, b: bigint): bigint {
  return mulDivUp(a, WAD, b);
}

/** a - b, or nothing. */
export function minus(a: bigint, b: bigint): bigint {
  return a > b ? a - b : ZERO;
}

/** Growth over `seconds` at a rate per second, without the one: three terms of e^(r t) - 1. */
export function growth(rate: bigint, seconds: bigint): bigint {
  const first = rate * seconds;
  const second = mulDivDown(first, first, 2n * WAD);
  return first + second + mulDivDown(second, first, 3n * WAD);
}

export function toSharesDown(assets: bigint, totalAssets: bigint, totalShares: bigint): bigint {
  return mulDivDown(assets, totalShares + VIRTUAL_SHARES, totalAssets + VIRTUAL_ASSETS);
}

export function toSharesUp(assets: bigint, totalAssets: bigint, totalShares: bigint): bigint {
  return mulDivUp(assets, totalShares + VIRTUAL_SHARES, totalAssets + VIRTUAL_ASSETS);
}

export function toAssetsDown(shares: bigint, totalAssets: bigint, totalShares: bigint): bigint {
  return mulDivDown(shares, totalAssets + VIRTUAL_ASSETS, totalShares + VIRTUAL_SHARES);
}

export function toAssetsUp(shares: bigint, totalAssets: bigint, totalShares: bigint): bigint {
  return mulDivUp(shares, totalAssets + VIRTUAL_ASSETS, totalShares + VIRTUAL_SHARES);
}

/** Shares in millions, rounded up: whole numbers that fit where shares do not. */
export function toMillionsUp(shares: bigint): number {
  return toAtoms((shares + VIRTUAL_SHARES - 1n) / VIRTUAL_SHARES);
}

/** Shares in millions as a double. */
export function toMillions(shares: bigint): number {
  return Number(shares) / 1e6;
}

/** Atoms of a million shares, as a double. */
export function worth(totalAssets: bigint, totalShares: bigint): number {
  return (Number(totalAssets + VIRTUAL_ASSETS) / Number(totalShares + VIRTUAL_SHARES)) * 1e6;
}

const LN_2 = 693_147_180_559_945_309n;
const LN_LEAST = -41_446_531_673_892_822_312n;
const EXP_MOST = 93_859_467_695_000_404_319n;
const EXP_MOST_VALUE = 57_716_089_161_558_943_949_701_069_502_944_508_345_128_422_502_756_744_429_568n;

/** e^x as the rate model has it: two terms after the power of two, up to 0.9 % off. */
export function exp(x: bigint): bigint {
  if (x < LN_LEAST) return ZERO;
  if (x >= EXP_MOST) return EXP_MOST_VALUE;
  const half = x < 0n ? -(LN_2 / 2n) : LN_2 / 2n;
  const power = (x + half) / LN_2;
  const rest = x - power * LN_2;
  const value = WAD + rest + (rest * rest) / WAD / 2n;
  return power >= 0n ? value << power : value >> -power;
}
