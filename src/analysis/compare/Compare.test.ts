import { describe, expect, test } from 'vitest';
import * as Cascade from '../../observe/Cascade.js';
import type { Summary } from '../Summary.js';
import * as Channels from './Channels.js';
import * as Compare from './Compare.js';
import * as CrashPhases from './CrashPhases.js';
import * as Facts from './Facts.js';
import * as Kinds from './Kinds.js';
import * as Stages from './Stages.js';
import * as Tracks from './Tracks.js';

const HEAD = 'at,venue,symbol,kind,close,low,high,vwap,volumeUsd,bidDepthUsd';
const MINUTE = 60e6;
const MINUTES = 300;

/** 100, from minute 100 on one less a minute down to 40 at 159, from 180 one more a minute, 75 from 214 on. */
function luna(minute: number): number {
  if (minute < 180) return Math.max(40, Math.min(100, 199 - minute));
  return Math.min(75, minute - 139);
}

/** Par, 0.97 from minute 120, 0.90 from 140, 0.985 from 200. */
function ust(minute: number): number {
  return minute < 120 ? 1 : minute < 140 ? 0.97 : minute < 200 ? 0.9 : 0.985;
}

/** 1000, for four minutes 400, and 400 for good from minute 110. */
function depth(minute: number): number {
  return (minute >= 50 && minute < 54) || minute >= 110 ? 400 : 1000;
}

function lines(minutes: number): string[] {
  const all = [HEAD];
  for (let minute = 0; minute < minutes; minute++) {
    const at = `2022-05-07T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`;
    const [junior, stable] = [luna(minute), ust(minute)];
    all.push(`${at},x,LUNA/USDT,spot,${junior},${junior},${junior},${minute % 2 ? junior : ''},10,1000`);
    all.push(`${at},x,UST/USDT,spot,${stable},${stable},${stable},${stable},10,${depth(minute)}`);
  }
  return all;
}

const market = {
  venue: 'x',
  kind: 'spot' as const,
  highAt: '2022-05-07T00:00:00Z',
  lowAt: '2022-05-07T02:39:00Z',
  depth1pctMinAt: '2022-05-07T00:00:00Z',
  volumeUsd: 1e6,
};

const summary = {
  scenario: 'hand',
  seed: 1,
  version: '1',
  digest: '0123456789abcdef',
  ...{ interventions: [], changes: [], interrupted: false, conserved: true },
  assets: ['USDT dollar', 'ETH major', 'UST synthetic', 'LUNA alt', 'THIN alt'].map((text) => {
    const [id, kind] = text.split(' ');
    return { id, class: kind, openUsd: 1 };
  }),
  markets: [
    { ...market, symbol: 'UST/USDT', open: 1, low: 0.9, maxDrawdown: 0.1, volumeUsd: 1e9 },
    { ...market, symbol: 'LUNA/USDT', open: 100, low: 40, maxDrawdown: 0.6 },
    { ...market, symbol: 'THIN/USDT', open: 10, low: 0.1, maxDrawdown: 0.99, volumeUsd: 1000 },
  ],
  insurance: [{ venue: 'x', pool: 'all', startUsd: 1000, minUsd: 900, endUsd: 900 }],
  makers: { leverageOpen: 1, leverageBeforeFirstLiquidation: 1, withdrawnDepthByReason: { risk: 5 } },
  exogenous: { byMinute: [{ at: '2022-05-07T01:40:00Z', usd: -7 }] },
  losses: { total: 150, payers: { insurance: 100, adl: 50 } },
  issuers: [{ asset: 'UST', supplyStart: 10_000, supplyEnd: 9800, redeemed: 200, minBackingRatio: 0 }],
} as unknown as Summary;

const place = { venue: 'x', market: 'LUNA/USDT' };
const at = (minute: number) => ({ atUs: minute * MINUTE, ...place });

