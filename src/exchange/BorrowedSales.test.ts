import { expect, test } from 'vitest';
import * as Trading from '../../test/cast/Trading.js';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import { BUY, GTC, IOC, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';

/* Two accounts without coins that offer some on credit, one that owns some, and a buyer. */
const TEXT = `
title: Coins that are lent
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted:
  only: true
  accounts:
    - { id: first, venue: a, holdings: { USDT: 9_000_000 } }
    - { id: second, venue: a, holdings: { USDT: 9_000_000 } }
    - { id: owner, venue: a, holdings: { USDT: 9_000_000, BTC: 1 } }
    - { id: buyer, venue: a, holdings: { USDT: 9_000_000 } }
`;

/** A world in which the venue can still lend `lent` coins when the buyer comes. */
function sold(lent: number, ofOwner: readonly number[] = [1]) {
  const { engine } = Worlds.write(TEXT);
  const desk = Trading.at(engine, 'BTC/USDT', 'spot');
  const { market, venue, id } = desk;
  const place = (by: string, side: number, coins: number, price: number) =>
    desk.place({ by, side, coins, price, timeInForce: side === SELL ? GTC : IOC });
  for (const name of ['first', 'second', 'owner', 'buyer']) engine.accounts.free[id(name)] = 9e6;
  const unit = engine.assets[market.base]!.unit;
  const cash = Accounts.cash(engine, venue.treasury, market.base);
  const others = Accounts.cash(engine, id('external'), market.base);
  const want = Math.round(1000 * unit) - engine.ledger.balance[cash]!;
  if (want !== 0)
    Ledger.post(engine.ledger, want > 0 ? others : cash, want > 0 ? cash : others, Math.abs(want));
  const price = market.openTicks * market.tick;
  place('first', SELL, 2, price + 1);
  place('second', SELL, 2, price + 2);
  for (const coins of ofOwner) place('owner', SELL, coins, price + 3);
  Ledger.post(engine.ledger, cash, others, engine.ledger.balance[cash]! - Math.round(lent * unit));
  place('buyer', BUY, 4, price + 100);
  return {
    bought: desk.cash('buyer', market.base),
    owed: ['first', 'second', 'owner'].map((name) => desk.owed(name, market.base)),
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
