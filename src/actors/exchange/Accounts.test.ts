import { expect, it } from 'vitest';
import * as RandomWorlds from '../../../test/cast/RandomWorlds.js';
import * as Run from '../../scenario/Run.js';
import * as Accounts from './Accounts.js';

/** Members of a row that hold anything, found by looking at all of them. */
function scanned(width: number, isHeld: (member: number) => boolean): number[] {
  return Array.from({ length: width }, (_, member) => member).filter(isHeld);
}

function walked(next: (after: number) => number): number[] {
  const members: number[] = [];
  for (let member = next(-1); member >= 0; member = next(member)) members.push(member);
  return members;
}

it('names everything that margin accounts and pools hold, after crashes of random worlds', () => {
  let positions = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const world = RandomWorlds.build(seed);
    const { accounts, ledger, pools } = world.engine;
    Run.advance(world, world.engine.endUs, 1e6);
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
