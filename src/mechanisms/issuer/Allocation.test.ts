import { expect, test } from 'vitest';
import * as Time from '../../units/Time.js';
import * as Allocation from './Allocation.js';

const terms: Allocation.Terms = {
  baseShare: 0.4,
  gain: 4,
  minShare: 0.1,
  maxShare: 0.7,
  sharePerDay: 0.05,
  tauUs: 7 * Time.DAY,
};

test('the target rises as funding falls below treasuries, within its bounds', () => {
  expect(Allocation.targetShare(terms, 0.04, 0.04)).toBeCloseTo(0.4, 12);
  expect(Allocation.targetShare(terms, -0.01, 0.04)).toBeCloseTo(0.6, 12);
  expect(Allocation.targetShare(terms, -1, 0.04)).toBe(0.7);
  expect(Allocation.targetShare(terms, 1, 0.04)).toBe(0.1);
});

test('an hour of bad funding barely moves the mean; weeks do; a day moves at most the limit', () => {
  const state = Allocation.create(0.4, 0.1, 0);
  const hour = Allocation.plan(state, terms, -1, 0.04, Time.HOUR);
  expect(hour.fundingMean).toBeCloseTo(0.1 - 1.1 * (1 - Math.exp(-1 / 168)), 10);
  const day = Allocation.plan(state, terms, -1, 0.04, Time.DAY);
  expect(day.stableShare).toBeCloseTo(0.45, 12);
  let later = state;
  for (let d = 1; d <= 60; d++) later = Allocation.plan(later, terms, -1, 0.04, d * Time.DAY);
  expect(later.stableShare).toBe(0.7);
  expect(state.stableShare).toBe(0.4);
});

test('the mean does not depend on how time is cut', () => {
  const once = Allocation.plan(Allocation.create(0.4, 0.1, 0), terms, 0.02, 0.04, Time.DAY);
  let cut = Allocation.create(0.4, 0.1, 0);
  for (let h = 1; h <= 24; h++) cut = Allocation.plan(cut, terms, 0.02, 0.04, h * Time.HOUR);
  expect(cut.fundingMean).toBeCloseTo(once.fundingMean, 12);
});

test('moving five percent of ten billion costs half a percent of it', () => {
  const { usd, cost } = Allocation.unwind(0.4, 0.45, 10e9, 0.005);
  expect(usd).toBeCloseTo(500e6, 3);
  expect(cost).toBeCloseTo(2.5e6, 3);
  expect(Allocation.unwind(0.45, 0.4, 10e9, 0.005).usd).toBeLessThan(0);
});

test('income weighs both halves; stakers share the whole income and never pay', () => {
  const rates = { funding: 0.1, staking: 0.03, stakedShare: 0.5, stable: 0.04 };
  const income = Allocation.incomeRate(0.5, rates);
  expect(income).toBeCloseTo(0.5 * 0.115 + 0.5 * 0.04, 12);
  expect(Allocation.stakingYield(income, 0.1, 0.5)).toBeCloseTo((income * 0.9) / 0.5, 12);
  const bad = Allocation.incomeRate(0.5, { ...rates, funding: -0.2 });
  expect(bad).toBeLessThan(0);
  expect(Allocation.stakingYield(bad, 0.1, 0.5)).toBe(0);
});
