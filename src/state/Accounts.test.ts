import { expect, test } from 'vitest';
import * as RandomWorlds from '../../test/cast/RandomWorlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Advance from '../run/Advance.js';
import * as Accounts from './Accounts.js';
import type { Engine, Market } from './Engine.js';

const [DOLLAR, COIN] = [0, 40];
const perp = { local: 33, quote: DOLLAR } as Market;

function engineOf(capacity: number): Engine {
  const accounts = Accounts.create(capacity, 50, 50);
  return { accounts, ledger: Ledger.create(Array.from({ length: 100 }, (_, i) => `${i}`)) } as Engine;
}

test('columns grow with accounts and keep what they hold', () => {
  const engine = engineOf(2);
  const { accounts } = engine;
  const first = Accounts.add(accounts, 'first', 0, Accounts.MARGIN, 3);
  accounts.agent[first] = 7;
  const cell = Accounts.cash(engine, first, COIN);
  Accounts.setPosition(accounts, first, perp, -5, -500);
  for (let i = 0; i < 9; i++) Accounts.add(accounts, `${i}`, 1, Accounts.CASH);
  expect(accounts).toMatchObject({ count: 10, assets: 50, width: 50 });
  expect(accounts.name.slice(0, 2)).toEqual(['first', '0']);
  expect(Accounts.cash(engine, first, COIN)).toBe(cell);
  expect([accounts.weight[0], accounts.weight[9], accounts.agent[0], accounts.agent[9]]).toEqual([
    3, 1, 7, -1,
  ]);
  expect([accounts.lots[perp.local], accounts.entry[perp.local]]).toEqual([-5, -500]);
  expect(Accounts.balance(engine, 9, COIN)).toBe(0);
  expect([Accounts.nextHeld(accounts, 9, -1), Accounts.nextOpen(accounts, 9, -1)]).toEqual([-1, -1]);
});

test('an account knows which assets it has cells of, and where it has positions', () => {
  const engine = engineOf(4);
  const { accounts } = engine;
  Accounts.add(accounts, 'other', 0, Accounts.MARGIN);
  const account = Accounts.add(accounts, 'one', 0, Accounts.MARGIN);
  const held = () => [Accounts.nextHeld(accounts, account, -1), Accounts.nextHeld(accounts, account, DOLLAR)];
  expect(held()).toEqual([-1, -1]);
  Accounts.debt(engine, account, COIN);
  expect(held()).toEqual([COIN, COIN]);
  Accounts.setPosition(accounts, account, perp, 2, 20);
  // Profits are paid in the quote, of which it has nothing yet.
  expect(held()).toEqual([DOLLAR, COIN]);
  expect(Accounts.nextOpen(accounts, account, -1)).toBe(perp.local);
  Accounts.setPosition(accounts, account, perp, 0, 0);
  expect(Accounts.nextOpen(accounts, account, -1)).toBe(-1);
  expect(Accounts.nextOpen(accounts, 0, -1)).toBe(-1);
});

/** Members of a row that hold anything, found by looking at all of them. */
function scanned(width: number, isHeld: (member: number) => boolean): number[] {
  return Array.from({ length: width }, (_, member) => member).filter(isHeld);
}

function walked(next: (after: number) => number): number[] {
  const members: number[] = [];
  for (let member = next(-1); member >= 0; member = next(member)) members.push(member);
  return members;
}

test('names everything that margin accounts and pools hold, after crashes of random worlds', () => {
  let positions = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const world = RandomWorlds.build(seed);
    const { accounts, ledger, pools } = world.engine;
    Advance.advance(world, world.engine.endUs, 1e6);
    const funds = new Set(pools.map((pool) => pool.account));
    for (let id = 0; id < accounts.count; id++) {
      if (accounts.kind[id] !== Accounts.MARGIN && !funds.has(id)) continue;
      const cells = id * accounts.assets;
      const isHeld = (cell: number) => cell >= 0 && ledger.balance[cell] !== 0;
      const assets = scanned(accounts.assets, (asset) =>
        [accounts.cash, accounts.reserved, accounts.debt].some((column) => isHeld(column[cells + asset]!)),
      );
      expect(walked((after) => Accounts.nextHeld(accounts, id, after))).toEqual(
        expect.arrayContaining(assets),
      );
      const from = id * accounts.width;
      const perps = scanned(accounts.width, (local) => accounts.lots[from + local] !== 0);
      expect(walked((after) => Accounts.nextOpen(accounts, id, after))).toEqual(perps);
      positions += perps.length;
    }
  }
  expect(positions).toBeGreaterThan(20);
});