/** Two liquidations, the second pushed to 60 % by the first; a loss that insurance pays, one that it does not. */
const journal: Kinds.Row[] = [
  { id: 1, cause: 0, kind: 'mark-move', mark: 80, remainder: 1, aggressors: [], ...at(105) },
  { id: 2, cause: 1, kind: 'liquidation', side: 'long', usd: 1000, ...at(105) },
  {
    id: 3,
    cause: 2,
    kind: 'mark-move',
    mark: 50,
    remainder: 0.4,
    aggressors: [{ origin: 2, kind: 'journaled', share: 0.6 }],
    ...at(106),
  },
  { id: 4, cause: 3, kind: 'liquidation', side: 'long', usd: 3000, ...at(106) },
  { id: 5, cause: 4, kind: 'takeover', usd: 100, lossAtoms: 100, insurance: 100, ...at(107) },
  { id: 6, cause: 4, kind: 'takeover', usd: 50, lossAtoms: 50, adl: 50, ...at(108) },
  { id: 7, cause: 6, kind: 'adl', usd: 500, ...at(108) },
  { id: 8, cause: 0, kind: 'redemption', usd: 200, ...at(130) },
  { id: 9, cause: 0, kind: 'terra-swap', burned: '1400 UST', spread: 0.5, atUs: 131 * MINUTE },
];

function gather(rows: readonly Kinds.Row[] = journal, minutes = MINUTES, changes: Partial<Summary> = {}) {
  const tracks = Tracks.read(lines(minutes))!;
  return Facts.gather({ label: 'hand-1', summary: { ...summary, ...changes }, tracks, rows }, Cascade);
}

const facts = gather();
const phases = CrashPhases.find(facts);
const minuteOf = (found: readonly CrashPhases.Phase[], key: CrashPhases.Key) => {
  const atUs = CrashPhases.at(found, key);
  return atUs === null ? null : atUs / MINUTE;
};

test.each([
  ['depeg', 120, 'UST/USDT on x'],
  ['fall', 104, 'LUNA/USDT spot on x'],
  ['confidence', 110, 'makers leave UST/USDT on x'],
  ['forced', 105, ''],
  // 4500 forced up to minute 108, of them 0.6 * 3000 + 0.6 * 500 = 2100 pushed by force; 1800 of 4000 before.
  ['loop', 108, 'loop gain 0.47 over 10 min'],
  ['exhausted', 108, 'losses pass insurance'],
  ['bottom', 159, '60.0% below its high'],
  // 40 + half of 60 is first reached at minute 209.
  ['recovery', 209, ''],
  ['peg', 200, ''],
] as const)('%s at minute %d', (key, minute, note) => {
  expect(minuteOf(phases, key)).toBe(minute);
  expect(phases.find((phase) => phase.key === key)!.note).toBe(note);
});

test('holders who leave early lose confidence before makers do, and only from one percent of supply on', () => {
  const leave = (usd: number): Kinds.Row[] => [{ id: 1, cause: 0, kind: 'redemption', usd, ...at(20) }];
  expect(minuteOf(CrashPhases.find(gather(leave(100))), 'confidence')).toBe(20);
  expect(minuteOf(CrashPhases.find(gather(leave(99))), 'confidence')).toBe(110);
});

test('a phase that a run does not have is none', () => {
  const calm = gather([], 100);
  // The summary says that the market fell; its first 100 minutes do not, and a single print is no fall.
  expect(CrashPhases.find(calm).map(({ atUs }) => atUs)).toEqual(new Array(9).fill(null));
  const short = CrashPhases.find(gather(journal, 209 + 29));
  expect(minuteOf(short, 'recovery')).toBeNull();
  expect(minuteOf(CrashPhases.find(gather(journal, 209 + 30)), 'recovery')).toBe(209);
});

test('a run shorter than a minute dates falls at their lows', () => {
  const tracks = Tracks.read([HEAD])!;
  const brief = Facts.gather({ label: 'x', summary, tracks, rows: journal.slice(0, 2) }, Cascade);
  expect(brief.startMs).toBe(1_651_881_600_000);
  const found = CrashPhases.find(brief);
  expect([minuteOf(found, 'fall'), minuteOf(found, 'bottom'), minuteOf(found, 'recovery')]).toEqual([
    159,
    159,
    null,
  ]);
});

