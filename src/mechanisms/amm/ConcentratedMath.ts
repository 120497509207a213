/**
 * Models:     one step of a Uniswap v3 pool: prices at ticks, amounts between prices, and a swap within one range.
 * Source:     Uniswap/v3-core 1.0.1 TickMath.sol, SqrtPriceMath.sol, SwapMath.sol; v3-periphery LiquidityAmounts.sol.
 * Units:      square roots of prices (atoms of coin 1 per atom of coin 0) times 2^96; amounts in atoms; fee in parts per
 *             million of what is paid in.
 * Simplified: swaps by what is paid in alone, none by what is to come out. Products that pass 2^256 on chain are not
 *             cut off: no amount of ledger atoms reaches them.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import * as Rounding from '../../units/Rounding.js';

export const MIN_TICK = -887_272;
export const MAX_TICK = 887_272;
const Q96 = 1n << 96n;
const MILLION = 1_000_000n;
const LARGEST = (1n << 256n) - 1n;

/** 1.0001^(-2^k / 2) as fractions of 2^128, by k; the first two are those of no bit and of the lowest one. */
const FACTORS = [
  0xfffcb933bd6fad37aa2d162d1a594001n,
  0xfff97272373d413259a46990580e213an,
  0xfff2e50f5f656932ef12357cf3c7fdccn,
  0xffe5caca7e10e4e61c3624eaa0941cd0n,
  0xffcb9843d60f6159c9db58835c926644n,
  0xff973b41fa98c081472e6896dfb254c0n,
  0xff2ea16466c96a3843ec78b326b52861n,
  0xfe5dee046a99a2a811c461f1969c3053n,
  0xfcbe86c7900a88aedcffc83b479aa3a4n,
  0xf987a7253ac413176f2b074cf7815e54n,
  0xf3392b0822b70005940c7a398e4b70f3n,
  0xe7159475a2c29b7443b29c7fa6e889d9n,
  0xd097f3bdfd2022b8845ad8f792aa5825n,
  0xa9f746462d870fdf8a65dc1f90e061e5n,
  0x70d869a156d2a1b890bb3df62baf32f7n,
  0x31be135f97d08fd981231505542fcfa6n,
  0x9aa508b5b7a84e1c677de54f3e99bc9n,
  0x5d6af8dedb81196699c329225ee604n,
  0x2216e584f5fa1ea926041bedfe98n,
  0x48a170391f7dc42444e8fa2n,
] as const;

/** Root of the price at a tick, 1.0001^(tick / 2), rounded up at 2^-96. */
export function rootAt(tick: number): bigint {
  const size = Math.abs(tick);
  let ratio = 1n << 128n;
  FACTORS.forEach((factor, k) => {
    if (((size >> k) & 1) === 1) ratio = (ratio * factor) >> 128n;
  });
  if (tick > 0) ratio = LARGEST / ratio;
  return (ratio + 0xffffffffn) >> 32n;
}

/** Least and largest root: a swap without a limit stops inside them. */
export const MIN_ROOT = rootAt(MIN_TICK);
export const MAX_ROOT = rootAt(MAX_TICK);

/** The highest tick whose root is at most this one. */
export function tickAt(root: bigint): number {
  let low = MIN_TICK;
  let high = MAX_TICK;
  while (low < high) {
    const middle = Rounding.up((low + high) / 2);
    if (rootAt(middle) <= root) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Atoms of coin 0 between two roots, low first. */
export function amount0(low: bigint, high: bigint, liquidity: bigint, isUp: boolean): bigint {
  const top = (liquidity << 96n) * (high - low);
  return isUp ? divideUp(divideUp(top, high), low) : top / high / low;
}

/** Atoms of coin 1 between two roots, low first. */
export function amount1(low: bigint, high: bigint, liquidity: bigint, isUp: boolean): bigint {
  const top = liquidity * (high - low);
  return isUp ? divideUp(top, Q96) : top / Q96;
}

/** Largest liquidity between two roots that these atoms pay for at a root, rounded down. */
export function liquidityFor(
  root: bigint,
  low: bigint,
  high: bigint,
  atoms: readonly [bigint, bigint],
): bigint {
  const of0 = (from: bigint) => (atoms[0] * ((from * high) / Q96)) / (high - from);
  const of1 = (to: bigint) => (atoms[1] * Q96) / (to - low);
  if (root <= low) return of0(low);
  if (root >= high) return of1(high);
  const [a, b] = [of0(root), of1(root)];
  return a < b ? a : b;
}

export interface Step {
  readonly next: bigint;
  readonly paid: bigint;
  readonly received: bigint;
  readonly fee: bigint;
}

/** Swaps up to `left` atoms toward `target`: what is paid rounds up, what is received down. */
export function step(root: bigint, target: bigint, liquidity: bigint, left: bigint, feePpm: number): Step {
  const isDown = root >= target;
  const fee = BigInt(feePpm);
  const paidTo = (end: bigint) =>
    isDown ? amount0(end, root, liquidity, true) : amount1(root, end, liquidity, true);
  const net = (left * (MILLION - fee)) / MILLION;
  const isReached = net >= paidTo(target);
  const next = isReached ? target : after(root, liquidity, net, isDown);
  const paid = paidTo(next);
  const received = isDown ? amount1(next, root, liquidity, false) : amount0(root, next, liquidity, false);
  return { next, paid, received, fee: next === target ? divideUp(paid * fee, MILLION - fee) : left - paid };
}

/** Root once `paid` atoms are in: of coin 0 it falls, rounded up; of coin 1 it rises, rounded down. */
function after(root: bigint, liquidity: bigint, paid: bigint, isDown: boolean): bigint {
  if (!isDown) return root + (paid << 96n) / liquidity;
  const top = liquidity << 96n;
  return paid === 0n ? root : divideUp(top * root, top + paid * root);
}

function divideUp(top: bigint, bottom: bigint): bigint {
  return (top + bottom - 1n) / bottom;
}
