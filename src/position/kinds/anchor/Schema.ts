import { z } from 'zod';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import * as Keys from '../../Keys.js';

const { absent } = Helpers;

export const Schema = z.strictObject({
  kind: z.literal('anchor').describe('UST deposited in Anchor.'),
  ...Keys.COMMON,
  asset: absent('UST', Helpers.symbol().describe('What is deposited.')),
  size: UnitText.size().describe('Deposit: units, or dollars.'),
  price: absent('the price of the scenario, else 1 USD', UnitText.price().describe('Price of UST now.')),
  earn: absent('the rate of the scenario, else 19.5%', Keys.ratio('What Anchor promises a year.')),
  loan: absent('none', UnitText.usd().describe('Dollars borrowed elsewhere to deposit more.')),
  borrow: absent('0', Keys.ratio('Rate of that loan a year.')),
  depth: absent('not known', UnitText.usd().describe('Dollars of bids for UST within one percent.')),
});