describe('stages', () => {
  test('before, stress, cascade and after follow each other, with the loop gain of each', () => {
    const stages = Stages.split(facts, phases);
    expect(stages.map(({ fromUs, toUs }) => [fromUs / MINUTE, toUs / MINUTE])).toEqual([
      [0, 104],
      [104, 105],
      [105, 160],
      [160, 300],
    ]);
    expect(stages[0]).toMatchObject({ forcedUsd: 0, loopGain: null, amplification: null });
    expect(stages[2]).toMatchObject({ forcedUsd: 4500, generation: 2 });
    expect(stages[2]!.loopGain).toBeCloseTo(2100 / 4500, 12);
    expect(stages[2]!.amplification).toBeCloseTo(1.875, 12);
  });

  test('without any phase the whole run is before stress', () => {
    const calm = gather([], 50, { markets: [] });
    const stages = Stages.split(calm, CrashPhases.find(calm));
    expect(stages.map(({ fromUs, toUs }) => toUs > fromUs)).toEqual([true, false, false, false]);
  });
});

describe('channels', () => {
  test('what each carried, no loss twice', () => {
    const list = Channels.list(facts);
    const by = Object.fromEntries(list.map(({ title, usd, lossUsd }) => [title, [usd, lossUsd]]));
    // 1000 * (100 / 80 - 1) + 3000 * (100 / 50 - 1) = 3250, of which 150 went beyond collateral.
    expect(by['perp liquidations']).toEqual([4000, 3100]);
    expect(by['collateral sales']).toEqual([0, 0]);
    expect(by.ADL).toEqual([500, 50]);
    expect(by.redemption).toEqual([200, 0]);
    expect(by['mint-and-burn dilution']).toEqual([700, 700]);
    expect(by['bad debt']).toEqual([100, 100]);
    expect(list.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(list[0]!.share).toBeCloseTo(3100 / 3950, 12);
  });

  test('a short loses by a rise; an account’s orders replace what was announced, split by what they sold', () => {
    const rows: Kinds.Row[] = [
      { id: 1, cause: 0, kind: 'mark-move', mark: 125, remainder: 1, aggressors: [], ...at(1) },
      { id: 2, cause: 1, kind: 'liquidation', side: 'short', usd: 500, ...at(1) },
      { id: 3, cause: 0, kind: 'mark-move', mark: 80, remainder: 1, aggressors: [], ...at(2) },
      { id: 4, cause: 3, kind: 'liquidation', usd: 900, ...at(2) },
      {
        id: 5,
        cause: 4,
        kind: 'liquidation-order',
        usd: 400,
        positionsUsd: 300,
        collateralUsd: 100,
        ...at(2),
      },
      { id: 6, cause: 0, kind: 'margin-call-sale', usd: 60, ...at(139) },
      { id: 7, cause: 0, kind: 'margin-call-sale', usd: 8, atUs: 0, venue: 'y', market: 'NONE/USDT' },
      { id: 8, cause: 0, kind: 'redemption', usd: 10, paid: 6, ...at(140) },
    ];
    const found = gather(rows, MINUTES, { losses: { total: 0, payers: {} } });
    const list = Channels.list(found);
    // 500 * (1 - 100 / 125) + 300 * (100 / 80 - 1); 100 * (100 / 80 - 1) + 60 * (100 / 60 - 1), at 60 in minute 139.
    expect(list.slice(0, 2).map(({ usd, lossUsd }) => [usd, lossUsd])).toEqual([
      [800, expect.closeTo(175, 9)],
      [168, expect.closeTo(65, 9)],
    ]);
    expect(list[Kinds.REDEMPTION]!.lossUsd).toBe(4);
    expect(found.flows.unpricedUsd).toBe(8);
  });
});

test('a loan: seized collateral lost its fall and the penalty, less what became bad debt', () => {
  const loan = { collateral: 'LUNA', seizedUsd: 300, repaidUsd: 280 };
  const rows: Kinds.Row[] = [
    { id: 1, cause: 0, kind: 'mark-move', mark: 80, remainder: 1, aggressors: [], ...at(2) },
    { id: 2, cause: 1, kind: 'lending-breach', atUs: 2 * MINUTE },
    { id: 3, cause: 2, kind: 'lending-liquidation', atUs: 3 * MINUTE, ...loan },
    { id: 4, cause: 0, kind: 'lending-liquidation', atUs: 139 * MINUTE, ...loan },
    { id: 5, cause: 4, kind: 'bad-debt', usd: 45, atUs: 139 * MINUTE },
  ];
  const list = Channels.list(gather(rows, MINUTES, { losses: { total: 45, payers: { deficit: 45 } } }));
  // 300 * (100 / 80 - 1) + 20 by the breach's mark, 300 * (100 / 60 - 1) + 20 by the minute's price, less 45.
  expect(list[Kinds.COLLATERAL]).toMatchObject({
    usd: 600,
    lossUsd: expect.closeTo(75 + 20 + 200 + 20 - 45, 9),
  });
  expect(list[Kinds.BAD_DEBT]).toMatchObject({ usd: 45, lossUsd: 45 });
});

describe('tables and page', () => {
  const calm = Facts.gather(
    {
      label: 'calm <1>',
      summary: { ...summary, losses: { total: 0, payers: {} }, insurance: [], issuers: [] } as Summary,
      tracks: Tracks.read([HEAD])!,
      rows: [],
    },
    Cascade,
  );
  const { sheets, html } = Compare.compose([facts, calm]);
  const cells = (title: string, name: string) =>
    sheets
      .find((sheet) => sheet.title === title)!
      .rows.find((row) => row[0] === name)!
      .slice(1, 3);

  test('cells are what was computed by hand', () => {
    expect(cells('Phases', 'first fall')[0]).toContain('(+1 h 44 min); LUNA/USDT spot on x');
    expect(cells('Phases', 'peak loop gain')[0]).toBe(
      '7 May 01:48 (+1 h 48 min); loop gain 0.47 over 10 min',
    );
    expect(cells('Phases', 'peak loop gain')[1]).toBe('not observed, the run ends');
    expect(cells('Speed', 'first stress to bottom')).toEqual(['55 min', '0 s']);
    expect(cells('Speed', 'forced selling to exhausted defense')).toEqual([
      '3 min',
      'not observed, the run ends',
    ]);
    expect(cells('Loop gain by stage', 'cascade')[0]).toBe(
      '55 min; $4.5k forced; gain 0.47, 1.88×; to generation 2',
    );
    expect(cells('Amplification', 'generation 2')).toEqual(['$3.5k, gain 3.50', 'none']);
    expect(cells('Losses by channel', 'perp liquidations')).toEqual(['78.5%; $3.1k lost of $4k', 'none']);
    expect(cells('Who paid', 'insurance funds')).toEqual(['66.7%; $100', 'none']);
    expect(cells('Brakes', 'insurance')[0]).toBe('once, $100, first +1 h 47 min (cascade)');
    const last = (title: string, name: string) =>
      sheets
        .find((one) => one.title === title)!
        .rows.find((row) => row[0] === name)!
        .at(-1);
    expect(last('Speed', 'first stress to bottom')).toBe('−55 min');
    expect(last('Who paid', 'insurance funds')).toBe('−$100');
    expect(cells('Brakes', 'insurance drawn at the worst')).toEqual(['$100, 10% of all pools', 'none']);
  });

  test('one page that fetches nothing, without leaked numbers, with words for every picture', () => {
    expect(html.startsWith('<!doctype html>')).toBe(true);
    expect(/https?:|src=|@import|url\(|<link/.exec(html)).toBeNull();
    expect(html.replace(/<script>.*<\/script>/s, '')).not.toMatch(/NaN|undefined|Infinity/);
    expect(html).not.toContain('calm <1>');
    const count = (pattern: RegExp) => [...html.matchAll(pattern)].length;
    expect(count(/<svg /g)).toBeGreaterThanOrEqual(3);
    expect(count(/<svg role="img" aria-label="[^"]{40,}"/g)).toBe(count(/<svg /g));
    expect(html).toContain('shorter than a minute: there is no series');
    for (const sheet of sheets) expect(html).toContain(`<h2>${sheet.title}</h2>`);
  });
});

test('runs of one name get distinct labels', () => {
  expect(Facts.distinct(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a (2)', 'a (3)']);
});
