import { expect, test } from 'vitest';
import * as Trading from '../../test/cast/Trading.js';
import * as Worlds from '../../test/cast/Worlds.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import * as Resting from './Resting.js';

const TEXT = Trading.planted(`
  accounts:
    - { id: saver, venue: a, holdings: { USDT: 10_000, BTC: 0.5 } }
`);

test.each([
  [BUY, 0.05, 90_000],
  [SELL, 0.3, 110_000],
])('side %i: its place in the book, its handle and its reservation are free again', (side, coins, price) => {
  const { engine } = Worlds.write(TEXT);
  const desk = Trading.at(engine, 'BTC/USDT', 'spot');
  const { market } = desk;
  engine.accounts.kind[desk.id('saver')] = Accounts.CASH;
  engine.quotes.slot = new Int32Array(2).fill(-1);
  desk.place({ by: 'saver', side, coins, price, owner: 1 });
  const slot = engine.quotes.slot[1]!;
  expect([slot >= 0, desk.resting(side, price)]).toEqual([true, coins]);
  market.dirty = 0;
  Resting.cancel(engine, market, slot);
  expect([engine.quotes.slot[1], desk.resting(side, price), market.dirty]).toEqual([-1, 0, 1]);
  expect([desk.cash('saver'), desk.cash('saver', market.base)]).toEqual([10_000, 0.5]);
});
