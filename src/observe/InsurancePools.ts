import { z } from 'zod';
import type { Engine } from '../state/Engine.js';
import type { Column, Producer } from './Producer.js';
import { dollars } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

const Row = z.object({
  venue: z.string(),
  pool: z.string(),
  startUsd: dollars('at the open'),
  minUsd: dollars('least'),
  endUsd: dollars('at the end'),
});

/** Its fields of the summary. */
export const fields = {
  insurance: z.array(Row),
  losses: z.object({
    total: dollars('all losses beyond margin'),
    payers: z
      .record(z.string(), z.number())
      .meta({ description: 'kind of payer to dollars; sums to the total' }),
  }),
};

/** Insurance pools of venues, and who paid for losses beyond margin. Dollars. */
export const producer: Producer = {
  key: 'insurance',
  levels,
  summary: ({ engine }) => ({
    insurance: list(engine),
    losses: { total: engine.tally.losses, payers: { ...engine.tally.payers } },
  }),
};

type Slice = Pick<Engine, 'pools' | 'venues'>;

export function levels({ pools, venues }: Slice): Column[] {
  return pools.map(({ venue, id, equityUsd }) => [`insurance/${venues[venue]!.id}/${id}`, equityUsd]);
}

function list({ pools, venues }: Slice): Summary['insurance'] {
  return pools.map(({ venue, id, startUsd, minUsd, equityUsd }) => {
    return { venue: venues[venue]!.id, pool: id, startUsd, minUsd, endUsd: equityUsd };
  });
}
