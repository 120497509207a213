import { z } from 'zod';
import * as Bits from '../base/Bits.js';
import type { Engine } from '../state/Engine.js';
import type { Producer } from './Producer.js';
import type { Recorder } from './Recorder.js';
import { byVenue, dollars } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

const Interest = { startUsd: dollars('at the open'), endUsd: dollars('at the end') };

/** Its fields of the summary. */
export const fields = {
  openInterest: z.object({ ...Interest, byVenue: byVenue(z.object(Interest)) }),
};

/** Open interest of venues with perps. Dollars. */
export const producer: Producer = {
  key: 'openInterest',
  levels: (engine) =>
    engine.venues
      .filter(({ perps }) => perps.length > 0)
      .map(({ id, index }) => [`openInterestUsd/${id}`, openInterestUsd(engine, index)]),
  summary: ({ engine, recorder }) => ({ openInterest: summary(engine, recorder) }),
};

function summary(
  engine: Engine,
  { openInterestStart }: Pick<Recorder, 'openInterestStart'>,
): Summary['openInterest'] {
  const byVenue: Summary['openInterest']['byVenue'] = {};
  for (const { id, index, perps } of engine.venues) {
    if (perps.length === 0) continue;
    byVenue[id] = { startUsd: openInterestStart[index]!, endUsd: openInterestUsd(engine, index) };
  }
  const all = Object.values(byVenue);
  return {
    startUsd: all.reduce((sum, one) => sum + one.startUsd, 0),
    endUsd: all.reduce((sum, one) => sum + one.endUsd, 0),
    byVenue,
  };
}

/** Dollars of longs in all perps of a venue, at mark. */
export function openInterestUsd(engine: Engine, venue: number): number {
  const { perps } = engine.venues[venue]!;
  const longs = longLots(engine, venue, perps.length);
  let usd = 0;
  for (let local = 0; local < perps.length; local++) {
    const market = engine.markets[perps[local]!]!;
    const crowd = engine.crowds[market.crowd];
    const lots = longs[local]! + (crowd?.longLots ?? 0);
    usd += lots * market.lot * market.mark!.mark;
  }
  return usd;
}

/** Lots that margin accounts of a venue are long in each of its perps. */
function longLots(engine: Engine, venue: number, perps: number): Float64Array {
  const { accounts } = engine;
  const longs = new Float64Array(perps);
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.venue[account] !== venue) continue;
    const from = account * accounts.width;
    const { open, openWords } = accounts;
    const opens = account * openWords;
    for (
      let local = Bits.next(open, opens, openWords, -1);
      local >= 0;
      local = Bits.next(open, opens, openWords, local)
    ) {
      const lots = accounts.lots[from + local]!;
      if (lots > 0) longs[local] = longs[local]! + lots;
    }
  }
  return longs;
}
