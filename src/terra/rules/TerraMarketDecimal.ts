/**
 * Models:     sdk.Dec of the Cosmos SDK 0.44, the 18-digit decimal in which Terra Classic computes.
 * Source:     cosmos-sdk types/decimal.go (Mul, Quo, QuoInt64, TruncateInt).
 * Units:      a Decimal counts 1e-18; a whole number of it counts micro-units of a coin (uluna, uusd, usdr).
 * Simplified: no overflow at 315 bits; nothing here comes near it.
 * Invariants: none
 */
import { InvariantError } from '../../base/assert.js';

/** A value in 1e-18. Lives inside a call; what outlives it is a `Fixed`. */
export type Decimal = bigint;

/**
 * A Decimal of micro-units as three safe integers of one sign, for state: whole coins (1e6 micro-units), and the rest
 * in 1e-12 and 1e-24 coins.
 */
export type Fixed = { readonly whole: number; readonly pico: number; readonly yocto: number };

export const ZERO = 0n;
export const ONE = 1_000_000_000_000_000_000n;
const HALF = ONE / 2n;
const SQUARE = ONE * ONE;
const PPM = ONE / 1_000_000n;
const PICO = ONE / 1_000_000_000_000n;
const LIMB = 1_000_000_000_000n;

export function ofMicro(micro: bigint): Decimal {
  return micro * ONE;
}

export function ofPpm(ppm: number): Decimal {
  return BigInt(ppm) * PPM;
}

/** `pico` in 1e-12. */
export function ofPico(pico: number): Decimal {
  return BigInt(pico) * PICO;
}

/** a * b, rounded to the nearest 1e-18, a half to the even digit. */
export function mul(a: Decimal, b: Decimal): Decimal {
  return chop(a * b);
}

/** a / b (b not 0): cut toward zero at the 36th digit, then to the nearest 1e-18, a half to the even digit. */
export function quo(a: Decimal, b: Decimal): Decimal {
  return chop((a * SQUARE) / b);
}

/** a / n for an integer n > 0, cut toward zero. */
export function quoInteger(a: Decimal, n: number): Decimal {
  return a / BigInt(n);
}

/** Whole part, cut toward zero: micro-units. */
export function truncate(a: Decimal): bigint {
  return a / ONE;
}

/** The double nearest to the value, for views and reports. */
export function toNumber(a: Decimal): number {
  return Number(a) / 1e18;
}

/** Micro-units of `atoms` ledger atoms of `scale` micro-units each. Exact. */
export function microOf(atoms: number, scale: number): bigint {
  return BigInt(atoms) * BigInt(scale);
}

/** Ledger atoms in `micro` (>= 0), rounded down, and the micro-units left over; atoms is Infinity past 2^53. */
export function atomsDown(micro: bigint, scale: number): { readonly atoms: number; readonly rest: number } {
  const atoms = Number(micro / BigInt(scale));
  const rest = Number(micro % BigInt(scale));
  return { atoms: Number.isSafeInteger(atoms) ? atoms : Number.POSITIVE_INFINITY, rest };
}

export function plus(micro: bigint, rest: number): bigint {
  return micro + BigInt(rest);
}

/** Exact. Breaks BASE-1 from 2^53 whole coins. */
export function toFixed(a: Decimal): Fixed {
  const whole = Number(a / (LIMB * LIMB));
  if (!Number.isSafeInteger(whole)) throw new InvariantError('BASE-1', `${a} e-24 exceeds 2^53 coins`);
  // Number(0n) is never -0, so equal decimals are equal limbs.
  return { whole, pico: Number((a / LIMB) % LIMB), yocto: Number(a % LIMB) };
}

export function ofFixed(fixed: Fixed): Decimal {
  return (BigInt(fixed.whole) * LIMB + BigInt(fixed.pico)) * LIMB + BigInt(fixed.yocto);
}

/** Drops 18 digits with banker's rounding of the magnitude. */
function chop(a: bigint): Decimal {
  if (a < ZERO) return -chop(-a);
  const down = a / ONE;
  const rest = a % ONE;
  if (rest < HALF) return down;
  return rest > HALF || down % 2n === 1n ? down + 1n : down;
}
