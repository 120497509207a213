import { z } from 'zod';
import * as Time from '../units/Time.js';
import type { Producer } from './Producer.js';
import type { Series } from './Series.js';
import { dollars, instant } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

/** Its fields of the summary. */
export const fields = {
  exogenous: z.object({
    byMinute: z.array(z.object({ at: instant('start of the minute'), usd: dollars('net exogenous flow') })),
  }),
};

/** Orders of people who act on news and not on prices. */
export const producer: Producer = {
  key: 'exogenous',
  totals: ({ tally }) => [['exogenousUsd', tally.exogenousUsd]],
  summary: ({ recorder }) => ({ exogenous: { byMinute: byMinute(recorder.series) } }),
};

export function byMinute({ startMs, minutes, columns }: Series): Summary['exogenous']['byMinute'] {
  const usd = columns.exogenousUsd ?? new Float64Array(0);
  const rows: Summary['exogenous']['byMinute'] = [];
  for (let minute = 0; minute < minutes; minute++) {
    if (!(Math.abs(usd[minute]!) > 0)) continue;
    rows.push({ at: Time.iso(startMs, minute * Time.MINUTE), usd: usd[minute]! });
  }
  return rows;
}
