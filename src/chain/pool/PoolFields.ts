import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import type { Engine } from '../../state/Engine.js';
import * as Rounding from '../../units/Rounding.js';
import type { PoolSpec, Refuse } from './PoolKind.js';

/** Keys of every pool. */
export const common = () => ({ id: Helpers.id(), fee: UnitText.ratio() });

/** Keys of pools whose providers hold shares of the whole. */
export const shared = () => ({
  /** Assets and what the pool holds of each at the open, in dollars. */
  coins: Reference.mapOf(Reference.ref('asset'), UnitText.usd()),
  /** Asset of its shares, of class `token`. */
  share: Reference.ref('asset', { where: { class: ['token'] } }),
});

/** The fee, and the decimals of the shares. */
export function terms(
  engine: Engine,
  { fee, share }: PoolSpec,
): { readonly feePpm: number; readonly shareDecimals: number } {
  const asset = engine.assets.find(({ symbol }) => symbol === share);
  return { feePpm: ppm(fee), shareDecimals: asset?.decimals ?? 0 };
}

export function ppm(ratio: number): number {
  return Rounding.nearest(ratio * 1e6);
}

/** Two coins at least, and at most as many as the curve takes. */
export function count(
  coins: Readonly<Record<string, number>>,
  curve: string,
  { most }: { readonly most: number },
  at: Refuse,
): void {
  const { length } = Object.keys(coins);
  if (length >= 2 && length <= most) return;
  const expected = most === 2 ? 'two coins' : 'two coins or more';
  at(['coins'], `${length} coins on a ${curve} curve`, expected, 'state what the pool holds of each coin');
}
