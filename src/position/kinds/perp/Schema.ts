import { z } from 'zod';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import * as Keys from '../../Keys.js';

const { absent } = Helpers;

export const Schema = z.strictObject({
  kind: z.literal('perp').describe('A perpetual with its own margin.'),
  ...Keys.COMMON,
  asset: Helpers.symbol().describe('Base asset.'),
  side: z.enum(['long', 'short']).describe('Side of the position.'),
  size: absent('of "margin" and "leverage"', UnitText.size().describe('Units, or dollars at the price.')),
  price: absent('the price of the scenario, else "entry"', UnitText.price().describe('Mark price now.')),
  entry: absent('the price now', UnitText.price().describe('Price at which it was opened.')),
  margin: absent('of "size" and "leverage"', UnitText.usd({ above: 0 }).describe('Margin put in.')),
  leverage: absent(
    '"margin" is stated',
    UnitText.positive({ min: 0.01, max: 1000 }).describe('Notional at the entry over margin.'),
  ),
  quote: absent('that of the venue, else USD', Helpers.symbol().describe('Dollar of the margin.')),
  ...Keys.TABLE,
  ...Keys.FUNDING,
  depth: absent('not known', UnitText.usd().describe('Dollars of the book within one percent of the price.')),
});
