import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Unwind from '../index.js';
import * as JournalKinds from '../messages/Journal.js';
import * as Forced from './Forced.js';
import * as StudyNumbers from './StudyNumbers.js';

test('numbers have the names of their paths, rows the name of what they are about, and times are left out', () => {
  const summary = {
    scenario: 's',
    seed: 7,
    version: 'v',
    digest: 'd',
    events: 3,
    wallMs: 9,
    peakRssBytes: 9,
    conserved: true,
    markets: [
      { venue: 'a', symbol: 'BTC/USDT', kind: 'spot', low: 5, lowAt: '2025-10-10T21:00:00Z' },
      { venue: 'a', symbol: 'BTC/USDT', kind: 'perp', low: 4 },
    ],
    liquidations: { byVenue: { a: { accounts: 2 } }, byMinute: [{ at: 'x', usd: 1 }], firstAt: null },
    odd: [{ size: 1 }, { size: 2 }],
  };
  expect(StudyNumbers.list(summary, { fall: 0.5, gap: null })).toEqual([
    ['fall', 0.5],
    ['events', 3],
    ['markets.a.spot.BTC/USDT.low', 5],
    ['markets.a.perp.BTC/USDT.low', 4],
    ['liquidations.byVenue.a.accounts', 2],
    ['odd.size', 1],
    ['odd.2.size', 2],
  ]);
});

test.each(['adl-queue', 'lending-liquidation', 'usde-redemption', 'pt-loop'])(
  '%s: every number has a name of its own, and the forced events are those of the journal',
  (name) => {
    const loaded = Unwind.load(Worlds.library(), name, { sets: [], withs: [] });
    const world = Unwind.build(loaded, 1);
    Unwind.advance(world, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    const summary = Unwind.summary(world, { wallMs: 1, peakRssBytes: 1, interrupted: false });
    const names = StudyNumbers.list(summary, Unwind.headlines(world, summary)).map(([key]) => key);
    expect(names.filter((key, i) => names.indexOf(key) !== i)).toEqual([]);
    expect(names.length).toBeGreaterThan(20);
    const lines = Unwind.drainJournal(world);
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: JournalKinds.Kind }).kind);
    const rows = Forced.rows(lines, 0);
    const forced = kinds.filter((kind) => JournalKinds.entry(kind).channel !== undefined);
    expect(rows.length).toBeGreaterThanOrEqual(forced.length);
    expect(rows.every((row) => row.length === Object.keys(Forced.TYPES).length)).toBe(true);
  },
);

test('what the journal books as a loss or as forced is kept, and each kept kind exists', () => {
  const line = (kind: string) => JSON.stringify({ id: 1, cause: 0, atUs: 5, kind });
  const kept = (kind: string) => Forced.rows([line(kind)], 0).length === 1;
  for (const kind of JournalKinds.NAMES) {
    const { role, channel } = JournalKinds.entry(kind);
    const must = channel !== undefined || ['call', 'breach', 'forced', 'takeover'].includes(role ?? '');
    if (must) expect([kind, kept(kind)]).toEqual([kind, true]);
  }
  expect(kept('mark-move')).toBe(false);
  expect(kept('transfer')).toBe(false);
});
