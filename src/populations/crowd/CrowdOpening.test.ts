import { beforeAll, describe, expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import type * as Crowd from './Crowd.js';

/*
 * Two venues with half of the open interest each: 50M dollars of BTC, 500 coins at 100 000, and 10M of ALT on both. A crowd
 * of one sort of rows each: 20 on the curve, 4 others, 5 short, 2 that follow the trend. BTC's curve ends at 10%.
 */
const ROWS = 'fuelRows: 20, restRows: 4, shortRows: 5, trendRows: 2';
const CROWD = (more: string) => `{ kind: crowd, preset: crowd, ${ROWS}, shift: 1..1, stretch: {}, ${more} }`;

function look(w: ReturnType<typeof TwoVenues.open>, venue: number, symbol: string) {
  const { engine } = w;
  const market = engine.markets.find((m) => m.venue === venue && m.perp && m.symbol === `${symbol}/USDT`)!;
  const crowd = engine.crowds[market.crowd]!;
  const coins = (from: number, to: number) =>
    Array.from(crowd.lots.subarray(from, to), (lots) => lots * market.lot);
  const margin = (row: number) => engine.ledger.balance[crowd.margin[row]!]! / 1e4;
  const agents = w.world.agents.filter(({ kind }) => kind === 'crowd') as unknown as Crowd.State[];
  const agent = agents.find((one) => one.market === market.id)!;
  return { market, crowd, coins, margin, agent };
}

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);

describe('a crowd', () => {
  let w: ReturnType<typeof TwoVenues.open>;
  let btc: ReturnType<typeof look>;
  beforeAll(() => {
    w = TwoVenues.open(`  many: ${CROWD('shortLeverage: 2..2, trendLeverage: 20..20, restLeverage: 1.25')}`);
    btc = look(w, 0, 'BTC');
  });

  test('is long the open interest and short as much', () => {
    const held = btc.coins(0, 31);
    expect(sum(held.filter((coins) => coins > 0))).toBeCloseTo(500, 9);
    expect(sum(held)).toBeCloseTo(0, 9);
    expect(btc.crowd.longLots * btc.market.lot).toBeCloseTo(500, 9);
  });

  test('has a tenth of its longs on the curve, in equal rows, and the rest in four', () => {
    for (const coins of btc.coins(0, 20)) expect(coins).toBeCloseTo(2.5, 9);
    for (const coins of btc.coins(20, 24)) expect(coins).toBeCloseTo(112.5, 9);
    for (const coins of btc.coins(24, 29)) expect(coins).toBeCloseTo(-100, 9);
  });

  test('puts each row of the curve where its share of the curve lies', () => {
    // Row k is liquidated within the fall at which (k to k + 1) twentieths of 10% are: 0.2% of it by 5%, 3.6% by 8.5%, 7% by 22%.
    const falls = Array.from(btc.crowd.trigger.subarray(0, 20), (ticks) => 1 - ticks / btc.market.openTicks);
    const within = (fall: number) => falls.filter((one) => one <= fall).length;
    expect(Math.abs(within(0.05) - 0.4)).toBeLessThan(1.01);
    expect(Math.abs(within(0.085) - 7.2)).toBeLessThan(1.01);
    expect(Math.abs(within(0.22) - 14)).toBeLessThan(1.01);
    expect(within(0.3501)).toBe(20);
    expect(falls).toEqual([...falls].sort((x, y) => x - y));
  });

  test('lets others hold with the stated leverage, and shorts with theirs', () => {
    // 11.25M dollars at 1.25 times, 10M at 2 times.
    expect(btc.margin(20)).toBeCloseTo(9e6, 2);
    expect(btc.margin(24)).toBeCloseTo(5e6, 2);
  });

  test('gives trend followers margin and no position', () => {
    // 5% of 50M in two rows, at 20 times, and a twentieth more.
    for (const row of [29, 30]) {
      expect(btc.margin(row)).toBeCloseTo((1.25e6 / 20) * 1.05, 2);
      expect(btc.crowd.lots[row]).toBe(0);
      // Accounts of 20 000.
      expect(btc.crowd.weight[row]).toBe(63);
    }
  });

  test('counts accounts of 20 000 dollars, the others’ and shorts’ being larger', () => {
    // 250 000; 11.25M in accounts of 200 000; 10M in accounts of 60 000.
    expect([0, 20, 24].map((row) => btc.crowd.weight[row])).toEqual([13, 56, 167]);
  });

  test('has one agent a market, with sorted thresholds for the rows of each sort', () => {
    const { stops, takes, trends, openPrice } = btc.agent;
    expect(openPrice).toBe(100_000);
    for (const [one, first, count, low, high] of [
      [stops, 20, 4, 0.01, 0.5],
      [takes, 24, 5, 0.06, 0.6],
      [trends, 29, 2, 0.02, 0.1],
    ] as const) {
      expect([...one.row].sort((x, y) => x - y)).toEqual(Array.from({ length: count }, (_, i) => first + i));
      expect([...one.fall]).toEqual([...one.fall].sort((x, y) => x - y));
      expect(one.fall[0]).toBeGreaterThanOrEqual(low);
      expect(one.fall[count - 1]).toBeLessThan(high);
    }
    // 0.06% for each of 50 percents, over the nine tenths that are not on the curve.
    expect(stops.size[0]).toBeCloseTo((0.0006 * 50) / 0.9, 12);
    expect([takes.size[0], trends.size[0]]).toEqual([0.2, 1.25e6]);
    const owners = w.world.agents.indexOf(btc.agent as never);
    expect([...new Set(btc.crowd.agent)]).toEqual([owners]);
  });

  test('of an alt follows the curve of alts, 22% of the longs', () => {
    const alt = look(w, 1, 'ALT');
    expect(sum(alt.coins(0, 20)) / sum(alt.coins(0, 24))).toBeCloseTo(0.22, 4);
  });
});

test('two crowds of a market share its open interest by weight, to the last lot', () => {
  const w = TwoVenues.open(
    [
      `  one: ${CROWD('share: 1, venues: [a]')}`,
      `  two: ${CROWD('share: 2, venues: [a]')}`,
      `  three: ${CROWD('venues: [b]')}`,
    ].join('\n'),
  );
  const { coins } = look(w, 0, 'BTC');
  const longs = [0, 31].map((from) => sum(coins(from, from + 31).filter((one) => one > 0)));
  expect(longs[0]).toBeCloseTo(500 / 3, 3);
  expect(longs[0]! + longs[1]!).toBeCloseTo(500, 9);
  expect(sum(coins(0, 62))).toBeCloseTo(0, 9);
});

test('a stretch of one coin moves its curve away, not that of others', () => {
  const falls = (stretch: string) => {
    const w = TwoVenues.open(`  many: ${CROWD(`stretch: ${stretch}`).replace('stretch: {}, ', '')}`);
    return ['BTC', 'ALT'].map((symbol) => {
      const { crowd, market } = look(w, 0, symbol);
      return 1 - crowd.trigger[10]! / market.openTicks;
    }) as [number, number];
  };
  const [plain, stretched] = [falls('{}'), falls('{ BTC: 1.5 }')];
  expect(stretched[0] / plain[0]).toBeCloseTo(1.5, 2);
  expect(stretched[1]).toBe(plain[1]);
});
