import { beforeEach, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Assess from './Assess.js';
import * as Watch from './Watch.js';

const TEXT = `
title: Accounts under watch
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted:
  only: true
  accounts:
    - { id: coin, venue: a, holdings: { ALT: 1_000 }, debts: { USDT: 1_000 } }
    - { id: trader, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": 1 } }
`;

function open() {
  const { engine } = Worlds.write(TEXT);
  const venue = engine.venues[0]!;
  venue.watch = Watch.create(engine, venue);
  const id = (name: string) => engine.accounts.name.findIndex((one) => one.endsWith(name));
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const arm = (account: number, s: number) => {
    const valued = Assess.create();
    Assess.assess(engine, account, valued);
    Watch.arm(engine, venue, account, valued.columns, s);
  };
  const perp = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!.id;
  const mark = (price: number) => {
    engine.feed.mark[perp] = price;
  };
  const alt = (price: number) => {
    venue.collateralUsd[asset('ALT')] = price;
  };
  mark(100_000);
  for (const market of engine.markets) if (market.perp) engine.feed.mark[market.id] = market.mark!.mark;
  return { coin: id('coin'), trader: id('trader'), arm, mark, alt, due: () => [...Watch.due(engine, venue)] };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
  w.arm(w.coin, 0.3);
  w.arm(w.trader, 0.3);
});

test('nobody is due while prices stand, or move within the box', () => {
  expect(w.due()).toEqual([]);
  // A box is a third of what is survived: 10%.
  w.alt(9.2);
  w.mark(95_000);
  expect(w.due()).toEqual([]);
});

test('an account is due once a price that it depends on has left its box, up or down', () => {
  w.alt(8.8);
  expect(w.due()).toEqual([w.coin]);
  w = open();
  w.arm(w.coin, 0.3);
  w.alt(11.3);
  expect(w.due()).toEqual([w.coin]);
});

test('a position depends on its mark', () => {
  w.mark(88_000);
  expect(w.due()).toEqual([w.trader]);
});

test('who is due is told in ascending order, once', () => {
  w.mark(80_000);
  w.alt(7);
  expect(w.due()).toEqual([w.coin, w.trader].sort((x, y) => x - y));
});

test('nothing moves an account without a box', () => {
  w = open();
  w.mark(10_000);
  w.alt(1);
  expect(w.due()).toEqual([]);
});
