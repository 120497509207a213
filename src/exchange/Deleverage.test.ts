import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as EventKind from '../messages/EventKind.js';
import * as Accounts from '../state/Accounts.js';
import * as Deleverage from './Deleverage.js';
import * as Settle from './Settle.js';

/*
 * An account long 15 BTC from 100 000 hands them over at 95 000 a coin. Two shorts from 100 000 face it: a row of 10 with the
 * higher leverage, and an account of 8. The mark is 90 000.
 */
const TEXT = (adl: string) => `
title: A failing long and two shorts
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
venues: [{ id: a, adl: ${adl} }]
planted:
  only: true
  accounts:
    - { id: failing, venue: a, holdings: { USDT: 400_000 }, positions: { "BTC/USDT": 15 } }
    - { id: short, venue: a, holdings: { USDT: 300_000 }, positions: { "BTC/USDT": -8 } }
  positions:
    - { id: row, market: "a:BTC/USDT:perp", side: short, size: 10, margin: 100_000 USD }
`;
const UNIT = 1e4;

function open(adl = '{}') {
  const world = Worlds.write(TEXT(adl));
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  market.mark!.mark = 90_000;
  engine.feed.mark[market.id] = 90_000;
  const crowd = engine.crowds[market.crowd]!;
  const id = (name: string) => engine.accounts.name.findIndex((one) => one.endsWith(name));
  const [failing, short, row] = [id('failing'), id('short'), Accounts.crowdAccount(market.crowd, 0)];
  const units = (account: number) =>
    Math.round(Settle.lotsOf(engine, market, account) * market.lot * 1e6) / 1e6;
  const cash = (account: number) => Accounts.balance(engine, account, market.quote) / UNIT;
  const close = (coins: number, price = 95_000) => {
    const part = { account: failing, lots: Math.round(coins / market.lot), value: coins * price * UNIT };
    return Deleverage.close(engine, market, { ...part, cause: engine.news.origin }) * market.lot;
  };
  const margin = () => engine.ledger.balance[crowd.margin[0]!]! / UNIT;
  return { world, engine, market, crowd, failing, short, row, units, cash, close, margin };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

describe('a failing position is closed against winners', () => {
  test('in their order, at the failing side’s price', () => {
    const totals = [...Ledger.totals(w.engine.ledger)];
    expect(w.close(15)).toBeCloseTo(15, 9);
    expect([w.units(w.failing), w.units(w.row), w.units(w.short)].map((x) => x + 0)).toEqual([0, 0, -3]);
    // 10 and 5 bought back 5 000 below what they were sold for.
    expect(w.margin()).toBeCloseTo(100_000 + 50_000, 4);
    expect(w.cash(w.short)).toBeCloseTo(300_000 + 25_000, 4);
    // 15 times 5 000 lost, and no fee.
    expect(w.cash(w.failing)).toBeCloseTo(400_000 - 75_000, 4);
    expect([...Ledger.totals(w.engine.ledger)]).toEqual(totals);
  });

  test('pro rata where the venue says so: 10/18 and 8/18', () => {
    w = open('{ policy: pro-rata }');
    expect(w.close(9)).toBeCloseTo(9, 9);
    expect(w.units(w.row)).toBeCloseTo(-5, 3);
    expect(w.units(w.short)).toBeCloseTo(-4, 3);
  });

  test('as far as there are winners', () => {
    w.engine.accounts.adlExempt[w.short] = 1;
    expect(w.close(15)).toBeCloseTo(10, 9);
    expect(w.units(w.failing)).toBe(5);
    // The part that found a winner went at the same price.
    expect(w.margin()).toBeCloseTo(150_000, 4);
  });

  test('a failing short against longs', () => {
    const lots = Math.round(4 / w.market.lot);
    const part = { account: w.row, lots: -lots, value: 4 * 104_000 * UNIT, cause: w.engine.news.origin };
    expect(Deleverage.close(w.engine, w.market, part)).toBe(lots);
    // The long sells 4 of its 15 at 104 000.
    expect([w.units(w.failing), w.units(w.row)]).toEqual([11, -6]);
    expect(w.cash(w.failing)).toBeCloseTo(400_000 + 16_000, 4);
    expect(w.margin()).toBeCloseTo(100_000 - 16_000, 4);
  });
});

describe('what was deleveraged is told', () => {
  test('in the tally: dollars at the mark, accounts by their weight, the first instant', () => {
    w.crowd.weight[0] = 4;
    w.engine.kernel.nowUs = 3e6;
    w.close(15);
    expect(w.engine.tally.adlUsd).toBeCloseTo(15 * 90_000, 3);
    expect(w.engine.tally.adlByVenue[0]).toBeCloseTo(15 * 90_000, 3);
    expect([w.engine.tally.adlAccounts, w.engine.tally.firstAdlUs]).toEqual([5, 3e6]);
    w.engine.kernel.nowUs = 9e6;
    w.close(1);
    expect(w.engine.tally.firstAdlUs).toBe(3e6);
  });

  test('in the journal: a row a winner, under the cause', () => {
    w.close(15);
    const rows = Worlds.rows(w.world).filter(({ kind }) => kind === 'adl');
    expect(rows.map(({ account, usd }) => [account, usd])).toEqual([
      [w.row, 900_000],
      [w.short, 450_000],
    ]);
    for (const row of rows)
      expect(row).toMatchObject({ venue: 'a', market: 'BTC/USDT', cause: w.engine.news.origin });
  });

  test('to the agent of a winner, a tenth of a second later; rows and accounts without one hear nothing', () => {
    const before = w.engine.kernel.queue.size;
    w.close(1);
    expect(w.engine.kernel.queue.size).toBe(before);
    w.engine.accounts.agent[w.short] = 2;
    w.close(14);
    expect(w.engine.kernel.queue.size).toBe(before + 1);
    const slot = w.engine.kernel.free[w.engine.kernel.freeCount]!;
    const [kind, target, account] = w.engine.kernel.fields.slice(slot * 6, slot * 6 + 3);
    expect([kind, target, account]).toEqual([EventKind.NOTICE, 2, w.short]);
  });
});
