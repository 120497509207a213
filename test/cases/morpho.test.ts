import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Standing from '../../src/chain/lending/Standing.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import { ROOT } from '../cast/Repository.js';
import * as Worlds from '../cast/Worlds.js';

/* Case M: a market of Morpho Blue with a line at 80 %: the whole debt is repayable just past it, at 1/(0.3 0.8 + 0.7). */
const text = readFileSync(join(ROOT, 'test', 'cases', 'morpho-market.yaml'), 'utf8');
const open = (price: number) => Worlds.write(text, { sets: [`planted.orders.bid-1.price=${price}`] });

test('just past the line all of the debt is repaid in one call, at 1.06383', () => {
  const world = open(3940);
  const made = Worlds.finish(world).filter(({ kind }) => kind === 'lending-liquidation');
  expect(made.length).toBe(1);
  expect(made[0]!.repaidUsd).toBeCloseTo(79_000, -1);
  expect((made[0]!.seizedUsd as number) / (made[0]!.repaidUsd as number)).toBeCloseTo(1.06383, 4);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
});

test('before it nothing happens', () => {
  const world = open(3960);
  expect(Worlds.finish(world).filter(({ kind }) => kind === 'lending-liquidation')).toEqual([]);
  expect(Standing.look(world.engine.onchain.lendings[0]!, 0).health).toBeGreaterThan(1);
});

test('far below it what is owed without collateral is a loss of the suppliers, and the run knows who bore it', () => {
  const world = open(3000);
  const rows = Worlds.finish(world);
  const told = rows.filter(({ kind }) => kind === 'bad-debt');
  expect(told.length).toBe(1);
  expect(told[0]!.usd as number).toBeGreaterThan(5000);
  expect(world.engine.tally.losses).toBeCloseTo(told[0]!.usd as number, 1);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
});
