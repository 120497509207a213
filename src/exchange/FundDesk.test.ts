import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Advance from '../run/Advance.js';
import * as WorldAudit from '../run/WorldAudit.js';
import * as Accounts from '../state/Accounts.js';
import * as FundDesk from './FundDesk.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Settle from './Settle.js';

/* A pool of 1M on a venue where ALT is bid for, on spot and as a perp. It closes 10% of a position a second. */
const TEXT = `
title: A pool that holds what it took over
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:12:10Z
venues:
  - { id: a, liquidation: { fundRate: 10%, fundShare: 20%, fundSellsOver: 10min, fundBand: 5% } }
planted:
  only: true
  orders:
    - { id: sb, market: "a:ALT/USDT:spot", side: buy, price: 9.99, size: 10_000 }
    - { id: sa, market: "a:ALT/USDT:spot", side: sell, price: 10.01, size: 10_000 }
    - { id: pb, market: "a:ALT/USDT:perp", side: buy, price: 9.99, size: 1_000 }
    - { id: pa, market: "a:ALT/USDT:perp", side: sell, price: 10.01, size: 10_000 }
`;
const UNIT = 1e4;

function open() {
  const world = Worlds.write(TEXT);
  Advance.advance(world, 1e6, 1e6);
  const { engine } = world;
  const alt = engine.markets.find((m) => m.perp && m.symbol === 'ALT/USDT')!;
  const pool = engine.pools[alt.pool]!;
  const venue = engine.venues[0]!;
  const units = () => Settle.lotsOf(engine, alt, pool.account) * alt.lot;
  const coins = () => Accounts.balance(engine, pool.account, alt.base) / engine.assets[alt.base]!.unit;
  const give = (amount: number) =>
    Ledger.post(
      engine.ledger,
      Accounts.cash(engine, venue.treasury, alt.base),
      Accounts.cash(engine, pool.account, alt.base),
      amount * engine.assets[alt.base]!.unit,
    );
  return { world, engine, alt, pool, venue, units, coins, give };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

test('an idle pool does nothing, and its equity is its cash', () => {
  FundDesk.step(w.engine, w.pool);
  expect([w.pool.equityUsd, w.pool.minUsd]).toEqual([1e6, 1e6]);
});

describe('a position that it took over', () => {
  test('is closed by a share a second, and no more than a fifth of what is bid', () => {
    // 10% of 1 000; a fifth of 1 000 bid is 200.
    Settle.perp(w.engine, w.alt, w.pool.account, {
      lots: 1_000 / w.alt.lot,
      value: 10_000 * UNIT,
      feePpm: 0,
    });
    FundDesk.step(w.engine, w.pool);
    expect(w.units()).toBeCloseTo(900, 6);
    // 10% of 10 900 would be 1 090; a fifth of the 900 left is 180.
    Settle.perp(w.engine, w.alt, w.pool.account, {
      lots: 10_000 / w.alt.lot,
      value: 100_000 * UNIT,
      feePpm: 0,
    });
    FundDesk.step(w.engine, w.pool);
    expect(w.units()).toBeCloseTo(10_900 - 180, 6);
  });

  test('a short is bought back', () => {
    Settle.perp(w.engine, w.alt, w.pool.account, {
      lots: -1_000 / w.alt.lot,
      value: 10_000 * UNIT,
      feePpm: 0,
    });
    FundDesk.step(w.engine, w.pool);
    expect(w.units()).toBeCloseTo(-900, 6);
    expect(w.world.engine.tally.adlUsd).toBe(0);
  });
});

test('the lowest equity is kept', () => {
  Settle.perp(w.engine, w.alt, w.pool.account, { lots: 1_000 / w.alt.lot, value: 10_000 * UNIT, feePpm: 0 });
  w.alt.mark!.mark = 7;
  FundDesk.step(w.engine, w.pool);
  // 1 000 at 3 less than they cost.
  expect(w.pool.minUsd).toBeCloseTo(997_000, 6);
  w.alt.mark!.mark = 10;
  FundDesk.step(w.engine, w.pool);
  expect(w.pool.minUsd).toBeCloseTo(997_000, 6);
});

test('what it owes is repaid before anything is sold', () => {
  InsuranceFunds.cover(w.engine, w.alt, 1_000_500 * UNIT);
  const cell = Accounts.cash(w.engine, w.pool.account, w.alt.quote);
  Ledger.post(w.engine.ledger, w.alt.clearing, cell, 200 * UNIT);
  FundDesk.step(w.engine, w.pool);
  expect(Accounts.balance(w.engine, w.pool.account, w.alt.quote)).toBe(0);
  expect(Accounts.owed(w.engine, w.pool.account, w.alt.quote)).toBe(300 * UNIT);
});

describe('collateral that it took over', () => {
  test('is sold once a minute, so that 1/e is left after the stated time', () => {
    w.give(1_000);
    const seen = new Set<number>();
    for (let second = 2; second <= 121; second++) {
      Advance.advance(w.world, second * 1e6, 1e6);
      seen.add(Math.round(w.coins()));
    }
    // A tenth a minute: 1 000, 900, 810.
    expect([...seen]).toEqual([1_000, 900, 810]);
    expect(WorldAudit.run(w.engine, [])).toEqual([]);
  });

  test('waits while its own book bids more than the band below what the coin is worth elsewhere', () => {
    w.give(1_000);
    const { engine, alt } = w;
    const other = engine.markets.find((m) => !m.perp && m.symbol === 'BTC/USDT')!;
    // A second book that says 10.60: the floor is 10.07, the bid 9.99.
    engine.assets[alt.base]!.sources = [...engine.assets[alt.base]!.sources, other.id];
    engine.feed.price[other.id] = 10.6;
    const step = () => {
      for (let second = 0; second < 60; second++) {
        engine.kernel.nowUs += 1e6;
        FundDesk.step(engine, w.pool);
      }
    };
    step();
    expect(w.coins()).toBe(1_000);
    // 10.40 less 5% is 9.88.
    engine.feed.price[other.id] = 10.4;
    step();
    expect(w.coins()).toBeCloseTo(900, 6);
  });
});
