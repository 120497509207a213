/**
 * exp, log and pow made of + - * / and bit operations only, so that every engine returns the same
 * bits (the host's functions may differ in the last digit). Relative error below 1e-15.
 * Source: argument reductions and polynomials of fdlibm e_exp.c and e_log.c (Sun Microsystems, 1993);
 * double-double products after Dekker (1971). Special values as in ECMAScript's Math.
 */

const bits = new DataView(new ArrayBuffer(8));

// ln 2 in two parts; the first has 32 significant bits, so k * LN2_HIGH is exact for any exponent k.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 2 ** 54;
// Double-double 2/3: the coefficient of s^3 in the series of log((1 + s) / (1 - s)).
const TWO_THIRDS = 2 / 3;
const TWO_THIRDS_LOW = 3.700743415417188e-17;
// Veltkamp's constant, splits a double into two halves of at most 26 bits.
const SPLIT = 2 ** 27 + 1;

/** Second results of the functions below: read at once by the caller, never state. */
let low = 0;
let exponent = 0;

/** e^x. */
export function exp(x: number): number {
  return expOf(x, 0);
}

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const f = mantissa(x) - 1;
  const k = exponent;
  const s = f / (2 + f);
  const z = s * s;
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + minimax(z)) + k * LN2_LOW) - f);
}

/** log((1 + s) / (1 - s)) / s - 2, for z = s^2, within 2^-58: fdlibm's polynomial. */
function minimax(z: number): number {
  const w = z * z;
  const odd =
    0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586));
  const even = 0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373);
  return z * odd + w * even;
}

/** x^y. Exact when x and y are integers and the result (or its inverse, for y < 0) is below 2^53. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x < 0 || Object.is(x, -0)) return powOfNegative(x, y);
  if (x === 1) return Math.abs(y) === Number.POSITIVE_INFINITY ? Number.NaN : 1;
  if (x === 0 || x === Number.POSITIVE_INFINITY) return (x === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  const exact = integerPower(x, Math.abs(y));
  if (exact > 0) return y > 0 ? exact : 1 / exact;
  const high = logOf(x);
  const rest = low;
  // Outside the range of a double either way; also keeps huge y out of the splitting below.
  if (Math.abs(y * high) > 800) return expOf(y * high, 0);
  const product = multiply(y, high);
  return expOf(product, low + y * rest);
}

function powOfNegative(x: number, y: number): number {
  if (Number.isFinite(x) && x !== 0 && Number.isFinite(y) && !Number.isInteger(y)) return Number.NaN;
  const size = pow(-x, y);
  return Math.abs(y % 2) === 1 ? -size : size;
}

/** x^n when both are integers and every product stays below 2^53, else 0. */
function integerPower(x: number, n: number): number {
  if (!Number.isSafeInteger(x) || !Number.isInteger(n) || n > 53) return 0;
  let result = 1;
  for (let i = 0; i < n; i++) result *= x;
  return result <= Number.MAX_SAFE_INTEGER ? result : 0;
}

/** m in [sqrt(1/2), sqrt(2)] with x = m * 2^k for a positive finite x; leaves k in `exponent`. */
function mantissa(x: number): number {
  let k = -1023;
  if (x < 2.2250738585072014e-308) {
    x *= TWO_54;
    k -= 54;
  }
  bits.setFloat64(0, x);
  const head = bits.getUint32(0);
  k += head >>> 20;
  bits.setUint32(0, (head & 0xfffff) | 0x3ff00000);
  const m = bits.getFloat64(0);
  const halve = m > Math.SQRT2;
  exponent = halve ? k + 1 : k;
  return halve ? 0.5 * m : m;
}

/** log of a positive finite x as a double-double: returns the high part, leaves the rest in `low`. */
function logOf(x: number): number {
  const high = logOfMantissa(mantissa(x));
  if (exponent === 0) return high;
  return twoSum(exponent * LN2_HIGH, high, low + exponent * LN2_LOW);
}

/** log(m) for m in [sqrt(1/2), sqrt(2)] as 2s + 2/3 s^3 + s^5 (...), with s = (m - 1) / (m + 1). */
function logOfMantissa(m: number): number {
  const f = m - 1;
  const g = m + 1;
  const gLow = m - (g - 1);
  const s = f / g;
  const sg = multiply(s, g);
  const sLow = (f - sg - low - s * gLow) / g;
  const z = multiply(s, s);
  const zLow = low + 2 * s * sLow;
  const cube = multiply(z, s);
  const cubeLow = low + zLow * s + z * sLow;
  const third = multiply(cube, TWO_THIRDS);
  const thirdLow = low + cube * TWO_THIRDS_LOW + cubeLow * TWO_THIRDS;
  return twoSum(2 * s, third, thirdLow + 2 * sLow + cube * z * series(z));
}

/** 2/5 + 2/7 z + 2/9 z^2 + ...: z <= 0.0295, the terms left out are below 1e-18. */
function series(z: number): number {
  const w = z * z;
  const even = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21 + w * (2 / 25)))));
  const odd = 2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + w * (2 / 23))));
  return even + z * odd;
}

/** exp(x + rest) for |rest| far below |x|. */
function expOf(x: number, rest: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  const k = Math.round(x * Math.LOG2E);
  const high = x - k * LN2_HIGH;
  const minus = k * LN2_LOW - rest;
  const r = high - minus;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  return scale(1 - (minus - (r * c) / (2 - c) - high), k);
}

/** y * 2^k for y near 1, in two steps where 2^k alone is not a normal double. */
function scale(y: number, k: number): number {
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  return k < -1022 ? y * powerOfTwo(k + 200) * powerOfTwo(-200) : y * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** a + b + rest for |a| >= |b| >> |rest|, normalized. */
function twoSum(a: number, b: number, rest: number): number {
  const sum = a + b;
  const tail = b - (sum - a) + rest;
  const high = sum + tail;
  low = tail - (high - sum);
  return high;
}

/** a * b exactly, as returned high part plus `low`. */
function multiply(a: number, b: number): number {
  const product = a * b;
  const p = a * SPLIT;
  const aHigh = p - (p - a);
  const aLow = a - aHigh;
  const q = b * SPLIT;
  const bHigh = q - (q - b);
  const bLow = b - bHigh;
  low = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return product;
}
