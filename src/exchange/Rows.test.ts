import { beforeEach, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import type { World } from '../run/World.js';
import * as Accounts from '../state/Accounts.js';
import * as Rows from './Rows.js';

/* A long and a short of 2 BTC from 100 000, each on 10 001 of margin; at the open the mark is 100 000. */
const TEXT = `
title: Two rows
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted:
  only: true
  positions:
    - { id: a-long, market: "a:BTC/USDT:perp", side: long, size: 2, margin: 10_001 USD }
    - { id: b-short, market: "a:BTC/USDT:perp", side: short, size: 2, margin: 10_001 USD }
`;

function open(world: World) {
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  market.mark!.mark = 100_000;
  return { engine, market, crowd: engine.crowds[market.crowd]! };
}
let one: ReturnType<typeof open>;
beforeEach(() => {
  one = open(Worlds.write(TEXT));
});

test('equity is margin and profit, maintenance that of the tier of one account', () => {
  const { engine, market, crowd } = one;
  market.mark!.mark = 99_000;
  expect([0, 1].map((row) => Rows.equity(engine, market, crowd, row))).toEqual([8_001, 12_001]);
  // 198 000 at 0.5% less 50.
  expect(Rows.maintenance(market, crowd, 0)).toBeCloseTo(940, 9);
  crowd.weight[0] = 10;
  // Ten accounts of 19 800 at 0.4%.
  expect(Rows.maintenance(market, crowd, 0)).toBeCloseTo(792, 9);
});

test('the bankruptcy price is rounded to the row’s favor: up for a long, down for a short', () => {
  const { engine, market, crowd } = one;
  // 100 000 - 5 000.5 and 100 000 + 5 000.5, in ticks of a dollar.
  expect(market.tick).toBe(1);
  expect(Rows.bankruptcyTicks(engine, market, crowd, 0)).toBe(95_000);
  expect(Rows.bankruptcyTicks(engine, market, crowd, 1)).toBe(105_000);
});

test('at the bankruptcy value a row ends with exactly zero', () => {
  const { engine, crowd } = one;
  expect(Rows.bankruptcyValue(engine, crowd, 0)).toBe((200_000 - 10_001) * 1e4);
  expect(Rows.bankruptcyValue(engine, crowd, 1)).toBe((200_000 + 10_001) * 1e4);
});

test('a long that cannot go bankrupt has the lowest price', () => {
  const { engine, market, crowd } = one;
  crowd.entry[0] = 10_001 * 1e4;
  expect(Rows.bankruptcyTicks(engine, market, crowd, 0)).toBe(1);
  expect(Rows.bankruptcyValue(engine, crowd, 0)).toBe(0);
});

test('triggers are where equity meets maintenance, and only what is in breach is found', () => {
  const { engine, market, crowd } = one;
  // 10 001 + 2 (p - 100 000) = 0.005 * 2 p - 50; the short: 10 001 - 2 (p - 100 000) = the same.
  const [long, short] = [(200_000 - 10_051) / 1.99, (200_000 + 10_051) / 2.01];
  expect(crowd.trigger[0]).toBeCloseTo(long, 6);
  expect(crowd.trigger[1]).toBeCloseTo(short, 6);
  market.mark!.mark = long + 0.01;
  expect(Rows.breached(engine, market, crowd, 1)).toBe(-1);
  market.mark!.mark = long - 0.01;
  expect(Rows.breached(engine, market, crowd, 1)).toBe(0);
  market.mark!.mark = short + 0.01;
  expect(Rows.breached(engine, market, crowd, -1)).toBe(1);
});

test('a row that was closed or armed elsewhere leaves a stale entry, which is passed over', () => {
  const { engine, market, crowd } = one;
  engine.ledger.balance[crowd.margin[0]!] = 20_000 * 1e4;
  Rows.arm(engine, market, crowd, 0);
  market.mark!.mark = 94_000;
  expect(Rows.breached(engine, market, crowd, 1)).toBe(-1);
  crowd.state[0] = Rows.LIQUIDATING;
  market.mark!.mark = 80_000;
  expect(Rows.breached(engine, market, crowd, 1)).toBe(-1);
  expect(Accounts.rowOf(Accounts.crowdAccount(market.crowd, 1))).toBe(1);
});
