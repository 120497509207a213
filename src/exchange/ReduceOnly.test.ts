import { beforeEach, describe, expect, test } from 'vitest';
import * as Trading from '../../test/cast/Trading.js';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Orders from '../mechanisms/book/Orders.js';
import { BUY, GTC, IOC, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import * as ReduceOnly from './ReduceOnly.js';
import * as Submit from './Submit.js';

/* An account long 3 BTC and one short 3, which trade with a rich one. */
const TEXT = Trading.planted(`
  accounts:
    - { id: long, venue: a, holdings: { USDT: 1_000_000 }, positions: { "BTC/USDT": 3 } }
    - { id: short, venue: a, holdings: { USDT: 1_000_000 }, positions: { "BTC/USDT": -3 } }
    - { id: other, venue: a, holdings: { USDT: 9_000_000 } }
`);

function open() {
  const { engine } = Worlds.write(TEXT);
  const desk = Trading.at(engine, 'BTC/USDT', 'perp');
  const { market, units } = desk;
  const [long, short, other] = [desk.id('long'), desk.id('short'), desk.id('other')];
  engine.accounts.free[other] = 9e6;
  const place = (by: number, side: number, coins: number, price: number, reduceOnly = 1) =>
    desk.place({ by, side, coins, price, reduceOnly, timeInForce: reduceOnly === 1 ? GTC : IOC });
  /** Coins that rest, in the order in which they came. */
  const resting = () => {
    const all: number[] = [];
    for (let i = 0; i < market.reducing.length; i += 2)
      if (Orders.isLive(engine.orders, market.reducing[i]!, market.reducing[i + 1]!))
        all.push(Math.round(engine.orders.lots[market.reducing[i]!]! * market.lot * 1e6) / 1e6);
    return all;
  };
  const setPosition = (account: number, coins: number) => {
    const lots = Math.round(coins / market.lot);
    const cost = lots * market.atomsPerTickLot * market.openTicks;
    Accounts.setPosition(engine.accounts, account, market, lots, cost);
  };
  return { engine, market, long, short, other, place, units, resting, setPosition };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

describe('orders that rest reduce-only', () => {
  test('never reach beyond the position: the oldest keeps its size', () => {
    w.place(w.long, SELL, 2, 101_000);
    w.place(w.long, SELL, 2, 102_000);
    expect(w.resting()).toEqual([2, 1]);
    w.place(w.long, SELL, 1, 103_000);
    expect(w.resting()).toEqual([2, 1]);
  });

  test('are cut as the position shrinks, and cancelled once it is gone', () => {
    w.place(w.long, SELL, 2, 101_000);
    w.place(w.long, SELL, 1, 102_000);
    w.setPosition(w.long, 2.5);
    ReduceOnly.hold(w.engine, w.market, w.long);
    expect(w.resting()).toEqual([2, 0.5]);
    w.setPosition(w.long, -1);
    ReduceOnly.hold(w.engine, w.market, w.long);
    expect([w.resting(), w.market.reducing, Ladder.bestAsk(w.market.book) > 0]).toEqual([[], [], false]);
  });

  test('are held to the position of their own account alone', () => {
    w.place(w.long, SELL, 2, 101_000);
    w.place(w.short, BUY, 3, 99_000);
    w.setPosition(w.long, 1);
    ReduceOnly.hold(w.engine, w.market, w.short);
    expect(w.resting()).toEqual([2, 3]);
    ReduceOnly.hold(w.engine, w.market, w.long);
    expect(w.resting()).toEqual([1, 3]);
  });

  test('buy for a short, by the same rule', () => {
    w.place(w.short, BUY, 2, 99_000);
    w.place(w.short, BUY, 2, 98_000);
    expect(w.resting()).toEqual([2, 1]);
    w.setPosition(w.short, -0.5);
    ReduceOnly.hold(w.engine, w.market, w.short);
    expect(w.resting()).toEqual([0.5]);
  });
});

describe('an order that meets them', () => {
  test('fills no more than closes the position, even where it has changed unseen', () => {
    w.place(w.long, SELL, 2, 101_000);
    w.place(w.long, SELL, 1, 102_000);
    w.setPosition(w.long, 1.5);
    w.place(w.other, BUY, 3, 103_000, 0);
    expect([w.units(w.long), w.units(w.other), w.resting()]).toEqual([0, 1.5, []]);
  });

  test('leaves alone what lies beyond its limit', () => {
    w.place(w.long, SELL, 2, 101_000);
    w.place(w.long, SELL, 1, 102_000);
    w.place(w.other, BUY, 3, 101_500, 0);
    expect([w.units(w.long), w.units(w.other), w.resting()]).toEqual([1, 2, [1]]);
  });

  test('counts what it takes of other orders of the account on its way', () => {
    // An ordinary sale of 2 comes first; 1 is left to close for the reduce-only order of 3.
    w.place(w.long, SELL, 3, 102_000);
    const { order } = w.engine;
    Object.assign(order, {
      account: w.long,
      side: SELL,
      limit: Math.round(101_000 / w.market.tick),
      lots: Math.round(2 / w.market.lot),
      timeInForce: GTC,
      owner: -1,
      origin: 0,
      reduceOnly: 0,
    });
    Submit.execute(w.engine, w.market, 0);
    w.place(w.other, BUY, 5, 103_000, 0);
    expect([w.units(w.long), w.units(w.other)]).toEqual([0, 3]);
  });

  test('meets nothing of its own account', () => {
    w.place(w.long, SELL, 2, 101_000);
    Object.assign(w.engine.order, {
      account: w.long,
      side: BUY,
      limit: Math.round(103_000 / w.market.tick),
      lots: 1,
    });
    ReduceOnly.meet(w.engine, w.market, w.engine.order);
    expect(w.resting()).toEqual([2]);
  });
});
