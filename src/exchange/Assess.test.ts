import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Accounts from '../state/Accounts.js';
import * as Assess from './Assess.js';

/*
 * At the opening prices of 100 000 and 10. Weights: BTC 95%, ALT 80%. A loan's maintenance is 10%.
 *   coins   2 BTC, 1 000 ALT                  190 000 + 8 000 of 210 000
 *   debtor  10 000 ALT, owes 30 000 USDT      80 000 - 30 000, maintenance 3 000
 *   trader  50 000 USDT, long 1 BTC           50 000, maintenance 0.4% or 0.5% of 100 000 by its bracket
 */
const TEXT = `
title: Accounts to value
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted:
  only: true
  accounts:
    - { id: coins, venue: a, holdings: { BTC: 2, ALT: 1_000 } }
    - { id: debtor, venue: a, holdings: { ALT: 10_000 }, debts: { USDT: 30_000 } }
    - { id: trader, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": 1 } }
    - { id: short, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": -1 } }
`;
const UNIT = 1e4;

function open() {
  const { engine } = Worlds.write(TEXT);
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const of = (name: string) => {
    const out = Assess.create();
    Assess.assess(
      engine,
      engine.accounts.name.findIndex((one) => one.endsWith(name)),
      out,
    );
    return out;
  };
  return { engine, market, of, venue: engine.venues[0]! };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

describe('an account is worth', () => {
  test('its coins by their weights; in full without', () => {
    const a = w.of('coins');
    expect(a.equity).toBeCloseTo(198_000, 6);
    expect(a.fullEquity).toBeCloseTo(210_000, 6);
    expect([a.maintenance, a.initial, a.notional]).toEqual([0, 0, 0]);
    expect(a.gross).toBeCloseTo(210_000, 6);
  });

  test('less what it owes, which needs maintenance', () => {
    const a = w.of('debtor');
    expect(a.equity).toBeCloseTo(50_000, 6);
    expect(a.fullEquity).toBeCloseTo(70_000, 6);
    expect(a.maintenance).toBeCloseTo(3_000, 6);
    // Dollars have no price that moves here.
    expect(a.exposed).toBeCloseTo(100_000, 6);
    expect(a.steep).toBeCloseTo(3_000, 6);
  });

  test('with what it has not yet realized, at the mark', () => {
    w.engine.feed.mark[w.market.id] = 93_000;
    // One BTC bought at 100 000.
    expect(w.of('trader').equity).toBeCloseTo(43_000, 6);
    expect(w.of('short').equity).toBeCloseTo(57_000, 6);
    expect(w.of('short').notional).toBeCloseTo(93_000, 6);
  });

  test('at the venue’s price of a coin, not at the market’s', () => {
    w.venue.collateralUsd[w.engine.assets.findIndex(({ symbol }) => symbol === 'ALT')] = 5;
    expect(w.of('debtor').equity).toBeCloseTo(40_000 - 30_000, 6);
  });

  test('w times as much where it stands for w accounts', () => {
    const { accounts } = w.engine;
    const one = w.of('trader');
    const id = accounts.name.findIndex((name) => name.endsWith('trader'));
    // Ten accounts of a tenth: each in the lowest bracket, so no more maintenance in all.
    accounts.weight[id] = 10;
    const ten = w.of('trader');
    expect(ten.equity).toBeCloseTo(one.equity, 6);
    expect(ten.maintenance).toBeLessThanOrEqual(one.maintenance);
    expect(ten.maintenance).toBeGreaterThan(0);
  });
});

test('another set of holdings is another hash; other amounts of the same are not', () => {
  const { engine, market } = w;
  const before = w.of('trader').columns;
  const id = engine.accounts.name.findIndex((name) => name.endsWith('trader'));
  const lots = 1 / market.lot;
  Accounts.setPosition(engine.accounts, id, market, 2 * lots, 200_000 * UNIT);
  expect(w.of('trader').columns).toBe(before);
  Accounts.setPosition(engine.accounts, id, market, 0, 0);
  expect(w.of('trader').columns).not.toBe(before);
});

describe('the move that an account survives', () => {
  const valued = (equity: number, maintenance: number, exposed: number, steep: number) => ({
    ...Assess.create(),
    equity,
    maintenance,
    exposed,
    steep,
  });

  test('is its room over the speed at which equity falls and maintenance grows', () => {
    // (1 000 - 2 * 100) / (9 000 + 2 * 500) = 8%.
    expect(Assess.slack(valued(1_000, 100, 9_000, 500), 2)).toBeCloseTo(0.08, 12);
  });

  test('is nothing below the threshold, all where nothing moves it, and at most a half', () => {
    expect(Assess.slack(valued(150, 100, 9_000, 500), 2)).toBe(0);
    expect(Assess.slack(valued(1_000, 0, 0, 0), 2)).toBe(Number.POSITIVE_INFINITY);
    expect(Assess.slack(valued(1e6, 100, 9_000, 500), 2)).toBe(0.5);
  });

  test('back to a threshold is the way up by the same speed', () => {
    // (3 * 100 - 200) / (3 500 + 3 * 500) = 2%.
    expect(Assess.recovery(valued(200, 100, 3_500, 500), 3)).toBeCloseTo(0.02, 12);
    expect(Assess.recovery(valued(400, 100, 3_500, 500), 3)).toBe(0);
  });

  test('is a bound: after that move of every price the ratio is not below the threshold', () => {
    const a = w.of('debtor');
    const s = Assess.slack(a, 2);
    expect(s).toBeGreaterThan(0.1);
    const alt = w.engine.assets.findIndex(({ symbol }) => symbol === 'ALT');
    w.venue.collateralUsd[alt] = 10 * (1 - s);
    const after = w.of('debtor');
    expect(after.equity / after.maintenance).toBeGreaterThanOrEqual(2);
  });
});
