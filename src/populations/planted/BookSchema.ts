import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const side = (text: string) =>
  Helpers.absent('none', z.array(z.tuple([UnitText.positive(), UnitText.positive()])).describe(text));

/** A book by its size: level by level the same dollars, from the best price outward. */
const Shape = z.strictObject({
  price: UnitText.positive().describe('Middle of the book, in units of the quote asset.'),
  depth: UnitText.usd({ above: 0 }).describe('Dollars of each side within one percent of the middle.'),
  reach: Helpers.absent(
    '5%',
    UnitText.ratio({ max: 0.9 }).describe('Distance from the middle of the last level.'),
  ),
  spread: Helpers.absent(
    '2bp',
    UnitText.ratio({ max: 0.5 }).describe('Distance between the best bid and the best ask.'),
  ),
  levels: Helpers.absent('20', UnitText.count({ min: 1, max: 2000 }).describe('Levels of each side.')),
});

/** Orders that rest in one book at the open: stated level by level, or by a shape. */
const Book = z
  .strictObject({
    market: Reference.ref('market'),
    bids: side('Bids as [price, size], in units.'),
    asks: side('Asks as [price, size], in units.'),
    from: Helpers.absent(
      'the levels or the shape beside it',
      z
        .string()
        .min(1)
        .describe(
          'Snapshot of a captured book, written by "unwind import"; its tick and lot hold on the venue.',
        ),
    ),
    rounding: Helpers.absent(
      '"exact": every price and size has to be a multiple of tick and lot',
      z
        .enum(['exact', 'down'])
        .describe('"down": bids and sizes are rounded down to the grid of the market, asks up.'),
    ),
    shape: Helpers.absent('the levels above', Shape.describe('A book by its size.')),
  })
  .superRefine(({ bids, asks, shape, rounding }, context) => {
    const levels = (bids?.length ?? 0) + (asks?.length ?? 0);
    const refuse = (key: string, found: string, expected: string, remedy: string) =>
      Helpers.refuse(context, [key], found, expected, remedy);
    if (shape !== undefined && levels > 0)
      refuse('shape', '"shape" beside levels', 'one way to state a book', 'remove one of them');
    if (shape !== undefined && rounding !== undefined)
      refuse('rounding', '"rounding" beside "shape"', 'levels that were stated or captured', 'remove it');
    if (shape === undefined && levels === 0)
      refuse(
        'market',
        'a book without orders',
        '"bids", "asks", "shape" or "from"',
        'add bids: [[99.9, 10]]',
      );
    const best = {
      bid: Math.max(0, ...(bids ?? []).map(([price]) => price)),
      ask: Math.min(...(asks ?? []).map(([price]) => price)),
    };
    if (best.bid >= best.ask)
      refuse(
        'bids',
        `a bid at ${best.bid} that meets an ask at ${best.ask}`,
        'bids below asks',
        'lower the bid or raise the ask',
      );
  });

/** Books as they stand at the open: captured or made up. Nobody replaces these orders once they are taken. */
export const Books = Helpers.distinct(z.array(Book), ['market']).describe(
  'Orders that rest in a book at the open: captured level by level, from a snapshot, or by a shape.',
);

export type Spec = z.infer<typeof Book>;
