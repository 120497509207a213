import * as Unified from '../../../mechanisms/margin/Unified.js';
import type * as Asked from '../../Asked.js';
import * as Made from '../../Made.js';
import * as MarginRule from '../../rules/MarginRule.js';
import type * as Terms from '../../Terms.js';
import * as PerpKind from '../perp/Kind.js';
import * as Sizes from '../Sizes.js';

/** A loan or a loop on the margin of an exchange: collateral counts by its weight, a loan asks for maintenance. */
export function make(asked: Asked.Of<'venue-loan'>, making: Made.Making): Made.Made {
  const { facts, terms } = making;
  const { id = 'mine', asset, hold = Made.YEAR_US, alternative = 0.04 } = asked;
  const at = PerpKind.venueOf({ at: asked.at }, making);
  const debtAsset = asked.debtAsset ?? terms.dollarOf(at) ?? 'USD';
  const sizes = Sizes.of(asked, debtAsset, making);
  const margin = marginOf(asked, making, at);
  const rate = Made.take(
    making,
    `borrow rate of ${debtAsset}`,
    asked.borrow,
    { ...margin, value: margin.value.borrowRate },
    Made.percent,
  );
  const fee = Made.take(
    making,
    'fee of a trade',
    asked.fee,
    { ...margin, value: margin.value.spotFee },
    Made.percent,
  );
  const weights = weightsOf(making, at, { [asset]: asked.weight });
  const held = {
    asset,
    units: sizes.held,
    usd: sizes.heldUsd,
    isCash: terms.isCash(asset),
    yields: Sizes.yields(asked),
  };
  const owed = { asset: debtAsset, units: sizes.owed, usd: sizes.owedUsd, rate: rate! };
  return {
    holdings: {
      id,
      kind: 'venue-loan',
      held: [held],
      owed: sizes.owed > 0 ? [owed] : [],
      perps: [],
      rule: MarginRule.create({ ...margin.value, quote: debtAsset, weights }),
    },
    fee: fee!,
    holdYears: hold / Made.YEAR_US,
    alternative,
    facts,
    plant: Made.onVenue(at, {
      collateral: { [asset]: sizes.held },
      debts: sizes.owed > 0 ? { [debtAsset]: sizes.owed } : {},
    }),
    exit: { depthUsd: asked.depth, cooldownUs: asked.cooldown },
    levers: { add: asset, repay: debtAsset },
  };
}

/** Margin rules of the venue, or of a preset; noted. */
export function marginOf(
  { rules }: { readonly rules?: string | undefined },
  making: Made.Making,
  at: string | undefined,
): Terms.Found<Terms.Margin> {
  const found = making.terms.margin(at, rules);
  if (found === undefined)
    return making.refuse(
      'rules',
      `"${rules}"`,
      'a preset of a venue',
      `use one of ${making.terms.names('rules').join(', ')}`,
    );
  const { marginCall, liquidation } = found.value.thresholds;
  making.facts.push({
    what: 'margin call and liquidation at a ratio of',
    value: `${marginCall} and ${liquidation}`,
    source: found.source,
  });
  making.facts.push({
    what: 'maintenance of a loan',
    value: Made.percent(found.value.loanMaintenance),
    source: found.source,
  });
  return found;
}

/** What counts of each asset as collateral: stated, of the scenario, else all of it. */
export function weightsOf(
  making: Made.Making,
  at: string | undefined,
  stated: Readonly<Record<string, number | undefined>>,
): (asset: string) => Unified.WeightTiers {
  const full = (weight: number) => Unified.weightTiers([{ upTo: Number.POSITIVE_INFINITY, weight }]);
  const known = new Map<string, Unified.WeightTiers>();
  return (asset) => {
    const before = known.get(asset);
    if (before !== undefined) return before;
    const own = stated[asset];
    const found =
      own === undefined ? making.terms.weights(at, asset) : { value: full(own), source: 'stated' };
    const value = found?.value ?? full(1);
    const [first] = value.weight;
    making.facts.push({
      what: `collateral weight of ${asset}`,
      value: Made.percent(first!),
      source: found?.source ?? 'in full: none is stated',
    });
    known.set(asset, value);
    return value;
  };
}
