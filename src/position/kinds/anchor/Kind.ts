import type * as Asked from '../../Asked.js';
import * as Made from '../../Made.js';
import * as DepositRule from '../../rules/DepositRule.js';

/** Promise of Anchor from its start to May 2022. Source: docs of Anchor Protocol, anchor rate 19.5 % a year. */
const PROMISE = { value: 0.195, source: 'Anchor, to May 2022' };

/** A deposit of UST in Anchor, with or without a loan that paid for a part of it. */
export function make(asked: Asked.Of<'anchor'>, making: Made.Making): Made.Made {
  const { id = 'mine', asset = 'UST', loan = 0, borrow = 0, hold = Made.YEAR_US, alternative = 0.04 } = asked;
  const usd = Made.priceOf(making, asset, asked.price, 'price', Made.PAR);
  const earn = Made.take(making, 'what Anchor promises a year', asked.earn, PROMISE, Made.percent)!;
  const units = Made.units(asked.size, usd);
  const owed = loan > 0 ? [{ asset: 'USD', units: loan, usd: 1, rate: borrow }] : [];
  return {
    holdings: {
      id,
      kind: 'anchor',
      held: [{ asset, units, usd, isCash: false, yields: [['deposit', earn]] }],
      owed,
      perps: [],
      rule: DepositRule.create(),
    },
    fee: asked.fee ?? 0,
    holdYears: hold / Made.YEAR_US,
    alternative,
    facts: making.facts,
    plant: undefined,
    exit: { depthUsd: asked.depth },
    levers: { add: asset, repay: loan > 0 ? 'USD' : undefined },
  };
}
