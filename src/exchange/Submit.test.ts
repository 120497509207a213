import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Intent from '../messages/Intent.js';
import * as Outbox from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import * as Submit from './Submit.js';

test('a margin account offers on spot what it holds, and no more when the venue has none of it to lend', () => {
  const { engine } = Worlds.open('own-book-index');
  const account = engine.accounts.name.indexOf('pledger');
  const market = engine.markets.find((one) => one.symbol === 'STETH/USDT')!;
  const held = Accounts.balance(engine, account, market.base) / market.baseAtomsPerLot;
  const { treasury } = engine.venues[market.venue]!;
  const other = engine.pools[0]!.account;
  const atoms = Accounts.balance(engine, treasury, market.base);
  const [from, to] = [treasury, other].map((one) => Accounts.cash(engine, one, market.base)) as [
    number,
    number,
  ];
  Ledger.post(engine.ledger, from, to, atoms);
  // Lots times ticks.
  const offered = () => Ladder.depth(market.book, Outbox.SELL, market.openTicks * 2);
  const before = offered();
  const slot = Intent.allocate(engine.intents);
  engine.intents.op[slot] = Intent.PLACE;
  engine.intents.market[slot] = market.id;
  engine.intents.account[slot] = account;
  engine.intents.side[slot] = Outbox.SELL;
  engine.intents.limit[slot] = market.openTicks * 2;
  engine.intents.lots[slot] = held * 10;
  engine.intents.timeInForce[slot] = Outbox.GTC;
  engine.intents.owner[slot] = -1;
  engine.intents.next[slot] = -1;
  Submit.batch(engine, slot);
  expect(offered() - before).toBe(held * market.openTicks * 2);
});
