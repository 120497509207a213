import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const { positive, usd, count } = UnitText;
const side = () => z.enum(['buy', 'sell']).describe('Whether it buys or sells the base asset.');
const size = () => positive().describe('Units of the base asset.');
const market = () => Reference.ref('market');
const perp = () => Reference.ref('market', { where: { kind: ['perp'] } });
const weight = () =>
  Helpers.absent('1', count({ min: 1, max: 1e9 }).describe('How many accounts it stands for.'));
const units = (text: string) =>
  Helpers.absent('none', Reference.mapOf(Reference.ref('asset'), positive()).describe(text));

const Order = z.strictObject({
  id: Helpers.id(),
  market: market(),
  side: side(),
  price: positive().describe('Price in units of the quote asset.'),
  size: size(),
  account: Helpers.absent('an outsider', Helpers.id().describe('Planted margin account that places it.')),
  reduceOnly: Helpers.absent('false', z.boolean().describe('Whether it can only reduce a position.')),
});

const Position = z.strictObject({
  id: Helpers.id(),
  market: perp(),
  side: z.enum(['long', 'short']).describe('Side of the position.'),
  size: size(),
  entry: Helpers.absent(
    'the opening price',
    positive().describe('Price at which it was opened; what it has gained or lost since is its own.'),
  ),
  margin: usd({ above: 0 }).describe('Isolated margin of one account.'),
  weight: weight(),
});

const Account = z.strictObject({
  id: Helpers.id(),
  venue: Reference.ref('venue'),
  weight: weight(),
  holdings: units('Units held, by asset.'),
  debts: units('Units owed, by asset.'),
  positions: Helpers.absent(
    'none',
    z
      .record(z.string(), UnitText.number())
      .describe('Units of perps of its venue by "BASE/QUOTE"; negative for a short.'),
  ),
  entries: Helpers.absent(
    'the opening prices',
    z.record(z.string(), positive()).describe('Prices at which the positions were opened, by "BASE/QUOTE".'),
  ),
});

const Trade = z.strictObject({
  id: Helpers.id(),
  at: Helpers.appointment().describe('When.'),
  market: market(),
  side: side(),
  size: size(),
  limit: Helpers.absent(
    'a market order',
    positive().describe('Limit price in units of the quote asset; what is not filled at once expires.'),
  ),
});

const Swap = z.strictObject({
  id: Helpers.id(),
  at: Helpers.appointment().describe('When.'),
  pool: Reference.ref('pool'),
  sell: Reference.ref('asset'),
  buy: Reference.ref('asset'),
  size: positive().describe('Units of the asset that is sold, at whatever comes out.'),
});

/** Hand-made orders, positions and trades of small worlds: primers and planted tests. Markets as "venue:BASE/QUOTE:kind". */
export const Schema = z
  .strictObject({
    orders: Helpers.absent(
      'none',
      Helpers.listById(Order).describe('Resting orders, placed before the first price.'),
    ),
    positions: Helpers.absent(
      'none',
      Helpers.listById(Position).describe('Isolated positions, opened at the opening price.'),
    ),
    accounts: Helpers.absent('none', Helpers.listById(Account).describe('Margin accounts.')),
    trades: Helpers.absent('none', Helpers.listById(Trade).describe('Orders of outsiders.')),
    swaps: Helpers.absent('none', Helpers.listById(Swap).describe('Sales of outsiders into pools.')),
    only: Helpers.absent(
      'positions need a crowd in their market',
      z.boolean().describe('Whether the outside world takes the other side of open positions.'),
    ),
  })
  .describe('Hand-made orders, positions, accounts and trades.');

export type Spec = z.infer<typeof Schema>;
