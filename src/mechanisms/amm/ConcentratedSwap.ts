/**
 * Models:     a swap of a Uniswap v3 pool over its ranges.
 * Source:     Uniswap/v3-core 1.0.1 UniswapV3Pool.sol (swap).
 * Units:      as ConcentratedMath.ts.
 * Simplified: no protocol fee (off on chain until December 2025); no limit price: where liquidity ends, the price goes to
 *             the last tick there is and what is left is not paid, as with the router's lowest limit.
 * Invariants: none here; AMM-1 is asserted on what is applied, in AmmPool.ts
 */
import * as Maths from './ConcentratedMath.js';
import * as Ranges from './ConcentratedRange.js';

export interface Rules {
  readonly feePpm: number;
  readonly tickSpacing: number;
}

export interface Swapped {
  readonly paid: bigint;
  readonly received: bigint;
  /** Part of what was paid that providers earn. */
  readonly fee: bigint;
  readonly after: Ranges.Moving;
}

/** Pays up to `atoms` of coin 0 (`isDown`: its price falls) or of coin 1. */
export function swap(before: Ranges.Moving, rules: Rules, isDown: boolean, atoms: bigint): Swapped {
  const limit = isDown ? Maths.MIN_ROOT + 1n : Maths.MAX_ROOT - 1n;
  let moving = before;
  let left = atoms;
  let received = 0n;
  let fee = 0n;
  while (left > 0n && moving.root !== limit) {
    const next = Ranges.nextTick(moving, rules.tickSpacing, isDown);
    const end = Maths.rootAt(next.tick);
    const isPast = isDown ? end < limit : end > limit;
    const target = isPast ? limit : end;
    const step = Maths.step(moving.root, target, moving.liquidity, left, rules.feePpm);
    left -= step.paid + step.fee;
    received += step.received;
    fee += step.fee;
    moving = moved(earned(moving, step.fee, isDown), step.next, end, next, isDown);
  }
  return { paid: atoms - left, received, fee, after: moving };
}

/** The fee belongs to the liquidity at the price. */
function earned(moving: Ranges.Moving, fee: bigint, isDown: boolean): Ranges.Moving {
  if (moving.liquidity === 0n || fee === 0n) return moving;
  const per = (fee << 128n) / moving.liquidity;
  const [a, b] = moving.growth;
  return { ...moving, growth: isDown ? [Ranges.wrap(a + per), b] : [a, Ranges.wrap(b + per)] };
}

/** The price goes to `root`; at the end of the step a tick may be crossed. */
function moved(
  moving: Ranges.Moving,
  root: bigint,
  end: bigint,
  next: { readonly tick: number; readonly at: Ranges.Tick | undefined },
  isDown: boolean,
): Ranges.Moving {
  if (root !== end) return root === moving.root ? moving : { ...moving, root, tick: Maths.tickAt(root) };
  const tick = isDown ? next.tick - 1 : next.tick;
  return next.at ? crossed({ ...moving, root, tick }, next.at, isDown) : { ...moving, root, tick };
}

function crossed(moving: Ranges.Moving, at: Ranges.Tick, isDown: boolean): Ranges.Moving {
  const of = (k: 0 | 1) => Ranges.wrap(moving.growth[k] - at.outside[k]);
  const outside: Ranges.Pair = [of(0), of(1)];
  return {
    ...moving,
    liquidity: moving.liquidity + (isDown ? -at.net : at.net),
    ticks: moving.ticks.map((one) => (one.tick === at.tick ? { ...one, outside } : one)),
  };
}
