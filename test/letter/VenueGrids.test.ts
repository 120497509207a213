import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/format/InputError.js';
import * as Ladder from '../../src/mechanisms/book/Ladder.js';
import * as Advance from '../../src/run/Advance.js';
import type { World } from '../../src/run/World.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import type { Market } from '../../src/state/Engine.js';
import * as Repository from '../cast/Repository.js';
import * as Worlds from '../cast/Worlds.js';

/* What a user plants is what the world holds: prices and sizes on the venue's steps, exactly, or a refusal. */
const S = 1e6;
const SHARED = join(Repository.ROOT, '..', 'shared', 'cases');

function market(world: World, symbol: string, perp: boolean): Market {
  return world.engine.markets.find((m) => m.symbol === symbol && m.perp === perp)!;
}

function issues(text: string): InputError['issues'] {
  try {
    Worlds.write(text);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

const HEAD = `
title: A grid
about: A case.
preset: primer-world
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:00:30Z
`;

describe('H: a book captured from a venue', () => {
  const path = join(SHARED, 'book-btcusdt.json');

  test.skipIf(!existsSync(path))('rests as it was, order by order', () => {
    const book = JSON.parse(readFileSync(path, 'utf8')) as {
      bids: [number, number][];
      asks: [number, number][];
    };
    const orders = (['bids', 'asks'] as const).flatMap((side) =>
      book[side].map(
        ([price, size], i) =>
          `    - { id: ${side}-${i}, market: "a:BTC/USDT:spot", side: ${side === 'bids' ? 'buy' : 'sell'}, price: ${price}, size: ${size} }`,
      ),
    );
    const world = Worlds.write(`${HEAD}
assets: [{ id: USDT, decimals: 8 }, { id: BTC, price: 53_855 USD }]
venues: [{ id: a, insurance: { majors: 1_000 USD, alts: 1_000 USD }, grids: { "BTC/USDT:spot": { tick: 0.01, lot: 0.000001 } } }]
planted:
  only: true
  orders:
${orders.join('\n')}
`);
    Advance.advance(world, 1 * S, 1e6);
    const spot = market(world, 'BTC/USDT', false);
    expect(Ladder.bestBid(spot.book) * spot.tick).toBeCloseTo(53_855.86, 9);
    expect(Ladder.bestAsk(spot.book) * spot.tick).toBeCloseTo(53_855.87, 9);
    expect(Ladder.orderCount(spot.book)).toBe(50);
    const total = (side: readonly [number, number][]) => side.reduce((sum, [, size]) => sum + size, 0);
    expect(Ladder.depthLots(spot.book, 0, 1) * spot.lot).toBeCloseTo(total(book.bids), 9);
    expect(Ladder.depthLots(spot.book, 1, 2 ** 27) * spot.lot).toBeCloseTo(total(book.asks), 9);
    // The sum of the sizes in the file; the case states 4.9588.
    expect(total(book.bids)).toBeCloseTo(4.959276, 9);
  });
});

describe('O: 0.0335 ETH at 2 986.3, isolated at 20 times', () => {
  const text = (assets: string, rest = '') => `${HEAD}
assets:
  - { id: USDT, decimals: ${assets} }
  - { id: ETH, class: major, price: 2_986 USD, decimals: 8, beta: 1, openInterest: 1M USD, dailyVolume: 1M USD, volatility: 3%, tiers: hyperliquid-50x, collateralWeight: 0 }
tables:
  hyperliquid-50x: { source: "hyperliquid.gitbook.io, margin tables", asOf: "2024-02", tiers: [{ floor: 0, rate: 1%, maxLeverage: 50 }] }
venues: [{ id: a${rest} }]
planted:
  only: true
  positions:
    - { id: eth, market: "a:ETH/USDT:perp", side: long, size: 0.0335, entry: 2986.3, margin: 4.981226 USD }
`;

  test('is held whole and triggers where the venue says', () => {
    const world = Worlds.write(text('6'));
    const perp = market(world, 'ETH/USDT', true);
    const crowd = world.engine.crowds[perp.crowd]!;
    expect(crowd.lots[0]! * perp.lot).toBeCloseTo(0.0335, 12);
    expect(crowd.entry[0]!).toBe(Math.round(0.0335 * 2986.3 * 1e6));
    expect(crowd.trigger[0]!).toBeCloseTo(2866.26937, 3);
  });

  test('on a grid that the venue states, likewise', () => {
    const world = Worlds.write(text('6', ', grids: { "ETH/USDT:perp": { tick: 0.1, lot: 0.0001 } }'));
    const perp = market(world, 'ETH/USDT', true);
    expect([perp.tick, perp.lot, perp.atomsPerTickLot]).toEqual([0.1, 0.0001, 10]);
    expect(world.engine.crowds[perp.crowd]!.trigger[0]!).toBeCloseTo(2866.26937, 3);
  });

  test('is refused where the decimals of the dollar cannot hold it, never rounded', () => {
    const [issue, ...others] = issues(text('3'));
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ path: 'planted.positions.eth.size' });
    expect(issue!.remedy).toMatch(/decimals/);
  });
});

