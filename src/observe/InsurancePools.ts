import type { Engine } from '../state/Engine.js';
import type { Column, Producer } from './Producer.js';
import type { Summary } from './SummarySchema.js';

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
