import { z } from 'zod';
import * as Real from '../base/Real.js';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';
import type { AssetSpec } from './Scenario.js';

/** Alts beyond those listed one by one: what they have in common, until `universe.alts` are there. */
export const Generated = z
  .strictObject({
    prefix: Helpers.symbol().describe('Symbols are this and the rank: ALT031.'),
    price: UnitText.spread(UnitText.price()).describe(
      'Opening prices, even over the logarithms of this range; a price decides nothing but the grid of a coin.',
    ),
    volatility: UnitText.ratio({ min: 1e-6, max: 10 }).describe(
      'Standard deviation of the returns of a calm day.',
    ),
    tiers: Reference.ref('table'),
    collateralWeight: UnitText.ratio().describe('Share of the value that counts as collateral.'),
  })
  .describe('Alts beyond those listed one by one.');
type Template = z.infer<typeof Generated>;

/** Places after the point by price, as the listed alts have them: cheap coins are counted in hundredths. */
const DECIMALS = [
  { below: 1, decimals: 2 },
  { below: 100, decimals: 4 },
  { below: Number.POSITIVE_INFINITY, decimals: 6 },
] as const;
/** Fractional part of the golden ratio: its multiples fall evenly over any range, whatever their number. */
const GOLDEN = 0.618_033_988_749_895;

/** The alts that a template adds: ranks go on where the listed ones end, up to the number of the universe. */
export function fill(
  listed: readonly AssetSpec[],
  alts: number,
  template: Template | undefined,
): AssetSpec[] {
  const filled: AssetSpec[] = [];
  if (template === undefined) return filled;
  for (let rank = lastRank(listed) + 1; rank <= alts; rank++) filled.push(coin(template, rank));
  return filled;
}

/** Largest rank among listed alts, 0 when there is none. */
export function lastRank(assets: readonly AssetSpec[]): number {
  return Math.max(0, ...assets.filter((asset) => asset.class === 'alt').map((asset) => asset.rank ?? 1));
}

function coin(template: Template, rank: number): AssetSpec {
  const { prefix, price, volatility, tiers, collateralWeight } = template;
  const usd = priceOf(price, (rank * GOLDEN) % 1);
  return {
    id: `${prefix}${String(rank).padStart(3, '0')}`,
    class: 'alt',
    rank,
    price: usd,
    decimals: DECIMALS.find(({ below }) => usd < below)!.decimals,
    volatility,
    tiers,
    collateralWeight,
  };
}

/** A place in a range by its logarithm, to three digits. */
function priceOf({ low, high }: Template['price'], share: number): number {
  return Number((low * Real.pow(high / low, share)).toPrecision(3));
}
