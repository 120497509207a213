import { describe, expect, test } from 'vitest';
import * as Trading from '../../test/cast/Trading.js';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import { BUY, GTC, IOC, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';

/* Two accounts without coins that offer some on credit, one that owns some, and a buyer. */
const TEXT = Trading.planted(`
  accounts:
    - { id: first, venue: a, holdings: { USDT: 9_000_000 } }
    - { id: second, venue: a, holdings: { USDT: 9_000_000 } }
    - { id: owner, venue: a, holdings: { USDT: 9_000_000, BTC: 1 } }
    - { id: buyer, venue: a, holdings: { USDT: 9_000_000 } }
`);

/** The world, and ways to place an order and to set what the venue can lend. */
function opened() {
  const { engine } = Worlds.write(TEXT);
  const desk = Trading.at(engine, 'BTC/USDT', 'spot');
  const { market, venue, id } = desk;
  const place = (by: string, side: number, coins: number, price: number) =>
    desk.place({ by, side, coins, price, timeInForce: by === 'buyer' ? IOC : GTC });
  for (const name of ['first', 'second', 'owner', 'buyer']) engine.accounts.free[id(name)] = 9e6;
  const lend = (asset: number, units: number) => {
    const cash = Accounts.cash(engine, venue.treasury, asset);
    const others = Accounts.cash(engine, id('external'), asset);
    const want = Math.round(units * engine.assets[asset]!.unit) - engine.ledger.balance[cash]!;
    if (want !== 0)
      Ledger.post(engine.ledger, want > 0 ? others : cash, want > 0 ? cash : others, Math.abs(want));
    return cash;
  };
  return { engine, market, place, id, lend };
}

/** A world in which the venue can still lend `lent` coins when the buyer comes. */
function sold(lent: number, ofOwner: readonly number[] = [1]) {
  const { engine, market, place, id, lend } = opened();
  const unit = engine.assets[market.base]!.unit;
  const cash = lend(market.base, 1000);
  const price = market.openTicks * market.tick;
  place('first', SELL, 2, price + 1);
  place('second', SELL, 2, price + 2);
  for (const coins of ofOwner) place('owner', SELL, coins, price + 3);
  lend(market.base, lent);
  place('buyer', BUY, 4, price + 100);
  const coins = (name: string) => Accounts.balance(engine, id(name), market.base) / unit;
  const owes = (name: string) => Accounts.owed(engine, id(name), market.base) / unit;
  return {
    bought: coins('buyer'),
    owed: [owes('first'), owes('second'), owes('owner')],
    left: engine.ledger.balance[cash]! / unit,
    resting: Ladder.orderCount(market.book),
  };
}

test('a venue that can lend everything lets every sale fill', () => {
  expect(sold(4)).toEqual({ bought: 4, owed: [2, 2, 0], left: 0, resting: 1 });
});

test('a sale that the venue has no coins for is cancelled, and coins that are owned are sold in its place', () => {
  expect(sold(2.5)).toEqual({ bought: 3, owed: [2, 0, 0], left: 0.5, resting: 0 });
  expect(sold(0)).toEqual({ bought: 1, owed: [0, 0, 0], left: 0, resting: 0 });
});

test('a cancelled sale leaves the coins of its owner to the next one', () => {
  expect(sold(0, [2, 1])).toEqual({ bought: 1, owed: [0, 0, 0], left: 0, resting: 0 });
});

describe('a purchase on credit', () => {
  /** Two accounts without dollars bid for 2 BTC each, when the venue can still lend so many dollars; one sells 4. */
  function bought(lentUsd: number) {
    const { engine, market, place, id, lend } = opened();
    const price = market.openTicks * market.tick;
    lend(market.quote, 9e9);
    for (const name of ['first', 'second']) spend(engine, id(name), market.quote);
    place('first', BUY, 2, price - 1);
    place('second', BUY, 2, price - 2);
    lend(market.quote, lentUsd);
    place('owner', SELL, 4, price - 100);
    const owes = (name: string) =>
      Accounts.owed(engine, id(name), market.quote) / engine.assets[market.quote]!.unit;
    return { owed: [owes('first'), owes('second')].map(Math.round), resting: Ladder.orderCount(market.book) };
  }

  function spend(engine: Engine, account: number, asset: number): void {
    const others = Accounts.cash(
      engine,
      engine.accounts.name.findIndex((one) => one.endsWith('external')),
      asset,
    );
    const atoms = Accounts.balance(engine, account, asset);
    Ledger.post(engine.ledger, Accounts.cash(engine, account, asset), others, atoms);
  }

  test('fills as far as the venue can lend the money, else it is cancelled', () => {
    const both = bought(9e9);
    expect(both.owed.every((usd) => usd > 190_000)).toBe(true);
    expect(bought(300_000)).toEqual({ owed: [both.owed[0], 0], resting: 1 });
    // What is left of the sale rests.
    expect(bought(0)).toEqual({ owed: [0, 0], resting: 1 });
  });

  test('may borrow a hundredth of what there is when it is placed', () => {
    const { engine, market, place, id, lend } = opened();
    spend(engine, id('first'), market.quote);
    const price = market.openTicks * market.tick;
    lend(market.quote, 5e6);
    place('first', BUY, 2, price - 1);
    const lots = Ladder.depthLots(market.book, BUY, 1, Number.POSITIVE_INFINITY);
    expect(lots * market.lot * price).toBeGreaterThan(45_000);
    expect(lots * market.lot * price).toBeLessThanOrEqual(50_000 * 1.001);
  });
});
