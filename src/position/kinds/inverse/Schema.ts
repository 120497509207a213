import { z } from 'zod';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import * as Keys from '../../Keys.js';

const { absent } = Helpers;

export const Schema = z.strictObject({
  kind: z
    .literal('inverse')
    .describe('A coin-margined (inverse) perpetual: dollars of a coin, with margin in it.'),
  ...Keys.COMMON,
  asset: Helpers.symbol().describe('Coin of contract and margin.'),
  side: z.enum(['long', 'short']).describe('Side of the position.'),
  notional: UnitText.usd({ above: 0 }).describe('Dollars of the contracts held.'),
  entry: UnitText.price().describe('Price at which it was opened.'),
  price: absent('"entry"', UnitText.price().describe('Mark price now.')),
  wallet: UnitText.positive().describe('Margin, in coins.'),
  maintenance: Keys.ratio('Maintenance rate of the bracket.', 1),
  deduction: absent('0', UnitText.positive().describe('Maintenance amount of the bracket, in coins.')),
  ...Keys.FUNDING,
});
