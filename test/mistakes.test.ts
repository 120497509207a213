import { describe, expect, test } from 'vitest';
import { InputError, type Issue } from '../src/format/InputError.js';
import * as Worlds from './cast/Worlds.js';

/* Inputs that were once accepted, crashed or misled (collected cases, by their names): each is refused with its place. */
const LITE = 'extends: oct-2025-lite\ntitle: Bad\nend: 2025-10-10T20:40:20Z\n';
const SMALL = `preset: primer-world
title: x
about: y
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:05:00Z
`;
const planted = (lists: string) => `${SMALL}planted:\n  only: true\n${lists}`;

function issues(text: string): readonly Issue[] {
  try {
    Worlds.write(text);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

const CASES: readonly (readonly [name: string, text: string, path: string, found: RegExp])[] = [
  [
    '04-dup-list-id',
    `${LITE}news:\n  - { id: one, from: 2025-10-10T20:25:00Z, to: 2025-10-10T20:26:00Z, impulse: -1% }\n  - { id: one, from: 2025-10-10T20:27:00Z, to: 2025-10-10T20:28:00Z, impulse: -2% }\n`,
    'news.one.id',
    /the id "one" a second time/,
  ],
  [
    '33-news-backwards',
    `${LITE}news:\n  - { id: first-post, from: 2025-10-10T20:40:00Z, to: 2025-10-10T20:30:00Z }\n`,
    'news.first-post.to',
    /not after "from"/,
  ],
  [
    '35-news-before-start',
    `${LITE}news:\n  - { id: early, from: 2020-10-10T20:40:00Z, to: 2020-10-10T20:50:00Z, impulse: -3% }\n`,
    'news.early.from',
    /before the run starts/,
  ],
  [
    '40-zero-assets',
    'title: x\nabout: y\nstart: 2025-01-01T00:00:00Z\nend: 2025-01-01T00:01:00Z\ntables: { preset: leverage-tiers }\nassets: []\nvenues: []\n',
    'assets',
    /no asset/,
  ],
  ['43-price-zero', `${SMALL}assets:\n  - { id: BTC, price: 0 USD }\n`, 'assets.BTC.price', /"0 USD"/],
  [
    '44-size-1e308',
    planted(
      '  positions:\n    - { id: p, market: "a:BTC/USDT:perp", side: long, size: 1e308, margin: 10_000 USD }\n',
    ),
    'planted.positions.p.size',
    /1e\+?308/,
  ],
  [
    '51-acct-1e15',
    planted('  accounts:\n    - { id: p, venue: a, holdings: { BTC: 1e15 } }\n'),
    'planted.accounts.p.holdings.BTC',
    /more than can be counted/,
  ],
  [
    '58-spot-position',
    planted(
      '  positions:\n    - { id: p, market: "a:BTC/USDT:spot", side: long, size: 1, margin: 1000 USD }\n',
    ),
    'planted.positions.p.market',
    /"kind" is spot/,
  ],
  [
    '67b-shares-150',
    `${LITE}venues:\n  - { id: a, shares: { openInterest: 70%, volume: 70%, perpsOfVolume: 75% } }\n`,
    'venues',
    /openInterest.*13/,
  ],
  [
    '69-unknown-venue-in-map',
    `${LITE}populations:\n  makers: { equity: { nosuch: 1bn USD } }\n`,
    'populations.makers.equity.nosuch',
    /"nosuch"/,
  ],
  [
    '88-thresholds-inverted',
    `${LITE}venues:\n  - { id: a, thresholds: { marginCall: 1, reduceOnly: 2, liquidation: 3, bankrupt: 4, target: 0.5 } }\n`,
    'venues.a.thresholds.bankrupt',
    /^4/,
  ],
  [
    '91-backing-229-percent',
    'extends: oct-2025-lite\ntitle: x\nissuers:\n  - { id: ethena, stables: { USDC: 90%, USDT: 90% } }\n',
    'issuers.ethena.stables',
    /backing of 229/,
  ],
  [
    '93-loop-leverage-1000x',
    'extends: oct-2025-lite\ntitle: x\npopulations:\n  loopers: { leverage: 1000..2000 }\n',
    'populations.loopers.leverage',
    /1000/,
  ],
  ['94-end-9999', 'extends: oct-2025-lite\ntitle: x\nend: 9999-12-31T23:59:59Z\n', 'end', /days/],
];

describe('collected mistakes', () => {
  test.each(CASES)('%s', (_, text, path, found) => {
    const all = issues(text);
    const issue = all.find((one) => one.path === path);
    expect(all.map((one) => one.path)).toContain(path);
    expect(issue!.found).toMatch(found);
    expect(issue!.line).toBeGreaterThan(0);
    expect(issue!.expected.length).toBeGreaterThan(3);
    expect(issue!.remedy.length).toBeGreaterThan(3);
  });

  test('references of a small exchange to what is not there are all named', () => {
    const text = `${SMALL}populations:\n  makers: { preset: primer-maker, equity: { large: 1M USD } }\n  staking: { dailyVolume: { WBETH: 1M USD }, cash: 1M USD, edge: 1%, clip: 1k USD, every: 4s, latency: 1ms }\n`;
    const paths = issues(text).map((one) => one.path);
    expect(paths).toEqual(['populations.makers.equity.large', 'populations.staking.dailyVolume.WBETH']);
  });
});
