import { describe, expect, test } from 'vitest';
import * as Streams from '../../src/base/Streams.js';
import * as Rows from '../../src/exchange/Rows.js';
import * as Winners from '../../src/exchange/Winners.js';
import * as BasisAverage from '../../src/mechanisms/oracle/mark/BasisAverage.js';
import * as FundingMedian from '../../src/mechanisms/oracle/mark/FundingMedian.js';
import * as MarkMedian from '../../src/mechanisms/oracle/mark/MarkMedian.js';
import * as Funding from '../../src/mechanisms/perp/Funding.js';
import * as Advance from '../../src/run/Advance.js';
import * as Accounts from '../../src/state/Accounts.js';
import type { Market } from '../../src/state/Engine.js';
import * as Worlds from '../cast/Worlds.js';
import * as Referee from './VenueReferee.js';

/*
 * Random accounts on the preset of each venue. The engine's prices of liquidation and bankruptcy are the referee's to one tick,
 * for 2 500 isolated positions of each venue in the suite and 10 000 with `npm run letter`; and in a falling market every account is liquidated at the first mark at which the referee says so.
 */
const VENUES = ['binance', 'bybit', 'okx', 'hyperliquid'] as const;
const ROWS = process.env.LETTER ? 5000 : 1250;
const UNIT = 1e4;

function dice(seed: number): (low: number, high: number) => number {
  const streams = Streams.create(seed);
  const id = Streams.open(streams, 'referee');
  return (low, high) => low + (high - low) * Streams.unit(streams, id);
}

const HEAD = (venue: string, seconds: number) => `
title: Random accounts on ${venue}
about: Against the referee.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:1${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}Z
venues:
  - { id: v, preset: ${venue}, shares: { openInterest: 10%, volume: 10%, perpsOfVolume: 100% }, indexWeights: { a: 1 }, adl: { policy: none } }
`;

interface Isolated {
  readonly id: string;
  readonly size: number;
  readonly entry: number;
  readonly margin: number;
}

/** Sizes from the smallest lot to several brackets up, entries around the price, leverage from 2 to 50. */
function isolated(seed: number, price: number, lot: number): Isolated[] {
  const roll = dice(seed);
  return Array.from({ length: ROWS }, (_, i) => {
    const side = roll(0, 1) < 0.5 ? 1 : -1;
    const usd = 10 ** roll(3, 6.7);
    const size = side * Math.max(1, Math.round(usd / price / lot)) * lot;
    const tick = price / 100_000;
    const entry = Math.round((price * roll(0.97, 1.03)) / tick) * tick;
    const margin = Math.round((Math.abs(size) * entry * 100) / roll(2, 20)) / 100;
    return {
      id: `p${String(i).padStart(4, '0')}`,
      size: Number(size.toFixed(6)),
      entry: Number(entry.toFixed(4)),
      margin,
    };
  });
}

const planted = (symbol: string, rows: readonly Isolated[]) =>
  rows
    .map(
      ({ id, size, entry, margin }) =>
        `    - { id: ${symbol.toLowerCase()}${id}, market: "v:${symbol}/USDT:perp", side: ${size > 0 ? 'long' : 'short'}, size: ${Math.abs(size)}, entry: ${entry}, margin: ${margin} USD }`,
    )
    .join('\n');

function tableOf(market: Market): Referee.Row[] {
  const { floor, rate } = market.tiers!;
  return Array.from(floor, (from, i) => ({ floor: from, rate: rate[i]! }));
}

