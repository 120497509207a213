import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Aggressors from './Aggressors.js';
import * as Causes from './Causes.js';

const TEXT = `
title: A market whose price was moved
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted: { only: true }
`;
const SELL = 1;

function open() {
  const world = Worlds.write(TEXT);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const note = (key: number, usd: number, side = SELL) =>
    Aggressors.note(engine.tally.aggressors, market.base, side, key, usd);
  return { world, engine, market, note };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

describe('the row of a mark move', () => {
  test('names who sold with shares, and its parent is the largest journaled cause', () => {
    // A journaled cause 7 with 600, another one 9 with 300, and the venue's own with 100.
    w.note(7, 600);
    w.note(9, 300);
    w.note(-1_000_000, 100);
    const id = Causes.markMove(w.engine, w.market, true);
    const row = Worlds.rows(w.world).find((one) => one.id === id)!;
    expect(row).toMatchObject({ kind: 'mark-move', cause: 7, market: 'BTC/USDT', mark: 100_000 });
    expect(row.aggressors).toEqual([
      { origin: 7, kind: 'journaled', share: 0.6 },
      { origin: 9, kind: 'journaled', share: 0.3 },
      { origin: 0, kind: 'venue', share: 0.1 },
    ]);
    expect(row.remainder).toBe(0);
  });

  test('of a fall counts sales, of a rise purchases', () => {
    w.note(7, 600, SELL);
    w.note(8, 500, 0);
    const id = Causes.markMove(w.engine, w.market, false);
    expect(Worlds.rows(w.world).find((one) => one.id === id)!.cause).toBe(8);
  });

  test('is one a market and second', () => {
    const id = Causes.markMove(w.engine, w.market, true);
    w.engine.kernel.nowUs = 900_000;
    expect(Causes.markMove(w.engine, w.market, true)).toBe(id);
    w.engine.kernel.nowUs = 1_000_000;
    expect(Causes.markMove(w.engine, w.market, true)).toBeGreaterThan(id);
  });
});

describe('the row of a collateral price', () => {
  test('has the price now and at the open, and is one a venue, asset and second', () => {
    const venue = w.engine.venues[0]!;
    venue.collateralUsd[w.market.base] = 91_234.5678;
    w.note(7, 600);
    const id = Causes.reprice(w.engine, venue, w.market.base, true);
    expect(Causes.reprice(w.engine, venue, w.market.base, true)).toBe(id);
    const rows = Worlds.rows(w.world).filter(({ kind }) => kind === 'collateral-reprice');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ cause: 7, asset: 'BTC', price: 91_234.6, priceOpen: 100_000 });
  });
});

test('readers get six digits of a price and cents of a dollar', () => {
  expect([Causes.round(0.00012345678), Causes.round(123_456.789)]).toEqual([0.000123457, 123_457]);
  expect([Causes.cents(1.005001), Causes.cents(-2.344)]).toEqual([1.01, -2.34]);
});
