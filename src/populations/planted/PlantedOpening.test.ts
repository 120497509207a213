import { beforeAll, describe, expect, test } from 'vitest';
import * as Trading from '../../../test/cast/Trading.js';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Advance from '../../run/Advance.js';
import * as WorldAudit from '../../run/WorldAudit.js';
import * as Accounts from '../../state/Accounts.js';
import type * as Planted from './Planted.js';

const TEXT = (only = true) => `
title: People made by hand
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:11:00Z
planted:
  only: ${only}
  accounts:
    - { id: mine, venue: a, weight: 3, holdings: { USDT: 900, BTC: 0.5 }, debts: { USDT: 100, ALT: 20 }, positions: { "BTC/USDT": -2 }, entries: { "BTC/USDT": 101_000 } }
  positions:
    - { id: b, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 5_000 USD, weight: 4 }
    - { id: a, market: "a:BTC/USDT:perp", side: short, size: 0.5, margin: 3_000 USD, entry: 99_000 }
  orders:
    - { id: sell, market: "a:BTC/USDT:spot", side: sell, price: 101_000, size: 0.25 }
    - { id: buy, market: "a:BTC/USDT:spot", side: buy, price: 99_000, size: 0.25 }
    - { id: own, market: "a:BTC/USDT:perp", side: buy, price: 98_000, size: 3, account: mine, reduceOnly: true }
  trades:
    - { id: late, at: 2025-01-01T00:10:30Z, market: "a:BTC/USDT:spot", side: buy, size: 0.1 }
    - { id: early, at: 2025-01-01T00:10:10Z, market: "a:BTC/USDT:spot", side: sell, size: 0.2, limit: 98_500 }
`;

describe('what a file plants', () => {
  let world: ReturnType<typeof Worlds.write>;
  let spot: ReturnType<typeof Trading.at>;
  let perp: ReturnType<typeof Trading.at>;
  beforeAll(() => {
    world = Worlds.write(TEXT());
    spot = Trading.at(world.engine, 'BTC/USDT', 'spot');
    perp = Trading.at(world.engine, 'BTC/USDT', 'perp');
  });

  test('an account has what it is said to hold and owe, and its position at the stated entry', () => {
    const { engine, market, id } = perp;
    const alt = engine.assets.findIndex(({ symbol }) => symbol === 'ALT');
    expect([spot.cash('mine', market.base), spot.owed('mine', alt)]).toEqual([0.5, 20]);
    // What it holds of an asset that it owes pays the debt at once.
    expect([spot.cash('mine'), spot.owed('mine') + 0]).toEqual([800, 0]);
    expect([perp.units('mine'), engine.accounts.weight[id('mine')]]).toEqual([-2, 3]);
    expect(engine.accounts.entry[id('mine') * engine.accounts.width + market.local]).toBe(-2 * 101_000 * 1e4);
    expect(engine.accounts.kind[id('mine')]).toBe(Accounts.MARGIN);
  });

  test('isolated positions are rows in the order of their ids', () => {
    const { market, engine } = perp;
    const crowd = engine.crowds[market.crowd]!;
    expect(Array.from(crowd.lots, (lots) => lots * market.lot)).toEqual([-0.5, 1]);
    expect(Array.from(crowd.entry, (atoms) => atoms / 1e4)).toEqual([-0.5 * 99_000, 100_000]);
    expect(Array.from(crowd.margin, (cell) => engine.ledger.balance[cell]! / 1e4)).toEqual([3_000, 5_000]);
    expect([...crowd.weight]).toEqual([1, 4]);
  });

  test('the house takes the other side, so that each market sums to zero', () => {
    // -2, -0.5 and 1.
    expect(perp.units('house/a')).toBe(1.5);
  });

  test('the outside world has what its orders deliver and pay', () => {
    const { base } = spot.market;
    // A lot more than 0.25 to sell, 24 750 and a percent to buy; 0.2 and a lot to sell, 0.1 at twice the opening price.
    expect(spot.cash('house/a', base)).toBeCloseTo(0.2501, 9);
    expect(spot.cash('house/a')).toBeCloseTo(1.01 * 0.25 * 99_000, 4);
    expect(spot.cash('passer-by/a', base)).toBeCloseTo(0.2001, 9);
    expect(spot.cash('passer-by/a')).toBeCloseTo(1.01 * 0.1 * 200_000, 4);
  });

  test('orders are in the order of their ids, trades of their times', () => {
    const agent = world.agents.find(({ kind }) => kind === 'planted') as unknown as Planted.State;
    expect(agent.orders.map(({ side, limit, reduceOnly }) => [side, limit, reduceOnly])).toEqual([
      [0, 99_000, 0],
      [0, 98_000, 1],
      [1, 101_000, 0],
    ]);
    expect(agent.trades.map(({ atUs, limit }) => [atUs, limit])).toEqual([
      [10e6, 98_500],
      [30e6, -1],
    ]);
  });

  test('orders rest at the open, trades come at their times, and nothing is lost', () => {
    Advance.advance(world, 5e6, 1e6);
    expect([spot.resting(0, 99_000), spot.resting(1, 101_000)]).toEqual([0.25, 0.25]);
    // The account is short 2 of the 3 coins that it wants back.
    expect(perp.resting(0, 98_000)).toBe(2);
    Advance.advance(world, 20e6, 1e6);
    expect([spot.resting(0, 99_000), spot.resting(1, 101_000)]).toEqual([0.05, 0.25]);
    Advance.advance(world, 50e6, 1e6);
    expect([spot.resting(0, 99_000), spot.resting(1, 101_000)]).toEqual([0.05, 0.15]);
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });
});

test('positions without another side are refused where nobody is to take it', () => {
  expect(() => Worlds.write(TEXT(false))).toThrow(/BTC\/USDT (long|short) on a without another side/);
});
