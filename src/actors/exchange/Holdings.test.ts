import { describe, expect, it } from 'vitest';
import * as RandomWorlds from '../../../test/cast/RandomWorlds.js';
import * as Run from '../../scenario/Run.js';
import * as Accounts from './Accounts.js';
import * as Holdings from './Holdings.js';

/** Columns of a row that hold anything, found by looking at all of them. */
function scanned(width: number, isHeld: (column: number) => boolean): number[] {
  return Array.from({ length: width }, (_, column) => column).filter(isHeld);
}

describe('columns in use', () => {
  it('stay ascending and single in whatever order they come', () => {
    const accounts = Accounts.create(2, 6, 1);
    for (const asset of [4, 0, 4, 5, 2, 0]) Holdings.ofAsset(accounts, 1, asset);
    expect([...accounts.assetList]).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 4, 5, 0, 0]);
    expect([...accounts.assetCount]).toEqual([0, 4]);
  });

  it('name everything that margin accounts and pools hold, after crashes of random worlds', () => {
    let positions = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const world = RandomWorlds.build(seed);
      const { accounts, ledger, pools } = world.engine;
      Run.advance(world, world.engine.endUs, 1e6);
      const funds = new Set(pools.map((pool) => pool.account));
      for (let id = 0; id < accounts.count; id++) {
        if (accounts.kind[id] !== Accounts.MARGIN && !funds.has(id)) continue;
        const cells = id * accounts.assets;
        const isOpen = (cell: number) => cell >= 0 && ledger.balance[cell] !== 0;
        const assets = scanned(accounts.assets, (asset) =>
          [accounts.cash, accounts.reserved, accounts.debt].some((column) => isOpen(column[cells + asset]!)),
        );
        const listed = accounts.assetList.subarray(cells, cells + accounts.assetCount[id]!);
        expect([...listed]).toEqual(expect.arrayContaining(assets));
        const from = id * accounts.width;
        const perps = scanned(accounts.width, (local) => accounts.lots[from + local] !== 0);
        const open = [...accounts.perpList.subarray(from, from + accounts.perpCount[id]!)];
        expect(open.filter((local) => accounts.lots[from + local] !== 0)).toEqual(perps);
        positions += perps.length;
      }
    }
    expect(positions).toBeGreaterThan(20);
  });
});
