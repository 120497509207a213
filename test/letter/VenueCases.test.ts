import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/format/InputError.js';
import * as Advance from '../../src/run/Advance.js';
import type { World } from '../../src/run/World.js';
import type { Market } from '../../src/state/Engine.js';
import * as Worlds from '../cast/Worlds.js';

/*
 * Public reports about the rules of venues, each with the value that its formula gives. Letters are those of the list of
 * cases. Worlds are small and planted: what happens is the venue's doing alone.
 */
const S = 1e6;
const CENT = 1e4;

function market(world: World, key: string): Market {
  const [venue, symbol, kind] = key.split(':');
  const { markets, venues } = world.engine;
  return markets.find(
    (m) => venues[m.venue]!.id === venue && m.symbol === symbol && m.perp === (kind === 'perp'),
  )!;
}

function until(world: World, seconds: number): Worlds.Row[] {
  Advance.advance(world, seconds * S, 1e6);
  return Worlds.rows(world);
}

const forced = (rows: readonly Worlds.Row[]) => rows.filter((row) => row.kind === 'liquidation');

function refusals(text: string): { path: string; found: string; remedy: string }[] {
  try {
    Worlds.write(text);
  } catch (error) {
    if (error instanceof InputError)
      return error.issues.map(({ path, found, remedy }) => ({ path, found, remedy }));
    throw error;
  }
  return [];
}

const HEAD = (name: string, start: string, end: string) => `
title: ${name}
about: A case.
preset: primer-world
start: 2025-01-01T${start}Z
end: 2025-01-01T${end}Z
`;

describe('G: a venue of the index goes silent', () => {
  const text = (rule = '') => `${HEAD('G', '00:00:00', '00:20:00')}
venues:
  - { id: a, indexWeights: { a: 1, b: 1 }${rule} }
  - { id: b, preset: primer-exchange, indexWeights: { a: 1, b: 1 } }
planted:
  only: true
  positions:
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 3_000 USD }
  orders:
    - { id: s1, market: "a:BTC/USDT:spot", side: buy, price: 96_000, size: 50 }
    - { id: s2, market: "a:BTC/USDT:spot", side: sell, price: 96_010, size: 50 }
  trades:
    - { id: t1, at: 2025-01-01T00:00:05Z, market: "a:BTC/USDT:spot", side: sell, size: 1 }
`;

  test('it leaves the index after 10 s, and the long is liquidated', () => {
    const world = Worlds.write(text());
    const perp = market(world, 'a:BTC/USDT:perp');
    expect(forced(until(world, 9.5))).toEqual([]);
    expect(perp.mark!.index).toBe(98_000);
    expect(forced(until(world, 11.5))).toHaveLength(1);
    expect(perp.mark!.index).toBe(96_000);
    expect(world.engine.feed.assetUsd[perp.base]).toBe(96_000);
    until(world, 1200);
    // A book with a bid and an ask is a price, however long nothing trades.
    expect(perp.mark!.index).toBe(96_000);
  });

  test('the age at which it leaves is the venue’s (3 min on Deribit)', () => {
    const world = Worlds.write(text(', index: { stale: 3min }'));
    const perp = market(world, 'a:BTC/USDT:perp');
    until(world, 179.5);
    expect(perp.mark!.index).toBe(98_000);
    until(world, 181.5);
    expect(perp.mark!.index).toBe(96_000);
  });
});

describe('I: three sources, one of them 10 % above', () => {
  const text = (rule: string) => `${HEAD('I', '00:00:00', '00:00:10')}
venues:
  - { id: a, indexWeights: { a: 1, b: 1, c: 1 }, index: { rule: ${rule} } }
  - { id: b, preset: primer-exchange, indexWeights: { a: 1 } }
  - { id: c, preset: primer-exchange, indexWeights: { a: 1 } }
assets: [{ id: BTC, price: 100 USD }]
planted:
  only: true
  orders:
    - { id: a1, market: "a:BTC/USDT:spot", side: buy, price: 100, size: 50 }
    - { id: a2, market: "a:BTC/USDT:spot", side: sell, price: 100.1, size: 50 }
    - { id: b1, market: "b:BTC/USDT:spot", side: buy, price: 100, size: 50 }
    - { id: b2, market: "b:BTC/USDT:spot", side: sell, price: 100.1, size: 50 }
    - { id: c1, market: "c:BTC/USDT:spot", side: buy, price: 110, size: 50 }
    - { id: c2, market: "c:BTC/USDT:spot", side: sell, price: 110.1, size: 50 }
`;

  test.each([
    ['{ kind: clamp, bound: 3% }', 101],
    ['{ kind: drop, bound: 5% }', 100],
    ['{ kind: drop, bound: 20% }', 310 / 3],
    ['median', 100],
    ['weighted-median', 100],
  ])('%s gives %d', (rule, index) => {
    const world = Worlds.write(text(rule));
    until(world, 5.5);
    expect(market(world, 'a:BTC/USDT:perp').mark!.index).toBeCloseTo(index, 9);
  });
});

