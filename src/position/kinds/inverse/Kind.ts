import * as Tiers from '../../../mechanisms/margin/Tiers.js';
import type * as Asked from '../../Asked.js';
import type * as Holdings from '../../Holdings.js';
import * as Made from '../../Made.js';
import * as InverseRule from '../../rules/InverseRule.js';
import * as PerpKind from '../perp/Kind.js';

/** A coin-margined perpetual, by the venue's formulas alone: no venue of a scenario settles in a coin. */
export function make(asked: Asked.Of<'inverse'>, making: Made.Making): Made.Made {
  const { id = 'mine', asset, side, entry, hold = Made.YEAR_US, alternative = 0.04 } = asked;
  const { notional, wallet, maintenance, deduction = 0 } = asked;
  const usd = Made.priceOf(making, asset, asked.price ?? entry, 'price');
  const coins = notional / entry;
  const perp: Holdings.Perp = {
    asset,
    size: side === 'long' ? coins : -coins,
    entry,
    usd,
    funding: PerpKind.fundingOf(asked, making),
    tiers: tiersOf(maintenance, deduction),
  };
  making.facts.push({
    what: `maintenance of ${asset}`,
    value: Made.percent(maintenance),
    source: 'stated',
  });
  return {
    holdings: {
      id,
      kind: 'inverse',
      held: [{ asset, units: wallet, usd, isCash: false, yields: [] }],
      owed: [],
      perps: [perp],
      rule: InverseRule.create(),
    },
    fee: asked.fee ?? 0,
    holdYears: hold / Made.YEAR_US,
    alternative,
    facts: making.facts,
    plant: undefined,
    exit: {},
    levers: { add: asset, repay: undefined },
  };
}

/** One bracket in coins. */
function tiersOf(rate: number, deduction: number): Tiers.Tiers {
  const table = Tiers.fromBrackets([{ floor: 0, rate, maxLeverage: 1 / rate }]);
  return { ...table, cum: Float64Array.of(deduction) };
}
