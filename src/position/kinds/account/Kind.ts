import type { Size } from '../../../format/UnitText.js';
import type * as Asked from '../../Asked.js';
import type * as Holdings from '../../Holdings.js';
import * as Made from '../../Made.js';
import * as MarginRule from '../../rules/MarginRule.js';
import type * as Terms from '../../Terms.js';
import * as PerpKind from '../perp/Kind.js';
import * as Sizes from '../Sizes.js';
import * as VenueLoanKind from '../venue-loan/Kind.js';

type Account = Asked.Of<'account'>;

/** A margin account with several collaterals, debts and perps. */
export function make(asked: Account, making: Made.Making): Made.Made {
  const { facts, terms } = making;
  const { id = 'mine', hold = Made.YEAR_US, alternative = 0.04 } = asked;
  if (!asked.cash && !asked.collateral)
    making.refuse(
      'cash',
      'an account without anything',
      '"cash" or "collateral"',
      'add cash: { USD: 10_000 }',
    );
  const [firstPerp] = Object.keys({ ...asked.positions, ...asked.hedge });
  const at = PerpKind.venueOf({ at: asked.at, ...(firstPerp && { asset: firstPerp }) }, making);
  const quote = asked.quote ?? terms.dollarOf(at) ?? Object.keys(asked.cash ?? {})[0] ?? 'USD';
  const margin = VenueLoanKind.marginOf(asked, making, at);
  const cash = amounts(asked, making, asked.cash, Made.PAR);
  const collateral = amounts(asked, making, asked.collateral);
  const debts = amounts(asked, making, asked.debts, Made.PAR);
  const rate = debts.length === 0 ? 0 : rateOf(asked, making, margin);
  const fee = Made.take(
    making,
    'fee of a trade',
    asked.fee,
    { ...margin, value: margin.value.perpFee },
    Made.percent,
  )!;
  const weights = VenueLoanKind.weightsOf(making, at, asked.weights ?? {});
  const perps = perpsOf(asked, making);
  const owed = debts.map((one) => ({ ...one, rate }));
  const held = heldOf(asked, making, cash, collateral);
  const rule = MarginRule.create({ ...margin.value, quote, weights });
  return {
    holdings: { id, kind: 'account', held, owed, perps, rule },
    fee,
    holdYears: hold / Made.YEAR_US,
    alternative,
    facts,
    // The venues of a scenario hold one position a contract.
    plant: asked.hedge
      ? undefined
      : Made.onVenue(at, {
          cash: map(cash),
          collateral: map(collateral),
          debts: map(debts),
          positions: positions(perps, quote),
        }),
    exit: {},
    levers: { add: quote, repay: debts[0]?.asset },
  };
}

/** Single positions, and both legs of each contract that is held in hedge mode. */
function perpsOf(asked: Account, making: Made.Making): Holdings.Perp[] {
  const single = Object.entries(asked.positions ?? {}).map(([asset, one]) => perp(asked, making, asset, one));
  const legs = Object.entries(asked.hedge ?? {}).flatMap(([asset, { long, short }]) => {
    if (asked.positions?.[asset])
      making.refuse('hedge', `${asset} here and in "positions"`, 'each contract once', `remove one of them`);
    return [
      perp(asked, making, asset, { ...long, side: 'long' }),
      perp(asked, making, asset, { ...short, side: 'short' }),
    ];
  });
  return [...single, ...legs];
}

function rateOf({ borrow }: Account, making: Made.Making, margin: Terms.Found<Terms.Margin>): number {
  const found = { ...margin, value: margin.value.borrowRate };
  return Made.take(making, 'borrow rate', borrow, found, Made.percent)!;
}

function heldOf(
  asked: Account,
  { terms }: Made.Making,
  cash: readonly Amount[],
  collateral: readonly Amount[],
): Holdings.Held[] {
  return [
    ...cash.map((one) => ({ ...one, isCash: true, yields: [] })),
    ...collateral.map((one) => ({
      ...one,
      isCash: terms.isCash(one.asset),
      yields: Sizes.yields(asked.yields?.[one.asset] ?? {}),
    })),
  ];
}

interface Amount {
  readonly asset: string;
  readonly units: number;
  readonly usd: number;
}

function amounts(
  asked: Account,
  making: Made.Making,
  sizes: Readonly<Record<string, Size>> = {},
  otherwise?: Made.Else,
): Amount[] {
  return Object.entries(sizes).map(([asset, size]) => {
    const usd = Made.priceOf(making, asset, asked.prices?.[asset], 'prices', otherwise);
    return { asset, units: Made.units(size, usd), usd };
  });
}

function perp(
  asked: Account,
  making: Made.Making,
  asset: string,
  one: NonNullable<Account['positions']>[string],
): Holdings.Perp {
  const known = asked.prices?.[asset] ?? (making.terms.scenario === undefined ? one.entry : undefined);
  const usd = Made.priceOf(making, asset, known, 'prices');
  const size = Made.units(one.size, usd);
  return {
    asset,
    size: one.side === 'long' ? size : -size,
    entry: one.entry ?? usd,
    usd,
    funding: PerpKind.fundingOf(one, making),
    tiers: PerpKind.tiersOf(one, making, asset),
  };
}

function map(amounts: readonly Amount[]): Record<string, number> {
  return Object.fromEntries(amounts.map(({ asset, units }) => [asset, units]));
}

function positions(perps: readonly Holdings.Perp[], quote: string): Made.Plant['positions'] {
  const all = perps.map(({ asset, size, entry }): [string, Made.Position] => [
    `${asset}/${quote}`,
    { side: size > 0 ? 'long' : 'short', size: Math.abs(size), entry },
  ]);
  return Object.fromEntries(all);
}
