import * as Tiers from '../../../mechanisms/margin/Tiers.js';
import * as Unified from '../../../mechanisms/margin/Unified.js';
import type * as Asked from '../../Asked.js';
import type * as Holdings from '../../Holdings.js';
import * as Made from '../../Made.js';
import * as IsolatedRule from '../../rules/IsolatedRule.js';
import * as MarginRule from '../../rules/MarginRule.js';

type Perp = Asked.Of<'perp'>;

/** A perp on its own margin. Without a scenario it is isolated; in one it is an account of its own on the venue. */
export function make(asked: Perp, making: Made.Making): Made.Made {
  const { terms, facts } = making;
  const { id = 'mine', asset, side, hold = Made.YEAR_US, alternative = 0.04 } = asked;
  const at = venueOf(asked, making);
  const quote = asked.quote ?? terms.dollarOf(at) ?? 'USD';
  const usd = Made.priceOf(
    making,
    asset,
    asked.price ?? (terms.scenario === undefined ? asked.entry : undefined),
    'price',
  );
  const entry = Made.take(making, 'entry', asked.entry, { value: usd, source: 'the price now' })!;
  const { size, margin } = sized(asked, making, { usd, entry });
  const cash: Holdings.Held = { asset: quote, units: margin, usd: 1, isCash: true, yields: [] };
  const perp: Holdings.Perp = {
    asset,
    size: side === 'long' ? size : -size,
    entry,
    usd,
    funding: fundingOf(asked, making),
    tiers: tiersOf(asked, making, asset),
  };
  const venue = at === undefined ? undefined : terms.margin(at, undefined);
  const fee = Made.take(
    making,
    'fee of a trade',
    asked.fee,
    venue && { ...venue, value: venue.value.perpFee },
    Made.percent,
  );
  if (venue)
    facts.push({
      what: 'liquidated at a margin ratio of',
      value: String(venue.value.thresholds.liquidation),
      source: venue.source,
    });
  const full = Unified.weightTiers([{ upTo: Number.POSITIVE_INFINITY, weight: 1 }]);
  const weights = (one: string) => terms.weights(at, one)?.value ?? full;
  const rule = venue ? MarginRule.create({ ...venue.value, quote, weights }) : IsolatedRule.create();
  const position: Made.Position = { side, size, entry };
  return {
    holdings: { id, kind: 'perp', held: [cash], owed: [], perps: [perp], rule },
    fee: fee ?? 0,
    holdYears: hold / Made.YEAR_US,
    alternative,
    facts,
    plant: Made.onVenue(at, { cash: { [quote]: margin }, positions: { [`${asset}/${quote}`]: position } }),
    exit: { depthUsd: asked.depth },
    levers: { add: quote, repay: undefined },
  };
}

/** Two of size, margin and leverage give the third. */
function sized(
  { size, margin, leverage }: Perp,
  { refuse }: Made.Making,
  { usd, entry }: { readonly usd: number; readonly entry: number },
): { readonly size: number; readonly margin: number } {
  if (size === undefined && (margin === undefined || leverage === undefined))
    refuse('size', 'no size', '"size" with "margin" or "leverage", or both of these', 'add size: 10');
  const units = size === undefined ? (margin! * leverage!) / entry : Made.units(size, usd);
  if (margin === undefined && leverage === undefined)
    refuse('margin', 'no margin', '"margin" or "leverage"', 'add leverage: 5');
  if (size !== undefined && margin !== undefined && leverage !== undefined)
    refuse('leverage', 'three of three', 'two of "size", "margin" and "leverage"', 'remove one of them');
  return { size: units, margin: margin ?? (units * entry) / leverage! };
}

/** The venue of a scenario; none without a scenario. */
export function venueOf(
  { at, asset }: { at?: string | undefined; asset?: string },
  making: Made.Making,
): string | undefined {
  const { terms, refuse } = making;
  if (terms.scenario === undefined) return undefined;
  const known = terms.names('venue');
  if (at !== undefined && !known.includes(at))
    refuse('at', `"${at}"`, `a venue of ${terms.scenario}`, `use one of ${known.join(', ')}`);
  const found = at ?? terms.venueOf(asset ?? '') ?? known[0];
  making.facts.push({
    what: 'venue',
    value: String(found),
    source: at === undefined ? `first of scenario ${terms.scenario}` : 'stated',
  });
  return found;
}

/** What a long pays a year. */
export function fundingOf(
  { funding, fundingEvery = 8 * 3600e6 }: { funding?: number | undefined; fundingEvery?: number | undefined },
  { facts }: Made.Making,
): number {
  if (funding === undefined) return 0;
  const year = (funding * Made.YEAR_US) / fundingEvery;
  facts.push({ what: 'funding a year', value: Made.percent(year), source: 'stated' });
  return year;
}

/** The table of a position's maintenance. */
export function tiersOf(
  { tiers, maintenance }: { tiers?: string | undefined; maintenance?: number | undefined },
  making: Made.Making,
  asset: string,
): Tiers.Tiers {
  const { terms, refuse } = making;
  if (maintenance !== undefined) {
    making.facts.push({
      what: `maintenance of ${asset}`,
      value: Made.percent(maintenance),
      source: 'stated',
    });
    return Tiers.fromBrackets([{ floor: 0, rate: maintenance, maxLeverage: 1 / maintenance }]);
  }
  const found = terms.tiers(asset, tiers);
  if (found === undefined)
    return refuse(
      'tiers',
      tiers === undefined ? `no table of ${asset}` : `"${tiers}"`,
      'a table of maintenance margins',
      `use one of ${terms.names('table').join(', ')}, or state "maintenance"`,
    );
  making.facts.push({ what: `maintenance of ${asset}`, value: 'by size', source: found.source });
  return found.value;
}
