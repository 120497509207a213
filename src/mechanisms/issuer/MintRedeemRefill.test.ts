import { expect, test } from 'vitest';
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
  const plan = MintRedeemRefill.plan(start(), terms, 500, 1e6, 1e6, 0);
  expect([plan.fromCustodian, plan.fromLent, plan.binding]).toEqual([0, 0, 'full']);
});

test('custodians pay first, the pool pays the rest, and each takes its time', () => {
  let state = start();
  const plan = MintRedeemRefill.plan(state, terms, 400, 100, 1e6, 0);
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
  const plan = MintRedeemRefill.plan(start(), terms, 0, 0, 0, 0);
  expect([plan.fromCustodian + plan.fromLent, plan.binding]).toEqual([0, 'funds']);
  expect(MintRedeemRefill.plan(start(), terms, 0, 0, 5, 0).fromLent).toBe(5);
});

test('refills keep the pace: what one order used has to be earned again', () => {
  const state = start();
  let moved = 0;
  for (let second = 0; second <= 1000; second++) {
    const plan = MintRedeemRefill.plan(state, terms, 0, 1e6, 0, second * 1e6);
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
  MintRedeemRefill.apply(state, patient, MintRedeemRefill.plan(state, patient, 0, 1e6, 0, 0), 0);
  expect(MintRedeemRefill.plan(state, patient, 0, 1e6, 0, MINUTE).binding).toBe('full');
});
