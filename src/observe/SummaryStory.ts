import { z } from 'zod';
import * as Time from '../units/Time.js';
import * as Milestones from './Milestones.js';
import type { Mine, Own } from './Own.js';
import { dollars, instant, whole } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

/** What happened at one place, first and last; see schema/journal.schema.json for the kinds. */
const Milestone = z.object({
  kind: z.string().meta({ description: 'kind of the journal' }),
  place: z.string().meta({ description: 'venue, protocol, issuer, chain or headline' }),
  what: z.string().meta({ description: 'first stated reason or asset' }),
  firstAt: instant('first'),
  lastAt: instant('last'),
  firstId: whole('journal id of the first row'),
  largestId: whole('journal id of the row with the most dollars'),
  rows: whole('rows of the journal'),
  usd: dollars('all of them'),
});

/** What became of one account or position that the scenario plants by hand. */
const Account = z.object({
  name: z.string(),
  kind: z.enum(['account', 'position', 'loan']),
  venue: z.string().meta({ description: 'venue, or lending protocol' }),
  about: z.string().meta({ description: 'what it holds at the open' }),
  accounts: whole('identical accounts that it stands for'),
  fate: z.enum(['held', 'called', 'deleveraged', 'liquidated']),
  at: instant('when').nullable(),
  market: z.string().optional().meta({ description: 'whose mark triggered it' }),
  price: dollars('that mark').optional(),
  id: whole('journal id to trace from').optional(),
  startUsd: dollars('equity at the open'),
  endUsd: dollars('equity at the end'),
  closedUsd: dollars('closed by force'),
  beyondUsd: dollars('lost beyond its own collateral'),
  payers: z.record(z.string(), z.number()).meta({ description: 'who bore that, dollars' }),
});

/** Its fields of the summary. */
export const fields = { milestones: z.array(Milestone), accounts: z.array(Account).optional() };

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