describe.each(VENUES)('%s', (venue) => {
  const seed = 100 + VENUES.indexOf(venue);
  const rows = { BTC: isolated(seed, 100_000, 0.001), ALT: isolated(seed + 50, 10, 1) };

  test(`prices of liquidation and bankruptcy of ${2 * ROWS} isolated positions`, () => {
    const text = `${HEAD(venue, 10)}planted:\n  only: true\n  positions:\n${planted('BTC', rows.BTC)}\n${planted('ALT', rows.ALT)}\n`;
    const { engine } = Worlds.write(text);
    let worst = 0;
    for (const symbol of ['BTC', 'ALT'] as const) {
      const market = engine.markets.find(
        (m) => m.perp && m.base === engine.assets.findIndex((a) => a.symbol === symbol) && m.venue === 1,
      )!;
      const crowd = engine.crowds[market.crowd]!;
      const table = tableOf(market);
      expect(crowd.count).toBe(ROWS);
      rows[symbol].forEach(({ size, entry, margin }, row) => {
        const leg = { size, entry, table };
        const expected = Referee.liquidationPrice(margin, leg);
        const trigger = crowd.trigger[row]!;
        worst = Math.max(worst, Math.abs((Number.isNaN(trigger) ? 0 : trigger) - expected) / market.tick);
        const bankrupt = Referee.bankruptcyPrice(margin, leg) / market.tick;
        const ticks = Rows.bankruptcyTicks(engine, market, crowd, row);
        expect(Math.abs(ticks - Math.max(1, bankrupt))).toBeLessThan(1 + 1e-9);
      });
    }
    expect(worst).toBeLessThan(1);
  });

  test(`the order in which ${2 * ROWS} positions are deleveraged`, () => {
    const { engine } = Worlds.write(
      `${HEAD(venue, 10).replace(', adl: { policy: none }', '')}planted:\n  only: true\n  positions:\n${planted('BTC', rows.BTC)}\n${planted('ALT', rows.ALT)}\n`,
    );
    let asked = 0;
    for (const symbol of ['BTC', 'ALT'] as const) {
      const market = engine.markets.find((m) => m.perp && m.symbol === `${symbol}/USDT` && m.venue === 1)!;
      const { mark } = market.mark!;
      for (const failing of [1, -1]) {
        const score = Referee.adlOf(venue);
        const scored = rows[symbol]
          .map((row, at) => ({
            row: at,
            size: row.size,
            score: score({ ...row, table: [] }, mark, row.margin),
          }))
          .filter(({ size }) => size * failing < 0)
          .sort((a, b) => b.score - a.score || a.row - b.row);
        const order = Winners.ranked(engine, market, { account: -1, lots: failing }).map(({ id }) =>
          Accounts.rowOf(id),
        );
        // Two scores that the rounding of a double tells apart may change places; none further than that.
        const scoreOf = new Map(scored.map((one) => [one.row, one.score]));
        expect([...order].sort((a, b) => a - b)).toEqual(scored.map(({ row }) => row).sort((a, b) => a - b));
        order.forEach((row, i) => {
          expect(Math.abs(scoreOf.get(row)! - scored[i]!.score)).toBeLessThan(
            1e-9 * Math.abs(scored[i]!.score) + 1e-12,
          );
        });
        asked += order.length;
      }
    }
    expect(asked).toBe(2 * ROWS);
  });

  test('in a fall each is liquidated at the first mark at which the referee says so', () => {
    const [low, steps] = [0.985, 24];
    const fall = Array.from({ length: steps }, (_, i) => Math.round(100_000 * low ** (i + 1)));
    const orders = fall.map(
      (price, i) => `    - { id: s${i}, market: "a:BTC/USDT:spot", side: buy, price: ${price}, size: 1 }`,
    );
    const trades = fall.map(
      (_, i) =>
        `    - { id: t${i}, at: 2025-01-01T00:10:${String(2 * i + 3).padStart(2, '0')}.5Z, market: "a:BTC/USDT:spot", side: sell, size: 1 }`,
    );
    const some = rows.BTC.slice(0, 200);
    const world = Worlds.write(
      `${HEAD(venue, 55)}planted:\n  only: true\n  positions:\n${planted('BTC', some)}\n  orders:\n${orders.join('\n')}\n  trades:\n${trades.join('\n')}\n`,
    );
    const { engine } = world;
    const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT' && m.venue === 1)!;
    const crowd = engine.crowds[market.crowd]!;
    const table = tableOf(market);
    const began = new Map<number, number>();
    const said = new Map<number, number>();
    for (let second = 1; second <= 54; second++) {
      Advance.advance(world, second * 1e6, 1e6);
      some.forEach(({ size, entry, margin }, row) => {
        const isBreached = Referee.surplus(margin, [{ size, entry, table }], [market.mark!.mark]) <= 0;
        if (isBreached && !said.has(row)) said.set(row, second);
        if ((crowd.state[row] !== Rows.OPEN || crowd.lots[row] === 0) && !began.has(row))
          began.set(row, second);
      });
    }
    expect(said.size).toBeGreaterThan(50);
    expect([...began].sort((a, b) => a[0] - b[0])).toEqual([...said].sort((a, b) => a[0] - b[0]));
  });

  test('equity, maintenance and margin ratio of cross accounts with two positions', () => {
    const roll = dice(seed + 7);
    const accounts = Array.from({ length: 100 }, (_, i) => ({
      id: `x${String(i).padStart(2, '0')}`,
      wallet: Math.round(roll(20_000, 400_000)),
      BTC: Math.round(roll(-2000, 2000)) / 1000 || 1,
      ALT: Math.round(roll(-20_000, 20_000)) || 1,
      entries: { BTC: Math.round(roll(97_000, 103_000)), ALT: Math.round(roll(9_700, 10_300)) / 1000 },
    }));
    const list = accounts.map(
      ({ id, wallet, BTC, ALT, entries }) =>
        `    - { id: ${id}, venue: v, holdings: { USDT: ${wallet} }, positions: { BTC/USDT: ${BTC}, ALT/USDT: ${ALT} }, entries: { BTC/USDT: ${entries.BTC}, ALT/USDT: ${entries.ALT} } }`,
    );
    const { engine } = Worlds.write(
      `${HEAD(venue, 10)}planted:\n  only: true\n  accounts:\n${list.join('\n')}\n`,
    );
    const table = (symbol: string) =>
      tableOf(engine.markets.find((m) => m.perp && m.symbol === symbol && m.venue === 1)!);
    for (const { id, wallet, BTC, ALT, entries } of accounts) {
      const account = engine.accounts.name.indexOf(id);
      const legs = [
        { size: BTC, entry: entries.BTC, table: table('BTC/USDT') },
        { size: ALT, entry: entries.ALT, table: table('ALT/USDT') },
      ];
      const prices = [100_000, 10];
      const equity = Referee.surplus(wallet, legs, prices, 0);
      expect(Math.abs(engine.accounts.equity[account]! - equity)).toBeLessThan(2 / UNIT);
      const ratio = engine.accounts.equity[account]! / engine.accounts.maintenance[account]!;
      const expected = Referee.marginRatio(wallet, legs, prices);
      expect(Math.abs(ratio / expected - 1)).toBeLessThan(1e-9);
    }
  });
});