describe('steps that a venue states', () => {
  const text = (grid: string, order: string) => `${HEAD}
venues: [{ id: a, grids: { ${grid} } }]
planted: { only: true, orders: [{ id: o, market: "a:BTC/USDT:perp", side: buy, ${order} }] }
`;
  const GRID = '"BTC/USDT:perp": { tick: 0.5, lot: 0.02, minimum: { size: 0.04, notional: 5_000 } }';

  test('need not be powers of ten', () => {
    const world = Worlds.write(text(GRID, 'price: 99_999.5, size: 0.06'));
    Advance.advance(world, 1 * S, 1e6);
    const perp = market(world, 'BTC/USDT', true);
    expect(Ladder.bestBid(perp.book)).toBe(199_999);
    expect(Ladder.depthLots(perp.book, 0, 1)).toBe(3);
    expect([perp.minLots, perp.minAtoms]).toEqual([2, 5_000 * 1e4]);
  });

  test.each([
    [GRID, 'price: 99_999.7, size: 0.06', 'planted.orders.o.price'],
    [GRID, 'price: 199_999.5, size: 0.05', 'planted.orders.o.size'],
    [GRID, 'price: 99_999.5, size: 0.02', 'planted.orders.o.size'],
    [GRID, 'price: 9_999.5, size: 0.04', 'planted.orders.o.size'],
    ['"BTC/USDC:perp": { tick: 1, lot: 1 }', 'price: 1, size: 1', 'venues.a.grids.BTC/USDC:perp'],
    ['"BTC/USDT:perp": { tick: 0.01, lot: 0.001 }', 'price: 1, size: 1', 'venues.a.grids.BTC/USDT:perp'],
  ])('%s refuse what is not on them: %s', (grid, order, path) => {
    expect(issues(text(grid, order)).map((issue) => issue.path)).toEqual([path]);
  });
});

test('J: a resting reduce-only sell is held to what is left of the position', () => {
  // Long 134; a reduce-only sell of 134 rests at 100 100; half is sold at 100 000; then somebody buys 134.
  const world = Worlds.write(`${HEAD}
planted:
  only: true
  accounts:
    - { id: maker, venue: a, holdings: { USDT: 10_000_000 }, positions: { "BTC/USDT": 134 } }
  orders:
    - { id: o1, market: "a:BTC/USDT:perp", side: sell, price: 100_000, size: 67, account: maker }
    - { id: o2, market: "a:BTC/USDT:perp", side: sell, price: 100_100, size: 134, account: maker, reduceOnly: true }
    - { id: o3, market: "a:BTC/USDT:perp", side: buy, price: 99_000, size: 1 }
  trades:
    - { id: t1, at: 2025-01-01T00:00:05Z, market: "a:BTC/USDT:perp", side: buy, size: 67 }
    - { id: t2, at: 2025-01-01T00:00:10Z, market: "a:BTC/USDT:perp", side: buy, size: 134 }
`);
  const perp = market(world, 'BTC/USDT', true);
  const account = world.engine.accounts.name.indexOf('maker');
  const lots = () =>
    world.engine.accounts.lots[account * world.engine.accounts.width + perp.local]! * perp.lot;
  Advance.advance(world, 6 * S, 1e6);
  expect(lots()).toBeCloseTo(67, 9);
  expect(Ladder.depthLots(perp.book, 1, 2 ** 27) * perp.lot).toBeCloseTo(67, 9);
  Advance.advance(world, 12 * S, 1e6);
  expect(lots()).toBe(0);
  expect(Ladder.bestAsk(perp.book)).toBe(-1);
  expect(perp.reducing).toEqual([]);
});

