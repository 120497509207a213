import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Accounts from '../state/Accounts.js';
import * as Rows from './Rows.js';
import * as Winners from './Winners.js';

/*
 * Everybody sold or bought at 100 000; the mark is 90 000. Rank of Binance: profit share 10% times leverage.
 *   thick  10 short on 100 000: equity 200 000, notional 900 000, 4.5 times
 *   thin   10 short on  50 000: equity 150 000,                   6 times
 *   wide    5 short on 200 000: equity 250 000, notional 450 000, 1.8 times
 *   weak    2 short from 100 000 on 400 000: equity 420 000, notional 180 000, 0.43 times
 *   long    4 long, on the failing side
 */
const TEXT = (adl: string) => `
title: Winners of a fall
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
venues: [{ id: a, adl: ${adl} }]
planted:
  only: true
  accounts:
    - { id: wide, venue: a, holdings: { USDT: 200_000 }, positions: { "BTC/USDT": -5 } }
    - { id: weak, venue: a, holdings: { USDT: 400_000 }, positions: { "BTC/USDT": -2 } }
    - { id: failing, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": 1 } }
  positions:
    - { id: thick, market: "a:BTC/USDT:perp", side: short, size: 10, margin: 100_000 USD }
    - { id: thin, market: "a:BTC/USDT:perp", side: short, size: 10, margin: 50_000 USD }
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 4, margin: 90_000 USD }
`;

function open(adl = '{}') {
  const { engine } = Worlds.write(TEXT(adl));
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  market.mark!.mark = 90_000;
  engine.feed.mark[market.id] = 90_000;
  const crowd = engine.crowds[market.crowd]!;
  const id = (name: string) => engine.accounts.name.findIndex((one) => one.endsWith(name));
  // Rows open in the order of their names.
  const [long, thick, thin] = [0, 1, 2].map((row) => Accounts.crowdAccount(market.crowd, row));
  const of = (account: number, lots: number) => Winners.ranked(engine, market, { account, lots });
  return { engine, market, crowd, id, thick: thick!, thin: thin!, long: long!, of };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

const ids = (winners: readonly Winners.Winner[]) => winners.map(({ id }) => id);

describe('who can be asked to bear a failing long', () => {
  test('is every short, rows and accounts, by profit times leverage', () => {
    expect(ids(w.of(w.id('failing'), 1))).toEqual([w.thin, w.thick, w.id('wide'), w.id('weak')]);
  });

  test('by return all are alike, and the lowest id comes first', () => {
    w = open('{ rank: return }');
    const all = [w.id('wide'), w.id('weak'), w.thick, w.thin].sort((x, y) => x - y);
    expect(ids(w.of(w.id('failing'), 1))).toEqual(all);
  });

  test('has lots, unsigned, and profit at the mark in atoms', () => {
    const winners = w.of(w.id('failing'), 1);
    expect(winners.map(({ lots }) => Math.round(lots * w.market.lot * 1e6) / 1e6)).toEqual([10, 10, 5, 2]);
    winners.forEach(({ profit }, at) => {
      expect(profit / 1e4).toBeCloseTo([100_000, 100_000, 50_000, 20_000][at]!, 3);
    });
  });

  test('is not a row in liquidation, an exempt account, or one of another venue or kind', () => {
    w.crowd.state[2] = Rows.LIQUIDATING;
    w.engine.accounts.adlExempt[w.id('wide')] = 1;
    w.engine.accounts.kind[w.id('weak')] = Accounts.CASH;
    expect(ids(w.of(w.id('failing'), 1))).toEqual([w.thick]);
    w.engine.accounts.kind[w.id('weak')] = Accounts.MARGIN;
    w.engine.accounts.venue[w.id('weak')] = 7;
    expect(ids(w.of(w.id('failing'), 1))).toEqual([w.thick]);
  });
});

describe('who can be asked to bear a failing short', () => {
  test('is every long but the failing account itself', () => {
    // Longs lose here: 1 on 40 000 of equity at 90 000 of notional, 4 on 50 000 at 360 000: profit over leverage.
    expect(ids(w.of(w.thick, -10))).toEqual([w.long, w.id('failing')]);
    expect(ids(w.of(w.id('failing'), -1))).toEqual([w.long]);
  });

  test('has a profit below zero where it loses', () => {
    expect(w.of(w.id('failing'), -1)[0]!.profit / 1e4).toBeCloseTo(-40_000, 3);
  });
});

test('an id stands for as many accounts as its row or account', () => {
  w.crowd.weight[2] = 7;
  w.engine.accounts.weight[w.id('wide')] = 3;
  const of = (id: number) => Winners.weightOf(w.engine, w.market, id);
  expect([of(w.thin), of(w.thick), of(w.id('wide'))]).toEqual([7, 1, 3]);
});
