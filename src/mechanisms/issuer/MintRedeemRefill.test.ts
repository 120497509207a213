import { expect, test } from 'vitest';
import * as MintRedeem from './MintRedeem.js';
import * as MintRedeemRefill from './MintRedeemRefill.js';

const MINUTE = 60e6;
const terms: MintRedeemRefill.Terms = {
  target: 1000,
  trigger: 500,
  atomsPerSecond: 2,
  largest: 300,
  custodianUs: 10 * MINUTE,
  lentUs: 20 * MINUTE,
};
const start = () => MintRedeemRefill.create(terms, 0);

test('nothing is ordered while the buffer is above the trigger', () => {
  const plan = MintRedeemRefill.plan(start(), terms, { hot: 500, custodian: 1e6, lentFree: 1e6 }, 0);
  expect([plan.fromCustodian, plan.fromLent, plan.binding]).toEqual([0, 0, 'full']);
});

test('custodians pay first, the pool pays the rest, and each takes its time', () => {
  let state = start();
  const plan = MintRedeemRefill.plan(state, terms, { hot: 400, custodian: 100, lentFree: 1e6 }, 0);
  expect([plan.fromCustodian, plan.fromLent, plan.binding]).toEqual([100, 200, 'pace']);
  MintRedeemRefill.apply(state, terms, plan, 0);
  state = structuredClone(state);
  expect(MintRedeemRefill.underWay(state)).toBe(300);
  expect(MintRedeemRefill.settle(state, 10 * MINUTE - 1)).toBe(0);
  expect(MintRedeemRefill.settle(state, 10 * MINUTE)).toBe(100);
  expect(MintRedeemRefill.settle(state, 20 * MINUTE)).toBe(200);
  expect(MintRedeemRefill.underWay(state)).toBe(0);
});

test('a pool without cash leaves the buffer empty', () => {
  const plan = MintRedeemRefill.plan(start(), terms, { hot: 0, custodian: 0, lentFree: 0 }, 0);
  expect([plan.fromCustodian + plan.fromLent, plan.binding]).toEqual([0, 'funds']);
  expect(MintRedeemRefill.plan(start(), terms, { hot: 0, custodian: 0, lentFree: 5 }, 0).fromLent).toBe(5);
});

test('refills keep the pace: what one order used has to be earned again', () => {
  const state = start();
  let moved = 0;
  for (let second = 0; second <= 1000; second++) {
    const plan = MintRedeemRefill.plan(state, terms, { hot: 0, custodian: 1e6, lentFree: 0 }, second * 1e6);
    MintRedeemRefill.apply(state, terms, plan, second * 1e6);
    moved += plan.fromCustodian;
    MintRedeemRefill.settle(state, Number.MAX_SAFE_INTEGER);
  }
  expect(moved).toBe(300 + 2 * 1000);
});

test('refills under way count, so the same hole is not filled twice', () => {
  const state = start();
  const patient = { ...terms, largest: 1000 };
  state.allowance = 1000;
  MintRedeemRefill.apply(
    state,
    patient,
    MintRedeemRefill.plan(state, patient, { hot: 0, custodian: 1e6, lentFree: 0 }, 0),
    0,
  );
  expect(MintRedeemRefill.plan(state, patient, { hot: 0, custodian: 1e6, lentFree: 0 }, MINUTE).binding).toBe(
    'full',
  );
});

test('a run waits for the pool: once its cash is gone nobody is paid until borrowers repay', () => {
  const asset = { decimals: 4, isStable: true, mintCap: 1e9, redeemCap: 1e9 };
  const desk: MintRedeem.Terms = {
    decimals: 4,
    blockUs: 12e6,
    assets: [asset],
    mintCap: 1e9,
    redeemCap: 1e9,
    mintFeeBps: 0,
    redeemFeeBps: 0,
    limitBps: 0,
    whenShort: 'queue',
    parties: new Set([1]),
  };
  const state = MintRedeem.create(desk);
  const refill = start();
  let hot = 1000;
  let poolCash = 250;
  const paidBy: number[] = [];
  let paid = 0;
  for (let minute = 0; minute <= 120; minute++) {
    const nowUs = minute * MINUTE;
    if (minute === 90) poolCash += 5000;
    hot += MintRedeemRefill.settle(refill, nowUs);
    const asks = { party: 1, asset: 0, coins: 2000, collateral: 2000 };
    if (minute === 0) {
      const first = MintRedeem.redeem(state, desk, asks, hot, nowUs);
      expect(first).toMatchObject({ waitingCoins: 1000, binding: 'buffer' });
      hot -= 1000;
      paid += 1000;
    }
    for (const payment of MintRedeem.serve(state, desk, [hot], nowUs)) {
      hot -= payment.collateral;
      paid += payment.coins;
    }
    const funds = { hot: hot - MintRedeem.waiting(state, 0), custodian: 0, lentFree: poolCash };
    const plan = MintRedeemRefill.plan(refill, terms, funds, nowUs);
    MintRedeemRefill.apply(refill, terms, plan, nowUs);
    poolCash -= plan.fromLent;
    paidBy.push(paid);
  }
  expect([paidBy[0], paidBy[19], paidBy[20], paidBy[109]]).toEqual([1000, 1000, 1250, 1250]);
  expect(paidBy[110]).toBe(1550);
  expect(paidBy[120]).toBe(2000);
});
