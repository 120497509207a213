import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import type { Engine } from '../state/Engine.js';
import * as LoopMarks from './LoopMarks.js';
import * as Loops from './Loops.js';
import type { Recorder } from './Recorder.js';

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

/** One venue with a plain loop and a whale's, a thousand coins each; cells: coin by account, then the whale's cash. */
function venue() {
  const balance = [1000, 1000];
  const engine = {
    accounts: {
      count: 3,
      assets: 1,
      state: [0, 0, 0],
      liquidatingUs: [0, 0, 0],
      cash: [0, 1, -1],
      reserved: [-1, -1, -1],
    },
    ledger: { balance },
    assets: [{ symbol: 'USDE', unit: 1 }],
    kernel: { nowUs: 0 },
  };
  const equity = [300, 250];
  const gauge = ([account]: readonly number[]) => ({ gross: balance[account!]!, equity: equity[account!]! });
  const world = engine as unknown as Engine;
  const place = { channel: 'loops', place: 'a', asset: 0 } as const;
  const loops = Loops.create([
    { ...place, group: 'loop', account: 0, first: -1, weight: 2 },
    { ...place, group: 'whale', account: 1, first: 2, weight: 5 },
  ]);
  const look = () => {
    engine.kernel.nowUs += 10;
    Loops.look(loops, world, gauge, undefined);
  };
  look();
  return { engine, world, balance, equity, loops, look };
}

test('what a venue takes from a loop is forced, what the holder sells is not; a whale keeps what it carries away', () => {
  const { engine, world, balance, equity, loops, look } = venue();
  expect(Object.fromEntries(Loops.levels(loops))).toEqual({
    'loopLeverage/a/loop': 10 / 3,
    'loopLeverage/a/whale': 4,
  });
  balance[1] = 400;
  equity[1] = 200;
  engine.accounts.liquidatingUs[0] = 15;
  balance[0] = 600;
  equity[0] = 10;
  look();
  expect(Loops.levels(loops)[0]![1]).toBeNaN();
  balance[1] = 0;
  equity[1] = 0;
  balance[0] = 0;
  equity[0] = 0;
  engine.accounts.state[0] = 3;
  look();
  expect(Object.fromEntries(Loops.totals(loops))).toEqual({
    'loopUnwoundUsd/a/loop': 0,
    'loopForcedUsd/a/loop': 1000,
    'loopUnwoundUsd/a/whale': 1000,
    'loopForcedUsd/a/whale': 0,
  });
  const marks = LoopMarks.create();
  for (const row of [
    { id: 1, kind: 'margin-call', account: 2 },
    { id: 2, kind: 'loop-unwind', account: 1, usd: 600 },
    { id: 3, kind: 'liquidation', account: 0 },
  ] as const)
    LoopMarks.observe(marks, { cause: 0, atUs: 0, ...row });
  const [plain, whale] = Loops.summary({ loops } as Recorder, world, marks)!;
  expect(plain).toMatchObject({
    product: 'loop below 3.5x',
    opened: 2,
    unwound: 0,
    liquidated: 2,
    equityLeftUsd: 0,
  });
  expect(whale).toMatchObject({ product: 'whale', opened: 5, unwound: 5, liquidated: 0, equityLeftUsd: 200 });
  expect(whale).toMatchObject({ unwinds: 1, calledBefore: 1, equityUsd: 250, stockLeftUsd: 0 });
  marks.called.set(2, 9);
  expect(Loops.summary({ loops } as Recorder, world, marks)![1]!.calledBefore).toBe(0);
});

test('a world without loops has no key', () => {
  const { world, marks } = { world: Worlds.open('funding'), marks: LoopMarks.create() };
  expect(Loops.summary(world.recorder, world.engine, marks)).toBeUndefined();
});
