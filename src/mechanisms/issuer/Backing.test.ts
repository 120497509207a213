import { expect, test } from 'vitest';
import * as Backing from './Backing.js';

const sheet: Backing.Sheet = {
  spotUnits: [20_000, 1_000_000],
  spotUsd: [120_000, 4_000],
  stablesUsd: 5e9,
  lentUsd: 3e9,
  unsettledUsd: 0,
  fundUsd: 60e6,
  supply: 14.4e9,
};

test('a fall of spot is met by the profit of the shorts, before it is settled', () => {
  const before = Backing.assess(sheet);
  const fallen = { ...sheet, spotUsd: [108_000, 3_600], unsettledUsd: 20_000 * 12_000 + 1e6 * 400 };
  const after = Backing.assess(fallen);
  expect(before.backing).toBe(14.46e9);
  expect(after.backing).toBe(before.backing);
  expect(after.liquid).toBe(5e9);
  expect(before.backingRatioBare).toBe(1);
  expect(before.hole).toBe(0);
});

test('without the shorts the same fall is a hole once the fund is gone', () => {
  const after = Backing.assess({ ...sheet, spotUsd: [108_000, 4_000] });
  expect(after.hole).toBeCloseTo(240e6 - 60e6, 3);
  expect(after.backingRatio).toBeCloseTo(1 - 180e6 / 14.4e9, 12);
  expect(Backing.assess({ ...sheet, supply: 0 }).backingRatio).toBe(Number.POSITIVE_INFINITY);
});

test('stakers never pay; the fund does, then nobody', () => {
  expect(Backing.plan(1000, 50, 100_000)).toEqual({ rewards: 900, fund: 100, hole: 0 });
  expect(Backing.plan(9, 50, 100_000)).toEqual({ rewards: 9, fund: 0, hole: 0 });
  expect(Backing.plan(0, 50, 100_000)).toEqual({ rewards: 0, fund: 0, hole: 0 });
  expect(Backing.plan(-40, 50, 100_000)).toEqual({ rewards: 0, fund: -40, hole: 0 });
  expect(Backing.plan(-51, 50, 100_000)).toEqual({ rewards: 0, fund: -50, hole: 1 });
  expect(Backing.plan(-51, 0, 0).hole).toBe(51);
});

test('LOSS-1: parts of an atom and a fund below zero are no income', () => {
  expect(() => Backing.plan(-0.5, 50, 0)).toThrow('LOSS-1');
  expect(() => Backing.plan(-10, -1, 0)).toThrow('LOSS-1');
});

test('par pays par whatever is left; pro-rata pays the ratio, never more than par', () => {
  expect(Backing.redemptionPpm('par', 0.5)).toBe(1e6);
  expect(Backing.redemptionPpm('pro-rata', 0.98765432)).toBe(987_654);
  expect(Backing.redemptionPpm('pro-rata', 1.014)).toBe(1e6);
  expect(Backing.redemptionPpm('pro-rata', -0.1)).toBe(0);
});
