import { describe, expect, test } from 'vitest';
import type { AssetSpec, Scenario } from '../../compose/Scenario.js';
import * as Grid from './Grid.js';
import * as Grids from './Grids.js';
import type { VenueSpec } from './VenueSchema.js';

/* BTC at 100 000 with 8 decimals against USDT at 1 with 4. */
const book = (grids?: object, decimals = 8): Grids.Book => ({
  venue: { id: 'a', grids } as unknown as VenueSpec,
  base: { id: 'BTC', price: 100_000, decimals } as unknown as AssetSpec,
  quote: { id: 'USDT', price: 1, decimals: 4 } as unknown as AssetSpec,
  perp: true,
});
const grid = (planted: object, one = book()) => Grids.of({ planted } as unknown as Scenario, one);
/* A coin at 10 with 4 decimals: a tick of 0.0001 and a lot of 1 are one atom of a dollar with 4 decimals. */
const coin = (quoteDecimals: number): Grids.Book => ({
  ...book(),
  base: { id: 'ALT', price: 10, decimals: 4 } as unknown as AssetSpec,
  quote: { id: 'USDT', price: 1, decimals: quoteDecimals } as unknown as AssetSpec,
});
const COIN = 'a:ALT/USDT:perp';
const MARKET = 'a:BTC/USDT:perp';
const derived = Grid.derive(100_000, 1e8, 1e4);

test('a book is named by its venue, its assets and its kind', () => {
  expect(Grids.keyOf(book())).toBe(MARKET);
  expect(Grids.keyOf({ ...book(), perp: false })).toBe('a:BTC/USDT:spot');
});

describe('the steps of a book', () => {
  test('are those that its venue states, whatever is planted', () => {
    const stated = { tick: 0.5, lot: 0.01 };
    const one = book({ 'BTC/USDT:perp': stated, 'BTC/USDT:spot': { tick: 1, lot: 1 } });
    expect(Grids.statedOf(one)).toEqual(stated);
    const found = grid({ orders: [{ market: MARKET, price: 99_999.1, size: 0.001 }] }, one);
    expect([found.tick, found.lot]).toEqual([0.5, 0.01]);
    // 0.5 dollars times 0.01 coins are 50 atoms.
    expect([found.atomsPerTickLot, found.baseAtomsPerLot]).toEqual([50, 1e6]);
  });

  test('are derived from the price where it states none', () => {
    expect(Grids.statedOf(book())).toBeUndefined();
    expect(grid({})).toEqual(derived);
  });

  test('stay as derived where all that is planted lies on them', () => {
    const order = { market: MARKET, price: 100_000 - derived.tick, size: 3 * derived.lot };
    expect(grid({ orders: [order] })).toEqual(derived);
  });

  test('become finer where a size lies between two lots; ticks become as coarse as prices allow', () => {
    for (const [planted, tick] of [
      [{ orders: [{ market: COIN, price: 9.99, size: 1.5 }] }, 0.01],
      [{ trades: [{ market: COIN, size: 1.5 }] }, 1],
      [{ positions: [{ market: COIN, size: 1.5 }] }, 1],
      [{ accounts: [{ venue: 'a', positions: { 'ALT/USDT': -1.5 } }] }, 1],
    ] as const) {
      const found = grid(planted, coin(4));
      expect([found.tick, found.lot]).toEqual([tick, 0.1]);
      // 0.01 dollars times 0.1 coins are 10 atoms.
      expect(found.atomsPerTickLot).toBe(tick * 1000);
    }
  });

  test('become finer where a price lies between two ticks and the dollar has the decimals', () => {
    const planted = { trades: [{ market: COIN, limit: 10.00005, size: 3 }] };
    expect(grid(planted, coin(6))).toEqual({
      tick: 0.00001,
      lot: 1,
      atomsPerTickLot: 10,
      baseAtomsPerLot: 1e4,
    });
    // With 4 decimals 0.00001 dollars of one coin are a tenth of an atom.
    expect(grid(planted, coin(4))).toEqual(Grid.derive(10, 1e4, 1e4));
  });

  test('do not follow what is planted in another market', () => {
    const other = ['b:BTC/USDT:perp', 'a:BTC/USDT:spot', 'a:ETH/USDT:perp'];
    const orders = other.map((market) => ({ market, price: 99_999.001, size: 1.00001 }));
    const accounts = [
      { venue: 'b', positions: { 'BTC/USDT': 1.00001 } },
      { venue: 'a', positions: { 'ETH/USDT': 1.00001 } },
      { venue: 'a' },
    ];
    expect(grid({ orders, accounts })).toEqual(derived);
  });

  test('stay as derived where no finer ones are whole atoms', () => {
    // 1e-9 coins are no atom at 8 decimals.
    expect(grid({ positions: [{ market: MARKET, size: 1.000000001 }] })).toEqual(derived);
  });
});