test('one sweep through a plain and a reduce-only order of one account stops at its position', () => {
  const world = Worlds.write(`${HEAD}
planted:
  only: true
  accounts:
    - { id: maker, venue: a, holdings: { USDT: 10_000_000 }, positions: { "BTC/USDT": 10 } }
  orders:
    - { id: o1, market: "a:BTC/USDT:perp", side: sell, price: 100_000, size: 6, account: maker }
    - { id: o2, market: "a:BTC/USDT:perp", side: sell, price: 100_100, size: 10, account: maker, reduceOnly: true }
    - { id: o3, market: "a:BTC/USDT:perp", side: sell, price: 100_200, size: 7 }
  trades:
    - { id: t1, at: 2025-01-01T00:00:05Z, market: "a:BTC/USDT:perp", side: buy, size: 12 }
`);
  const perp = market(world, 'BTC/USDT', true);
  Advance.advance(world, 6 * S, 1e6);
  const account = world.engine.accounts.name.indexOf('maker');
  expect(world.engine.accounts.lots[account * world.engine.accounts.width + perp.local]).toBe(0);
  // 6 and 4 of the account, then 2 of the outsider's 7.
  expect(Ladder.depthLots(perp.book, 1, 2 ** 27) * perp.lot).toBeCloseTo(5, 9);
});

describe('K: collateral whose weight falls with size', () => {
  const text = (weights: string) => `${HEAD}
venues: [{ id: a, collateralWeights: { ${weights} } }]
planted:
  only: true
  accounts: [{ id: rich, venue: a, holdings: { USDT: 11_000_000, ALT: 100_000 } }]
`;
  const SLICES =
    'slices: [{ upTo: 5_000_000, weight: 100% }, { upTo: 10_000_000, weight: 98% }, { weight: 97.5% }]';

  test('11M USDT count as 10 875 000', () => {
    const world = Worlds.write(text(`USDT: { by: usd, ${SLICES} }`));
    const { accounts } = world.engine;
    // The 100 000 ALT at 10 dollars and a weight of 80 % come on top.
    expect(accounts.equity[accounts.name.indexOf('rich')]).toBeCloseTo(10_875_000 + 800_000, 6);
  });

  test('by coin amount, as some venues state it', () => {
    const world = Worlds.write(
      text('ALT: { by: coin, slices: [{ upTo: 40_000, weight: 90% }, { weight: 50% }] }'),
    );
    const { accounts } = world.engine;
    expect(accounts.equity[accounts.name.indexOf('rich')]).toBeCloseTo(11e6 + 360_000 + 300_000, 6);
  });

  test.each([
    ['USDT: { by: usd, slices: [{ upTo: 5, weight: 1 }] }', 'venues.a.collateralWeights.USDT.slices.0'],
    [
      'USDT: { by: usd, slices: [{ upTo: 5, weight: 1 }, { upTo: 5, weight: 0.9 }, { weight: 0.1 }] }',
      'venues.a.collateralWeights.USDT.slices.1.upTo',
    ],
    [
      'USDT: { by: usd, slices: [{ upTo: 5, weight: 0.9 }, { weight: 1 }] }',
      'venues.a.collateralWeights.USDT.slices.1.weight',
    ],
  ])('%s is refused', (weights, path) => {
    expect(issues(text(weights)).map((issue) => issue.path)).toEqual([path]);
  });
});

test('entry prices of opening positions: gains so far are the account’s, and the house has the other side', () => {
  const world = Worlds.write(`${HEAD}
planted:
  only: true
  accounts:
    - { id: early, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": 1 }, entries: { "BTC/USDT": 95_000 } }
`);
  const { accounts } = world.engine;
  expect(accounts.equity[accounts.name.indexOf('early')]).toBeCloseTo(55_000, 6);
  const perp = market(world, 'BTC/USDT', true);
  let entry = 0;
  for (let id = 0; id < accounts.count; id++)
    if (accounts.venue[id] === perp.venue) entry += accounts.entry[id * accounts.width + perp.local]!;
  // What positions cost has passed through clearing: 1 BTC at 95 000 against the house's at 100 000.
  expect(entry).toBe(-5_000 * 1e4);
  expect(world.engine.ledger.balance[perp.clearing]).toBe(5_000 * 1e4);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
});
