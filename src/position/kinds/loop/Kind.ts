import * as MorphoLiquidation from '../../../mechanisms/lending/morpho-blue/MorphoLiquidation.js';
import * as Wad from '../../../mechanisms/lending/morpho-blue/Wad.js';
import type * as Asked from '../../Asked.js';
import * as Made from '../../Made.js';
import * as AaveRule from '../../rules/AaveRule.js';
import * as MorphoRule from '../../rules/MorphoRule.js';
import type * as Terms from '../../Terms.js';
import * as Sizes from '../Sizes.js';

type Loop = Asked.Of<'loop'>;

/** A loop on a lending protocol of the Aave or the Morpho type. */
export function make(asked: Loop, making: Made.Making): Made.Made {
  const { facts } = making;
  const { id = 'mine', asset, hold = Made.YEAR_US, alternative = 0.04 } = asked;
  const at = protocolOf(asked, making);
  const debtAsset = asked.debtAsset ?? making.terms.dollarOf(at) ?? 'USD';
  const sizes = Sizes.of(asked, debtAsset, making);
  const there = making.terms.lending(at, asset, debtAsset, asked.mode);
  if (at !== undefined && there === undefined)
    making.refuse(
      'asset',
      `${asset} against ${debtAsset}`,
      `reserves of ${at}`,
      'use assets of the protocol, or another "at"',
    );
  const rules =
    Made.take(making, 'rules', asked.protocol, there && { ...there, value: there.value.rules }) ?? 'aave-v3';
  const limits = limitsOf(asked, making, rules, there);
  const rate = Made.take(making, `borrow rate of ${debtAsset}`, asked.borrow, rateOf(there), Made.percent);
  const rule =
    rules === 'morpho-blue' ? MorphoRule.create(limits.threshold) : AaveRule.create({ [asset]: limits });
  const held = { asset, units: sizes.held, usd: sizes.heldUsd, isCash: false, yields: Sizes.yields(asked) };
  const owed = { asset: debtAsset, units: sizes.owed, usd: sizes.owedUsd, rate: rate ?? 0 };
  const plant = at === undefined ? undefined : plantOf({ ...asked, debtAsset }, at, sizes);
  return {
    holdings: { id, kind: 'loop', held: [held], owed: sizes.owed > 0 ? [owed] : [], perps: [], rule },
    fee: asked.fee ?? 0,
    holdYears: hold / Made.YEAR_US,
    alternative,
    facts,
    plant,
    exit: { depthUsd: asked.depth, cooldownUs: asked.cooldown },
    levers: { add: asset, repay: debtAsset },
  };
}

function plantOf(
  asked: Loop & { readonly debtAsset: string },
  at: string,
  { held, owed }: Sizes.Sizes,
): Made.Plant {
  const { asset, debtAsset, mode } = asked;
  const debts: Record<string, number> = owed > 0 ? { [debtAsset]: owed } : {};
  return {
    on: `lending:${at}`,
    cash: {},
    collateral: { [asset]: held },
    debts,
    positions: {},
    ...(mode && { mode }),
  };
}

function protocolOf(
  { at, asset, debtAsset }: Loop,
  { terms, facts, refuse }: Made.Making,
): string | undefined {
  if (terms.scenario === undefined) return undefined;
  const known = terms.names('lending');
  if (at !== undefined && !known.includes(at))
    refuse(
      'at',
      `"${at}"`,
      `a lending protocol of ${terms.scenario}`,
      known.length > 0 ? `use one of ${known.join(', ')}` : 'the scenario has none: choose another',
    );
  const found = at ?? terms.protocolOf(asset, debtAsset);
  if (found === undefined)
    return refuse(
      'asset',
      `${asset} against ${debtAsset ?? 'a dollar'}`,
      `a pair that a lending protocol of ${terms.scenario} takes`,
      'use other assets, or another scenario',
    );
  facts.push({
    what: 'protocol',
    value: found,
    source: at === undefined ? `first of scenario ${terms.scenario}` : 'stated',
  });
  return found;
}

function rateOf(there: Terms.Found<Terms.Lending> | undefined): Terms.Found<number> | undefined {
  return there?.value.borrowRate === undefined
    ? undefined
    : { source: there.source, value: there.value.borrowRate };
}

/** Stated limits, those of a preset, or those of the scenario. */
function limitsOf(
  asked: Loop,
  making: Made.Making,
  rules: Terms.Lending['rules'],
  there: Terms.Found<Terms.Lending> | undefined,
): AaveRule.Limits {
  const preset = asked.terms === undefined ? undefined : making.terms.limits(asked.terms);
  if (asked.terms !== undefined && preset === undefined)
    making.refuse(
      'terms',
      `"${asked.terms}"`,
      'a preset of a reserve or mode',
      'use lending-major, lending-dollars, lending-synthetic or lending-dollar-mode',
    );
  const from = preset ?? (there && { source: there.source, value: there.value.limits });
  const part = (key: keyof AaveRule.Limits) =>
    from ? { source: from.source, value: from.value[key] } : undefined;
  const threshold = Made.take(
    making,
    'liquidation threshold',
    asked.threshold,
    part('threshold'),
    Made.percent,
  );
  if (threshold === undefined)
    return making.refuse(
      'threshold',
      'no threshold',
      'where liquidation begins',
      'add threshold: 83%, terms: lending-major, or a scenario with --in',
    );
  if (rules === 'morpho-blue') return morpho(asked, making, threshold);
  const ltv = Made.take(making, 'max LTV', asked.ltv, part('ltv'), Made.percent) ?? threshold;
  const bonus = Made.take(making, 'liquidation bonus', asked.bonus, part('bonus'), Made.percent) ?? 0;
  if (ltv > threshold)
    making.refuse(
      'ltv',
      `${Made.percent(ltv)}, above the threshold of ${Made.percent(threshold)}`,
      'at most the threshold',
      'lower "ltv" or raise "threshold"',
    );
  return { ltv, threshold, bonus };
}

function morpho(asked: Loop, making: Made.Making, lltv: number): AaveRule.Limits {
  for (const key of ['ltv', 'bonus'] as const)
    if (asked[key] !== undefined)
      making.refuse(
        key,
        `"${key}" on Morpho`,
        'one line, "threshold", from which the rest follows',
        `remove "${key}"`,
      );
  const bonus = Wad.toRatio(MorphoLiquidation.incentive(Wad.ofRatio(lltv))) - 1;
  making.facts.push({
    what: 'liquidation bonus',
    value: Made.percent(bonus),
    source: 'follows from the LLTV',
  });
  return { ltv: lltv, threshold: lltv, bonus };
}
