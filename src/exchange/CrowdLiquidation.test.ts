import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Advance from '../run/Advance.js';
import * as WorldAudit from '../run/WorldAudit.js';

/*
 * A short of 8 BTC from 100 000 with 40 000 of margin. At a mark of 104 441 it has lost 35 528: 4 472 are left, and
 * 835 528 dollars ask for 0.65% - 950 = 4 480.93: a breach. Bankruptcy at 105 000.
 * Binance's rule: down to the bracket that ends at 600 000, 5.74487... BTC at the mark, so that 2.2552 are closed. They
 * cost 104 500 each: a loss of 4 500 * 2.2552 = 10 148.40, and a fee of 0.05% * 235 668.40 = 117.8342, rounded up.
 * Left: 40 000 - 10 148.40 - 117.8342 = 29 733.7658; 599 993 dollars ask for 0.5% - 50 = 2 949.96, which 4 221 cover.
 */
const SHORT = (style: string, price = 104_500) => `
title: A large short is cut to a lower bracket
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:40Z
venues:
  - { id: a, liquidation: { fee: 0.05%, style: ${style} } }
planted:
  only: true
  positions:
    - { id: short, market: "a:BTC/USDT:perp", side: short, size: 8, margin: 40_000 USD }
  orders:
    - { id: s1, market: "a:BTC/USDT:spot", side: sell, price: 104_441, size: 0.01 }
    - { id: p, market: "a:BTC/USDT:perp", side: sell, price: ${price}, size: 20 }
  trades:
    - { id: t1, at: 2025-01-01T00:10:10.5Z, market: "a:BTC/USDT:spot", side: buy, size: 0.01 }
`;

function run(style: string, price?: number) {
  const world = Worlds.write(SHORT(style, price));
  const rows = Worlds.finish(world);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const crowd = engine.crowds[market.crowd]!;
  const pool = engine.pools[market.pool]!;
  const fund =
    engine.ledger.balance[engine.accounts.cash[pool.account * engine.accounts.assets + market.quote]!]!;
  return {
    engine,
    rows: rows.filter(({ kind }) => kind !== 'mark-move'),
    closed: 8 + crowd.lots[0]! * market.lot,
    margin: engine.ledger.balance[crowd.margin[0]!]! / 1e4,
    state: crowd.state[0],
    fund: fund / 1e4 - 1e6,
    forced: engine.tally.forcedUsd,
  };
}

describe('a large isolated short', () => {
  test('bracket: 2.2552 BTC are closed, 29 733.77 of margin are left, and the row is open again', () => {
    const { closed, margin, state, fund, forced, rows, engine } = run('bracket');
    expect(closed).toBeCloseTo(2.2552, 9);
    expect(margin).toBeCloseTo(29_733.7658, 3);
    expect(fund).toBeCloseTo(117.8342, 3);
    expect(state).toBe(0);
    // Forced is what was closed, at the mark, not what is held.
    expect(forced).toBeCloseTo(2.2552 * 104_441, 2);
    expect(rows).toMatchObject([{ kind: 'liquidation', side: 'short', usd: 235_535.34 }]);
    expect(WorldAudit.run(engine, [])).toEqual([]);
  });

  test('whole: all 8 are closed, and the fee takes its part of what is left', () => {
    // 40 000 - 36 000 = 4 000, less 0.05% of 836 000 = 418.
    const { closed, margin, forced } = run('whole');
    expect(closed).toBeCloseTo(8, 9);
    expect(margin).toBeCloseTo(3_582, 3);
    expect(forced).toBeCloseTo(835_528, 2);
  });

  test('tier-steps of two: past the bracket that ends at 600 000 to the one that ends at 50 000', () => {
    // 50 000 / 104 441 = 0.47874 may stay: 7.5213 closed, at 104 500.
    const { closed, margin } = run('{ kind: tier-steps, tiers: 2 }');
    expect(closed).toBeCloseTo(7.5213, 9);
    expect(margin).toBeCloseTo(40_000 - 7.5213 * 4_500 - 0.0005 * 7.5213 * 104_500, 3);
  });

  test('share: a fifth, which is enough here', () => {
    const { closed } = run('{ kind: share, above: 100_000 USD, share: 20%, cooldown: 30s, during: wait }');
    expect(closed).toBeCloseTo(1.6, 9);
  });

  test('no offer at the bankruptcy price or below: five tries, then all of it goes to the fund', () => {
    const { closed, margin, rows, forced, engine } = run('bracket', 105_001);
    expect(closed).toBeCloseTo(8, 9);
    expect(margin).toBe(0);
    const kinds = rows.map(({ kind }) => kind);
    expect(kinds).toEqual(['liquidation', 'liquidation-order', 'takeover', 'liquidation-order']);
    // Nothing of the 2.2552 BTC that were announced is closed at once; the last row states the 8 BTC of the takeover.
    expect(rows[1]).toMatchObject({ cause: rows[0]!.id, usd: 0 });
    expect(rows[3]).toMatchObject({ cause: rows[0]!.id, usd: 835_528, side: 'short' });
    expect(rows[2]!.atUs).toBe((rows[0]!.atUs as number) + 4e6);
    expect(forced).toBeCloseTo(835_528, 2);
    expect(engine.tally.losses).toBe(0);
  });
});

test('the fee takes what margin the rest can spare, and leaves it its bankruptcy price', () => {
  // 3.99 of 10 BTC sell at 90 300: 1 197 beyond bankruptcy at 90 000, less than the fee of 1%. All of it goes to the pool.
  const world = Worlds.open('partial-fill-takeover');
  Advance.advance(world, 6e6, 1e6);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const crowd = engine.crowds[market.crowd]!;
  const pool = engine.pools[market.pool]!.account;
  const cash = engine.accounts.cash[pool * engine.accounts.assets + market.quote]!;
  expect(crowd.lots[0]! * market.lot).toBeCloseTo(6.01, 9);
  expect(crowd.entry[0]! - engine.ledger.balance[crowd.margin[0]!]!).toBe(6.01 * 90_000 * 1e4);
  expect(engine.ledger.balance[cash]).toBe((1_000_000 + 1_197) * 1e4);
});
