import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type * as LendingPool from '../../src/mechanisms/lending/aave-v3/LendingPool.js';
import * as PoolRows from '../../src/mechanisms/lending/aave-v3/PoolRows.js';
import type { World } from '../../src/run/World.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import { ROOT } from '../cast/Repository.js';
import * as Worlds from '../cast/Worlds.js';

/* Published cases of lending protocols, each with the value that its formula gives. */
const open = (name: string, sets: readonly string[] = []) =>
  Worlds.write(readFileSync(join(ROOT, 'test', 'cases', `${name}.yaml`), 'utf8'), { sets });
const lendingOf = ({ engine }: World) => engine.onchain.lendings[0]!;
const poolOf = (world: World) => lendingOf(world).book as LendingPool.Pool;
const liquidations = (rows: readonly Worlds.Row[]) =>
  rows.filter(({ kind }) => kind === 'lending-liquidation');

describe('a whole loan (aave-v3-origin, pull request 122)', () => {
  const at = (price: number) => {
    const world = open('lending-whole-loan', [`planted.orders.bid-1.price=${price}`]);
    const made = liquidations(Worlds.finish(world)).map(({ repaidUsd }) => repaidUsd as number);
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
    return { made, refused: lendingOf(world).tally.refused };
  };

  test.each([3400, 3600])('at %d health is below 0.95: all 79,000 in one call', (price) => {
    const { made, refused } = at(price);
    expect(made.length).toBe(1);
    expect(made[0]).toBeCloseTo(79_000, -1);
    expect(refused).toEqual({});
  });

  test('at 3,700 health is 0.972: half of the debt, and no more once it is healthy', () => {
    const { made, refused } = at(3700);
    expect(made[0]).toBeCloseTo(39_500, -1);
    expect(refused).toEqual({});
  });
});

describe('a collateral reserve that is lent out', () => {
  test('half of the debt is repaid, and the collateral is taken as a claim; no atom is lost', () => {
    const world = open('lending-full-utilization');
    const rows = Worlds.finish(world);
    const made = liquidations(rows);
    expect(made[0]!.repaidUsd).toBeCloseTo(39_500, -1);
    const lending = lendingOf(world);
    const searcher = world.engine.accounts.name.indexOf('liquidator/aave/searcher/1');
    const eth = world.engine.assets.findIndex(({ symbol }) => symbol === 'ETH');
    const claim = PoolRows.depositOf(
      poolOf(world),
      lending.owner.indexOf(searcher),
      lending.assets.indexOf(eth),
    );
    const seizedUsd = made.reduce((sum, row) => sum + (row.seizedUsd as number), 0);
    // A tenth of the bonus is the protocol's.
    expect((claim / 1e6) * lending.price[lending.assets.indexOf(eth)]!).toBeCloseTo(
      seizedUsd * (1 - (0.1 * 0.05) / 1.05),
      -2,
    );
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });
});