describe('formulas on random inputs', () => {
  const roll = dice(9);

  test('funding rates', () => {
    for (let i = 0; i < 2000; i++) {
      const terms = {
        interest: roll(-0.001, 0.001),
        clamp: roll(0, 0.001),
        cap: roll(0.001, 0.04),
        hours: [1, 4, 8][i % 3]!,
      };
      const premium = roll(-0.02, 0.02);
      const engine = Funding.rate(premium, {
        interest: terms.interest,
        clamp: terms.clamp,
        cap: terms.cap,
        intervalHours: terms.hours,
      });
      expect(engine).toBeCloseTo(Referee.fundingRate(premium, terms), 14);
    }
  });

  test('marks of the four venues along random books', () => {
    const binance = FundingMedian.create({});
    const bybit = FundingMedian.create({ samples: 300 });
    const okx = BasisAverage.create({ samples: 60 });
    const hyperliquid = MarkMedian.create();
    const [bases, books, oracles]: [number[], { bid: number; ask: number; last: number }[], number[]] = [
      [],
      [],
      [],
    ];
    for (let i = 0; i < 400; i++) {
      const index = roll(95_000, 105_000);
      const bid = index + roll(-500, 400);
      const book = { bid, ask: bid + roll(0, 200), last: bid + roll(-300, 300) };
      bases.push((book.bid + book.ask) / 2 - index);
      books.push(book);
      oracles.push(index);
      const carry = { rate: roll(-0.003, 0.003), share: roll(0, 1) };
      const inputs = {
        index,
        ...book,
        fundingRate: carry.rate,
        untilFundingUs: carry.share * 8,
        intervalUs: 8,
        passedUs: 3e6,
        peers: Number.NaN,
      };
      const close = (actual: number, expected: number) =>
        expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-12);
      close(
        FundingMedian.price(binance, inputs),
        Referee.markOfThree(index, bases.slice(-30), book.last, carry),
      );
      close(
        FundingMedian.price(bybit, inputs),
        Referee.markOfThree(index, bases.slice(-300), book.last, carry),
      );
      close(BasisAverage.price(okx, inputs), Referee.markOfBasis(index, bases.slice(-60)));
      close(MarkMedian.price(hyperliquid, inputs), Referee.markOfOracle(index, books, oracles));
    }
  });
});
