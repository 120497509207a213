import { z } from 'zod';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import * as Keys from '../../Keys.js';

const { absent } = Helpers;

const sizes = (text: string) => absent('none', z.record(z.string(), UnitText.size()).describe(text));
const byAsset = <T>(schema: z.ZodType<T>, text: string) =>
  absent('none', z.record(z.string(), schema).describe(text));

const leg = z.strictObject({
  size: UnitText.size().describe('Units, or dollars at the price.'),
  entry: absent('the price now', UnitText.price().describe('Price at which it was opened.')),
  ...Keys.TABLE,
  ...Keys.FUNDING,
});

export const Schema = z.strictObject({
  kind: z.literal('account').describe('A margin account with several collaterals and positions.'),
  ...Keys.COMMON,
  rules: absent('unified-margin', Helpers.id().describe('Preset of the venue, without a scenario.')),
  quote: absent(
    'that of the venue, else the first of "cash", else USD',
    Helpers.symbol().describe('Dollar in which its perps settle.'),
  ),
  cash: sizes('Dollars held, by asset.'),
  collateral: sizes('Collateral held, by asset.'),
  debts: sizes('Owed, by asset.'),
  positions: byAsset(
    z.strictObject({
      side: z.enum(['long', 'short']).describe('Side.'),
      size: UnitText.size().describe('Units, or dollars at the price.'),
      entry: absent('the price now', UnitText.price().describe('Price at which it was opened.')),
      ...Keys.TABLE,
      ...Keys.FUNDING,
    }),
    'Perps by base asset.',
  ),
  hedge: byAsset(
    z.strictObject({ long: leg.describe('The long leg.'), short: leg.describe('The short leg.') }),
    'Two legs of one contract (hedge mode), by base asset: each asks for its own maintenance.',
  ),
  prices: byAsset(UnitText.price(), 'Prices now, by asset; else those of the scenario.'),
  weights: byAsset(
    UnitText.ratio(),
    'Share of each collateral that counts; else that of the scenario, else 100%.',
  ),
  yields: byAsset(z.strictObject(Keys.YIELDS), 'Yields of what is held, by asset.'),
  borrow: absent('the rate of the venue', Keys.ratio('Borrow rate a year.')),
});