describe('F: funding of a perp 1 % above its oracle', () => {
  const text = (venue = '') => `${HEAD('F', '07:00:00', '08:00:10')}
assets: [{ id: BTC, price: 10_000 USD }]
venues: [{ id: v, preset: primer-vault${venue} }]
planted:
  only: true
  positions:
    - { id: long, market: "v:BTC/USDT:perp", side: long, size: 10, margin: 50_000 USD }
    - { id: short, market: "v:BTC/USDT:perp", side: short, size: 10, margin: 50_000 USD }
  orders:
    - { id: bid, market: "v:BTC/USDT:perp", side: buy, price: 10_100, size: 100 }
    - { id: ask, market: "v:BTC/USDT:perp", side: sell, price: 10_101, size: 100 }
`;

  function received(venue?: string): number {
    const world = Worlds.write(text(venue));
    until(world, 3605);
    const perp = market(world, 'v:BTC/USDT:perp');
    const margins = [...world.engine.crowds[perp.crowd]!.margin].slice(0, 2);
    const [long, short] = margins.map((cell) => world.engine.ledger.balance[cell]! / CENT);
    expect(long! - 50_000).toBeCloseTo(-(short! - 50_000), 9);
    return short! - 50_000;
  }

  test('is paid on the oracle price: 10 x 10 000 x 0.11875 %', () => {
    expect(received()).toBeCloseTo(118.75, 9);
  });

  test('on the mark, with another interest, and with another clamp, by the same formula', () => {
    // Mark: the median of oracle + basis of 100.5, the book at 10 100.5 and its average.
    expect(received(', funding: { on: mark }')).toBeCloseTo(119.94, 1);
    expect(received(', funding: { interest: 0, clamp: 0 }')).toBeCloseTo(125, 9);
    expect(received(', funding: { cap: 0.1% }')).toBeCloseTo(100, 9);
  });

  test('the premium is taken at the impact size', () => {
    // 100 bids at 10 100 hold 1.01M; at an impact of 2M nobody fills the size, and no premium is seen.
    expect(received(', funding: { impact: { kind: notional, usd: 2M USD } }')).toBeCloseTo(
      (100_000 * 0.0001) / 8,
      2,
    );
  });
});

test('T: an oracle mark with a book of one side follows the oracle', () => {
  const world = Worlds.write(`${HEAD('T', '00:10:00', '00:10:40')}
venues:
  - { id: a }
  - { id: v, preset: primer-vault }
planted:
  only: true
  positions:
    - { id: l, market: "v:BTC/USDT:perp", side: long, size: 1, margin: 6_000 USD }
  orders:
    - { id: s, market: "a:BTC/USDT:spot", side: buy, price: 80_000, size: 1 }
    - { id: p, market: "v:BTC/USDT:perp", side: buy, price: 99_000, size: 1 }
  trades:
    - { id: s, at: 2025-01-01T00:10:05.5Z, market: "a:BTC/USDT:spot", side: sell, size: 0.01 }
`);
  const rows = until(world, 40);
  expect(forced(rows)).toHaveLength(1);
  expect(market(world, 'v:BTC/USDT:perp').mark!.mark).toBe(80_000);
});

describe('V: values that make no sense together', () => {
  const text = (venue: string) => `${HEAD('V', '00:00:00', '00:00:10')}
venues: [{ id: a, ${venue} }]
planted: { only: true }
`;

  test.each([
    ['thresholds: { liquidation: 2, target: 3 }', 'venues.a.thresholds.liquidation'],
    ['thresholds: { bankrupt: 1.1 }', 'venues.a.thresholds.bankrupt'],
    ['thresholds: { marginCall: 1.1 }', 'venues.a.thresholds.reduceOnly'],
    ['thresholds: { target: 1.04 }', 'venues.a.thresholds.target'],
    ['funding: { every: 0s }', 'venues.a.funding.every'],
    ['funding: { every: 1500ms }', 'venues.a.funding.every'],
    ['funding: { impact: { kind: notional } }', 'venues.a.funding.impact.usd'],
    ['oracleEvery: 0s', 'venues.a.oracleEvery'],
    ['indexWeights: { a: 0 }', 'venues.a.indexWeights.a'],
    ['indexWeights: { a: -1 }', 'venues.a.indexWeights.a'],
  ])('%s is refused at its place', (venue, path) => {
    const found = refusals(text(venue));
    expect(found.map((one) => one.path)).toEqual([path]);
    expect(found[0]!.remedy.length).toBeGreaterThan(5);
  });

  test('the thresholds of every preset are in order', () => {
    expect(refusals(text('thresholds: { marginCall: 1.5 }'))).toEqual([]);
  });
});
