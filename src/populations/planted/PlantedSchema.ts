import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const side = z.enum(['buy', 'sell']);
const market = () => Reference.ref('market');

/** Hand-made orders, positions and trades of small worlds: primers and planted tests. Markets as "venue:BASE/QUOTE:kind". */
export const Schema = z.strictObject({
  /** Resting orders, placed before the first price: `price` in quote units, `size` in units of the base asset. */
  orders: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      market: market(),
      side,
      price: UnitText.positive(),
      size: UnitText.positive(),
      /** A planted margin account that places it; an outsider where none is stated. */
      account: Helpers.id().optional(),
      reduceOnly: z.boolean().optional(),
    }),
  ).optional(),
  /** Isolated positions, opened at "entry" or at the opening price; a row stands for `weight` accounts (1 unless stated). */
  positions: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      market: market(),
      side: z.enum(['long', 'short']),
      size: UnitText.positive(),
      /** Price at which it was opened; what it has gained or lost since is its own. */
      entry: UnitText.positive().optional(),
      margin: UnitText.usd(),
      weight: UnitText.count({ min: 1 }).optional(),
    }),
  ).optional(),
  /** Margin accounts: units held and owed by asset, signed units of perps by "BASE/QUOTE" and their entry prices. */
  accounts: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Reference.ref('venue'),
      weight: UnitText.count({ min: 1 }).optional(),
      holdings: Reference.mapOf(Reference.ref('asset'), UnitText.positive()).optional(),
      debts: Reference.mapOf(Reference.ref('asset'), UnitText.positive()).optional(),
      positions: z.record(z.string(), z.number()).optional(),
      entries: z.record(z.string(), UnitText.positive()).optional(),
    }),
  ).optional(),
  /** Market orders of outsiders, or limit orders for immediate execution where `limit` is given. */
  trades: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      at: UnitText.instant(),
      market: market(),
      side,
      size: UnitText.positive(),
      limit: UnitText.positive().optional(),
    }),
  ).optional(),
  /** Sales of an asset (units of it) into a pool by outsiders of the chain, at whatever comes out. */
  swaps: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      at: UnitText.instant(),
      pool: Reference.ref('pool'),
      sell: Reference.ref('asset'),
      buy: Reference.ref('asset'),
      size: UnitText.positive(),
    }),
  ).optional(),
  /** True: the outside world takes the other side of open positions; absent: positions need a crowd in their market. */
  only: z.boolean().optional(),
});

export type Spec = z.infer<typeof Schema>;
