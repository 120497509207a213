import { z } from 'zod';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';

const { absent } = Helpers;

/** A rate or a share. */
export function ratio(text: string, max = 10): z.ZodType<number> {
  return UnitText.ratio({ min: 0, max }).describe(text);
}

/** What every kind of question states. */
export const COMMON = {
  id: absent('mine', Helpers.id().describe('What the position is called.')),
  at: absent(
    'the first place of the scenario that takes it',
    z.string().describe('Venue or lending protocol of the scenario.'),
  ),
  hold: absent(
    '365d',
    UnitText.duration({ min: 1 }).describe(
      'How long it is held: what opening and closing cost is spread over it.',
    ),
  ),
  fee: absent('the fee of the venue, else none', ratio('Share of a trade that opening or closing costs.', 1)),
  alternative: absent('4%', ratio('What dollars earn elsewhere a year: what a repair in cash costs.')),
};

/** Yield of a holding by where it comes from, a year. */
export const YIELDS = {
  staking: absent('none', ratio('Staking yield a year.')),
  lending: absent('none', ratio('What lending the collateral earns a year.')),
  rewards: absent('none', ratio('Rewards and points a year, at the price that you give them.')),
  yield: absent('none', ratio('Yield of the collateral a year, where its parts are not stated.')),
};

/** What is held and owed, or how it was built. */
export const LOOP = {
  asset: Helpers.symbol().describe('Collateral.'),
  price: absent(
    'the price of the scenario, else 1 USD',
    UnitText.price().describe('Price of the collateral.'),
  ),
  size: absent('built from "equity"', UnitText.size().describe('Collateral: units, or dollars.')),
  debtAsset: absent(
    'a dollar, USD; of a scenario the first that the place lends',
    Helpers.symbol().describe('What is owed.'),
  ),
  debtPrice: absent(
    'the price of the scenario, else 1 USD',
    UnitText.price().describe('Price of what is owed.'),
  ),
  debt: absent('built from "equity"', UnitText.size().describe('Debt: units, or dollars.')),
  equity: absent('"size" and "debt" are stated', UnitText.usd({ above: 0 }).describe('Own money put in.')),
  rounds: absent(
    '1, when "share" is stated',
    UnitText.count({ max: 1000 }).describe('Times that was borrowed and deposited again.'),
  ),
  share: absent('"exposure" is stated', ratio('Share of each deposit that is borrowed.', 0.999)),
  exposure: absent(
    '"share" is stated',
    UnitText.positive({ min: 1, max: 1000 }).describe('Collateral over own money.'),
  ),
  ...YIELDS,
  borrow: absent('the rate of the scenario, else of the venue', ratio('Borrow rate a year.')),
  /** What a dollar of book lies within one percent; without a scenario. */
  depth: absent('not known', UnitText.usd().describe('Dollars of bids within one percent of the price.')),
  cooldown: absent(
    'none',
    UnitText.duration().describe('Wait until the collateral can be sold or redeemed.'),
  ),
};

export const FUNDING = {
  funding: absent(
    'none',
    UnitText.ratio({ min: -1, max: 1 }).describe('Funding of one interval; positive: longs pay.'),
  ),
  fundingEvery: absent(
    '8h',
    UnitText.duration({ min: 60e6 }).describe('Interval between two payments of funding.'),
  ),
};

export const TABLE = {
  tiers: absent(
    'of the scenario, else the table named after the asset',
    z.string().describe('Table of maintenance margins in the preset leverage-tiers.'),
  ),
  maintenance: absent('a table', ratio('One maintenance rate for every size, instead of a table.', 1)),
};
