import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as LoopMarks from './LoopMarks.js';
import * as Loops from './Loops.js';

function finished(name: string) {
  const world = Worlds.open(name);
  const rows = Worlds.finish(world);
  const marks = LoopMarks.create();
  for (const row of rows) LoopMarks.observe(marks, row as never);
  return { world, rows, marks, loops: Loops.summary(world.recorder, world.engine, marks) };
}

test('loops of principal tokens that their holders unwind are told with what is left of their equity', () => {
  const { world, rows, loops } = finished('pt-loop');
  expect(rows.some((row) => row.kind === 'loop-unwind')).toBe(true);
  const [one, ...others] = loops!;
  expect(others).toEqual([]);
  expect(one).toMatchObject({ place: 'aave', product: one!.collateral, liquidated: 0 });
  expect(one!.unwound).toBeGreaterThan(0);
  expect(one!.unwound).toBeLessThanOrEqual(one!.opened);
  expect(one!.stockLeftUsd).toBeLessThan(0.99 * one!.stockUsd);
  expect(one!.equityLeftUsd).toBeGreaterThan(0);
  const leverage = world.recorder.series.columns[`loopLeverage/aave/${one!.collateral}`]!;
  expect(leverage[0]).toBeCloseTo(one!.stockUsd / one!.equityUsd, 2);
  expect(Object.keys(world.recorder.series.columns).some((name) => name.startsWith('loopUnwoundUsd'))).toBe(
    false,
  );
});

test('the first row of a kind counts for an account, and an unwind of nothing only announces', () => {
  const marks = LoopMarks.create();
  const row = { cause: 0, atUs: 0, account: 7 };
  LoopMarks.observe(marks, { ...row, id: 1, kind: 'margin-call' });
  LoopMarks.observe(marks, { ...row, id: 2, kind: 'margin-call' });
  LoopMarks.observe(marks, { ...row, id: 3, kind: 'loop-unwind', usd: 0 });
  LoopMarks.observe(marks, { id: 4, cause: 0, atUs: 0, kind: 'liquidation' });
  expect([...marks.called]).toEqual([[7, 1]]);
  expect([marks.announced.get(7), marks.unwound.size, marks.liquidated.size]).toEqual([3, 0, 0]);
  LoopMarks.observe(marks, { ...row, id: 5, kind: 'loop-unwind', usd: 10 });
  expect([marks.announced.get(7), marks.unwound.get(7)]).toEqual([3, 5]);
});

test('a world without loops has no key', () => {
  const { world, marks } = { world: Worlds.open('funding'), marks: LoopMarks.create() };
  expect(Loops.summary(world.recorder, world.engine, marks)).toBeUndefined();
});
