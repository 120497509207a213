import { z } from 'zod';
import type { Producer } from './Producer.js';
import { dollars, instant, ratio } from './SummaryFields.js';

const Step = z.object({
  move: ratio('move of the price at the end of this step of one percent, negative for a fall'),
  positionsUsd: dollars('isolated positions, at their own marks'),
  accountsUsd: dollars('collateral and positions of margin accounts, when all prices move together'),
  loansUsd: dollars('collateral of loans, debt in a rise, when all prices move together'),
});

const PriceMap = z.object({
  asset: z.string().meta({ description: 'the eight with most, and `others` together' }),
  priceUsd: dollars('price of one then').optional(),
  steps: z.array(Step),
});

const Waiting = z.object({
  at: instant('last probe before the first news, or the first of a run without'),
  assets: z.array(PriceMap).meta({ description: 'a coin meant to be worth a dollar moves alone' }),
});

/** What is liquidated at which price before the shock, if nothing but the price changes. */
export type Waiting = z.infer<typeof Waiting>;

/** Its fields of the summary. */
export const fields = { waiting: Waiting.optional() };

/** What waits before the shock; it was read once (run/Waiting), the recorder keeps it. */
export const producer: Producer = {
  key: 'waiting',
  summary: ({ recorder: { waiting } }) => (waiting === undefined ? {} : { waiting }),
};
