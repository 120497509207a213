import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';

const SEEKERS = 'lending.aave.seekers.lenders';
const finish = (...sets: string[]) => {
  const world = Worlds.open('pt-loop', { sets: ['lending.aave.loopers.pt.least=-100%', ...sets] });
  const rates: number[] = [];
  Worlds.finish(world);
  const { columns, minutes } = world.recorder.series;
  for (let minute = 0; minute < minutes; minute++)
    rates.push(columns['lendingUtilization/aave/USDT']![minute]!);
  return { lending: world.engine.onchain.lendings[0]!, rates };
};

test('lenders with a better offer leave until lending pays as much', () => {
  const { lending, rates } = finish();
  expect(rates[0]!).toBeLessThan(0.87);
  expect(rates.at(-1)!).toBeGreaterThan(0.92);
  expect(lending.supplyRate[0]!).toBeGreaterThan(0.08);
  expect(lending.supplyRate[0]!).toBeLessThan(0.2);
});

test('with none better they stay; with a worse one and money elsewhere they come', () => {
  const { rates } = finish(`${SEEKERS}.alternative=4.6%`);
  expect(Math.abs(rates.at(-1)! - 0.85)).toBeLessThan(1e-4);
  const cheap = finish(`${SEEKERS}.alternative=1%`, `${SEEKERS}.lent=30%`);
  expect(cheap.rates.at(-1)!).toBeLessThan(0.75);
});

test('who wants out at any price empties the pool and no more: all is lent, nobody is refused', () => {
  const world = Worlds.open('pt-loop', {
    sets: ['lending.aave.loopers.pt.least=-100%', `${SEEKERS}.alternative=90%`],
  });
  Worlds.finish(world);
  const lending = world.engine.onchain.lendings[0]!;
  expect(lending.utilization[0]!).toBeGreaterThan(0.999);
  expect(lending.tally.maxUtilization).toBeGreaterThan(0.999);
});
