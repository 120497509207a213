import * as Tiers from '../../mechanisms/margin/Tiers.js';
import type { Market } from '../../state/Engine.js';

/** Margin that puts a long's trigger at a fall x from its entry: x of notional plus maintenance there. One account. */
export function marginFor(market: Market, notionalUsd: number, fall: number, weight: number): number {
  const each = notionalUsd / weight;
  const maintenance = Tiers.maintenance(market.tiers!, each * (1 - fall));
  return weight * Math.max(each * fall + maintenance, each / market.maxLeverage);
}

/** Inverse of a cumulative curve of [fall, share] rows: the fall at which `share` is reached. */
export function fallAt(curve: readonly (readonly [number, number])[], share: number): number {
  for (let i = 1; i < curve.length; i++) {
    const [x1, y1] = curve[i]!;
    const [x0, y0] = curve[i - 1]!;
    if (share <= y1) return x0 + ((x1 - x0) * (share - y0)) / (y1 - y0);
  }
  return curve[curve.length - 1]![0];
}
