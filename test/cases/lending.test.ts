import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as Standing from '../../src/chain/lending/Standing.js';
import { InputError } from '../../src/format/InputError.js';
import type * as LendingPool from '../../src/mechanisms/lending/aave-v3/LendingPool.js';
import * as PoolRows from '../../src/mechanisms/lending/aave-v3/PoolRows.js';
import type { World } from '../../src/run/World.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import { ROOT } from '../cast/Repository.js';
import * as Worlds from '../cast/Worlds.js';

/* Published cases of lending protocols, each with the value that its formula gives. */
const text = (name: string) => readFileSync(join(ROOT, 'test', 'cases', `${name}.yaml`), 'utf8');
const open = (name: string, sets: readonly string[] = []) => Worlds.write(text(name), { sets });
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

describe('what is stated of an opening holds', () => {
  const both = [
    'lending.aave.borrowers=[' +
      '{ id: eth, collateral: ETH, debt: USDT, stock: 20k USD, rows: 10, account: 2k USD, ltv: 50%..60% },' +
      '{ id: shorts, collateral: USDT, debt: ETH, stock: 200k USD, rows: 4, account: 50k USD, ltv: 50%..50% }]',
  ];

  test('utilization, though the reserve’s borrowers pledge the same asset: 0.90, a rate of 2.7%', () => {
    const stated = text('lending-whole-loan')
      .replace(', utilization: 90%', '')
      .replace('preset: lending-major }', 'preset: lending-major, utilization: 90% }');
    const lending = lendingOf(Worlds.write(stated, { sets: both }));
    // Nobody owes ETH in the case as it is.
    expect(() => Worlds.write(stated)).toThrow(/reserves.eth.utilization/);
    expect(lending.utilization[1]).toBeCloseTo(0.9, 5);
    expect(lending.borrowRate[1]).toBeCloseTo(0.027, 6);
  });

  test('loans between what new debt may be and where liquidation begins', () => {
    const world = open('lending-ltv-above-limit');
    const health = Array.from({ length: 10 }, (_, p) => Standing.look(lendingOf(world), p).health);
    expect(Math.max(...health)).toBeLessThan(0.83 / 0.81);
    expect(Math.min(...health)).toBeGreaterThan(0.83 / 0.825 - 1e-6);
    expect(liquidations(Worlds.finish(world))).toEqual([]);
  });

  test('several collaterals and debts, in a mode', () => {
    const loans =
      '{ id: mixed, collateral: { PTUSDE: 75%, USDE: 25% }, debt: { USDT: 60%, USDE: 40% }, mode: usde, ' +
      'stock: 1M USD, rows: 2, account: 500k USD, ltv: 91%..91% }';
    const sets = [
      `lending.aave.borrowers=[${loans}]`,
      'lending.aave.modes.usde.borrowable=[USDT, USDE]',
      'lending.aave.suppliers=[{ id: coins, asset: USDE, amount: 1M USD }]',
    ];
    const world = Worlds.open('pt-loop', { sets });
    const lending = lendingOf(world);
    const row = lending.owner.indexOf(world.engine.accounts.name.indexOf('borrower/aave/mixed/1'));
    const standing = Standing.look(lending, row);
    expect([...standing.collateralUsd].map((usd) => Math.round(usd))).toEqual([0, 125_000, 375_000]);
    expect([...standing.debtUsd].map((usd) => Math.round(usd))).toEqual([273_000, 182_000, 0]);
    expect(standing.health).toBeCloseTo(0.923 / 0.91, 5);
  });

  test.each([
    ['lending-utilization-0', 'lending.aave.reserves.usdt.utilization'],
    ['lending-whole-loan', 'lending.aave.borrowers.eth.ltv', 'lending.aave.borrowers.eth.ltv=83%'],
  ])('what cannot be is refused with its place: %s', (name, path, ...sets) => {
    expect(() => open(name, sets)).toThrow(InputError);
    try {
      open(name, sets);
    } catch (error) {
      expect((error as InputError).issues.map((issue) => issue.path)).toEqual([path]);
    }
  });
});
