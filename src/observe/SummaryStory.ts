import * as Time from '../units/Time.js';
import * as Milestones from './Milestones.js';
import type { Mine, Own } from './Own.js';
import type { Summary } from './SummarySchema.js';

/** The summary's `milestones`: what happened where, first and last, in the order of the first. */
export function milestones(all: Milestones.Milestones, startMs: number): Summary['milestones'] {
  return Milestones.list(all).map(
    ({ kind, place, firstUs, lastUs, firstId, largestId, rows, usd, what }) => ({
      kind,
      place,
      what,
      firstAt: Time.iso(startMs, firstUs),
      lastAt: Time.iso(startMs, lastUs),
      firstId,
      largestId,
      rows,
      usd,
    }),
  );
}

/** The summary's `accounts`: what became of every account and position that the scenario plants; undefined without any. */
export function accounts(
  own: Own,
  startMs: number,
  equityUsd: (account: number) => number,
): Summary['accounts'] {
  if (own.by.size === 0) return undefined;
  return [...own.by.values()].map((mine) => {
    const { name, kind, venue, about, accounts: people, startUsd, closedUsd, beyondUsd, payers, id } = mine;
    const endUsd = equityUsd(mine.account);
    const [fate, atUs] = fateOf(mine);
    const isPriced = fate === 'liquidated' && mine.market !== '';
    return {
      name,
      kind,
      venue,
      about,
      accounts: people,
      fate,
      at: atUs < 0 ? null : Time.iso(startMs, atUs),
      ...(isPriced && { market: mine.market, price: mine.price }),
      ...(id > 0 && { id }),
      startUsd,
      endUsd,
      closedUsd,
      beyondUsd,
      payers: { ...payers },
    };
  });
}

function fateOf(mine: Mine): [fate: NonNullable<Summary['accounts']>[number]['fate'], atUs: number] {
  if (mine.liquidatedUs >= 0) return ['liquidated', mine.liquidatedUs];
  if (mine.deleveragedUs >= 0) return ['deleveraged', mine.deleveragedUs];
  return mine.calledUs >= 0 ? ['called', mine.calledUs] : ['held', -1];
}
