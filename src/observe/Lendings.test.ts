import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Advance from '../run/Advance.js';
import * as Lendings from './Lendings.js';

const world = Worlds.open('lending-liquidation');
Advance.advance(world, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);

test('a summary tells what was liquidated by collateral, and what nobody owes any more', () => {
  const [lending, ...others] = Lendings.summary(world.engine)!;
  expect(others).toEqual([]);
  const rows = Worlds.rows(world);
  const sum = (kind: string, key: string) =>
    rows.filter((row) => row.kind === kind).reduce((total, row) => total + (row[key] as number), 0);
  expect(lending!.liquidatedUsd).toBeGreaterThan(500_000);
  expect(lending!.liquidatedUsd).toBeCloseTo(sum('lending-liquidation', 'seizedUsd'), 0);
  expect(lending!.liquidatedByCollateral).toEqual({ ETH: lending!.liquidatedUsd });
  expect(lending!.badDebtUsd).toBeCloseTo(sum('bad-debt', 'usd'), 0);
  expect(lending!.maxUtilization).toBeCloseTo(0.85, 4);
});

test('minutes hold levels as they stand, and dollars as they grow', () => {
  const { columns, minutes } = world.recorder.series;
  const liquidated = columns['lendingLiquidatedUsd/aave']!.subarray(0, minutes);
  expect(liquidated[0]).toBeGreaterThan(100_000);
  expect(liquidated.reduce((sum, usd) => sum + usd)).toBeCloseTo(
    Lendings.summary(world.engine)![0]!.liquidatedUsd,
  );
  // While nothing happens, interest alone raises it; repaid debt is cash again, and borrowing gets cheaper.
  const used = columns['lendingUtilization/aave/USDT']!;
  expect(used[1]! - used[0]!).toBeGreaterThan(0);
  expect(used[1]! - used[0]!).toBeLessThan(1e-6);
  expect(used[minutes - 1]!).toBeLessThan(0.6);
  expect(columns['lendingRate/aave/USDT']![minutes - 1]!).toBeLessThan(0.045);
});

test('a world without a protocol has no key', () => {
  expect(Lendings.summary(Worlds.open('funding').engine)).toBeUndefined();
});
