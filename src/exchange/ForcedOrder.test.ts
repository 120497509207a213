import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import { BUY, NO_LIMIT, SELL } from '../messages/Outbox.js';
import * as Advance from '../run/Advance.js';
import type { World } from '../run/World.js';
import * as ForcedOrder from './ForcedOrder.js';

/* Bids of 1 BTC at 100 000, 2 at 95 000 and 4 at 94 999; asks of 3 at 100 100. The protective price is 10%. */
const TEXT = `
title: A book
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted:
  only: true
  accounts: [{ id: rich, venue: a, holdings: { USDT: 500_000 } }]
  orders:
    - { id: b1, market: "a:BTC/USDT:perp", side: buy, price: 100_000, size: 1 }
    - { id: b2, market: "a:BTC/USDT:perp", side: buy, price: 95_000, size: 2 }
    - { id: b3, market: "a:BTC/USDT:perp", side: buy, price: 94_999, size: 4 }
    - { id: a1, market: "a:BTC/USDT:perp", side: sell, price: 100_100, size: 3 }
`;

function open(world: World) {
  Advance.advance(world, 2e6, 1e6);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const account = engine.accounts.name.findIndex((name) => name.endsWith('rich'));
  return { engine, market, account, btc: (lots: number) => lots * market.lot };
}
let one: ReturnType<typeof open>;
beforeEach(() => {
  one = open(Worlds.write(TEXT));
});

describe('what is visible', () => {
  test('is what rests within a share of the touch, on the side that an order would hit', () => {
    const { market, btc } = one;
    // 5% below 100 000 is 95 000, which counts; 94 999 does not.
    expect(btc(ForcedOrder.visibleLots(market, SELL, 0.05))).toBeCloseTo(3, 9);
    expect(btc(ForcedOrder.visibleLots(market, SELL, 0.06))).toBeCloseTo(7, 9);
    expect(btc(ForcedOrder.visibleLots(market, BUY, 0.05))).toBeCloseTo(3, 9);
  });

  test('is shared by all accounts of a second: what is spent is gone until the next', () => {
    const { engine, market, btc } = one;
    const left = () => btc(ForcedOrder.allowance(engine, market, SELL, 0.05, 0.5));
    expect(left()).toBeCloseTo(1.5, 9);
    ForcedOrder.spend(market, SELL, 1 / market.lot);
    expect(left()).toBeCloseTo(0.5, 9);
    expect(btc(ForcedOrder.allowance(engine, market, BUY, 0.05, 0.5))).toBeCloseTo(1.5, 9);
    engine.kernel.nowUs += 1e6;
    expect(left()).toBeCloseTo(1.5, 9);
  });
});

test('the bound is the protective price around the mark; without one there is no limit', () => {
  const { market } = one;
  market.mark!.mark = 100_000;
  const at = (side: number) => ForcedOrder.bound(market, side) * market.tick;
  expect([at(SELL), at(BUY)]).toEqual([90_000, 110_000]);
  market.bandPpm = 0;
  expect(ForcedOrder.bound(market, SELL)).toBe(NO_LIMIT);
});

test('an order fills what crosses its limit at once, free of the taker fee, and nothing of it rests', () => {
  const { engine, market, account, btc } = one;
  const fees = () =>
    engine.ledger.balance[
      engine.accounts.cash[engine.venues[0]!.feeAccount * engine.accounts.assets + market.quote]!
    ] ?? 0;
  const before = fees();
  const order = { account, side: SELL, limit: 95_000 / market.tick, lots: 5 / market.lot, origin: 0 };
  expect(btc(ForcedOrder.send(engine, market, order))).toBeCloseTo(3, 9);
  expect(btc(engine.accounts.lots[account * engine.accounts.width + market.local]!)).toBeCloseTo(-3, 9);
  expect(ForcedOrder.send(engine, market, { ...order, lots: 0 })).toBe(0);
  // The makers' fees alone: 0.5 bp of 290 000.
  expect((fees() - before) / 1e4).toBeCloseTo(14.5, 3);
  expect(btc(ForcedOrder.visibleLots(market, BUY, 0.05))).toBeCloseTo(3, 9);
});
