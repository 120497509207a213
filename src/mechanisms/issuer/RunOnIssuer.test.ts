import { expect, test } from 'vitest';
import * as RunOnIssuer from './RunOnIssuer.js';

const grid = Array.from({ length: 101 }, (_, i) => i / 100);

test('what redeemers and stayers get never exceeds what the sales bring', () => {
  for (const redeemed of grid) {
    const { redeemers, stayers } = RunOnIssuer.firstCome(redeemed, 0.4, 0.7);
    const sold = Math.max(0, redeemed * redeemers - 0.4) / 0.7;
    const left = redeemed <= 0.4 ? 1 - redeemed : 0.6 - sold;
    expect(stayers * (1 - redeemed)).toBeCloseTo(Math.max(0, left), 12);
    expect(redeemers).toBeLessThanOrEqual(1);
    expect(stayers).toBeLessThanOrEqual(redeemers);
  }
});

test('stayers lose as soon as cash is gone and have nothing at exhaustion', () => {
  expect(RunOnIssuer.firstCome(0.4, 0.4, 0.7).stayers).toBe(1);
  expect(RunOnIssuer.firstCome(0.41, 0.4, 0.7).stayers).toBeLessThan(1);
  const end = RunOnIssuer.exhaustion(0.4, 0.7);
  expect(RunOnIssuer.firstCome(end, 0.4, 0.7).stayers).toBeCloseTo(0, 12);
  expect(RunOnIssuer.firstCome(1, 0.4, 0.7).redeemers).toBeCloseTo(end, 12);
});

test('pro-rata treats early and late alike, and nobody gains by the others leaving', () => {
  for (const redeemed of grid) {
    const { redeemers, stayers } = RunOnIssuer.proRata(redeemed, 0.4, 0.7);
    expect(stayers).toBe(redeemers);
    // The cash raised pays exactly those who redeem.
    const sold = Math.max(0, redeemed * redeemers - 0.4) / 0.7;
    expect(redeemers).toBeCloseTo(1 - sold * 0.3, 12);
  }
  expect(RunOnIssuer.proRata(1, 0.4, 0.7).redeemers).toBeCloseTo(RunOnIssuer.exhaustion(0.4, 0.7), 12);
  expect(RunOnIssuer.proRata(0.4, 0.4, 0.7).stayers).toBe(1);
});

test('arbitrage stops at the fee, at the cap, and does nothing when the fee is more', () => {
  expect(RunOnIssuer.arbitrage(0.01, 0.001, 1e9, 5e-10).size).toBeCloseTo(18e6, 3);
  expect(RunOnIssuer.arbitrage(0.01, 0.001, 1e9, 5e-10).residual).toBeCloseTo(0.001, 12);
  expect(RunOnIssuer.arbitrage(0.0005, 0.001, 1e9, 5e-10)).toEqual({ size: 0, residual: 0.0005 });
});
