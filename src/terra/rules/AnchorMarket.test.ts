import { expect, test } from 'vitest';
import * as Market from './AnchorMarket.js';

// UST in 1e-4, LUNA in 1e-3: one LUNA at 80 is 800,000 UST atoms for 1000 of its own.
const TERMS: Market.Terms = {
  picoPerAtom: 1e11,
  blocksPerYear: 4_656_810,
  baseRateE9: 0.02e9,
  slopeRateE9: 0.44e9,
  maxBorrowPpm: 950_000,
  maxLtvPpm: 600_000,
};
const UST = 1e4;
const LUNA = 1e3;
const PRICE = 80e12;

function done(state: Market.State, plan: Market.Change | Market.Refusal): Market.Change {
  if (plan.kind === 'refused') throw new Error(plan.reason);
  Market.apply(state, plan);
  return plan;
}

/** 1000 UST deposited, 10 LUNA pledged, 400 UST borrowed by row 0. */
function lent(): Market.State {
  const state = Market.create(TERMS);
  Market.open(state);
  done(state, Market.planDeposit(state, 1000 * UST));
  done(state, Market.planPledge(state, 0, 10 * LUNA, PRICE));
  done(state, Market.planBorrow(state, 0, 400 * UST, PRICE));
  return state;
}

test('a deposit mints aUST at the rate, and the rate rises with interest alone', () => {
  const state = lent();
  expect(Market.exchangeRate(state)).toBe(1);
  Market.apply(state, Market.change({ liabilities: 100 * UST }));
  expect(Market.exchangeRate(state)).toBe(1.1);
  const late = done(state, Market.planDeposit(state, 110 * UST));
  expect(late.aust).toBe(100 * UST);
  expect(Market.exchangeRate(state)).toBe(1.1);
  // 0.0001 UST is less than an atom of aUST.
  expect(Market.planDeposit(state, 1)).toMatchObject({ reason: 'amount' });
});

test('cash is the only limit to leaving: the lent part cannot', () => {
  const state = lent();
  expect(Market.redeemable(state)).toBe(600 * UST);
  expect(Market.planRedeem(state, 600 * UST + 1)).toMatchObject({ reason: 'no-cash' });
  expect(Market.planRedeem(state, 1000 * UST + 1)).toMatchObject({ reason: 'no-balance' });
  done(state, Market.planRedeem(state, 600 * UST));
  expect([state.cash, Market.redeemable(state)]).toEqual([0, 0]);
  expect(Market.planRedeem(state, 1 * UST)).toMatchObject({ reason: 'no-cash' });
  // A repayment lets the next one out.
  done(state, Market.planRepay(state, 0, 50 * UST));
  expect(Market.redeemable(state)).toBe(50 * UST);
});

test('a loan is bounded by the pledge, the cash and the utilization, in this order', () => {
  const state = lent();
  // 10 LUNA at 80 and 60 % allow 480 UST.
  expect(Market.limitOf(state, 0, PRICE)).toBe(480 * UST);
  expect(Market.planBorrow(state, 0, 80 * UST + 1, PRICE)).toMatchObject({ reason: 'limit' });
  expect(Market.planBorrow(state, 0, 80 * UST, PRICE)).toMatchObject({ kind: 'planned' });
  expect(Market.planBorrow(state, 0, 80 * UST, PRICE - 1e9)).toMatchObject({ reason: 'limit' });
  done(state, Market.planPledge(state, 0, 100 * LUNA, PRICE));
  expect(Market.planBorrow(state, 0, 600 * UST + 1, PRICE)).toMatchObject({ reason: 'no-cash' });
  expect(Market.planBorrow(state, 0, 550 * UST + 1, PRICE)).toMatchObject({ reason: 'utilization' });
  expect(Market.planBorrow(state, 0, 550 * UST, PRICE)).toMatchObject({ kind: 'planned' });
});

test('a pledge comes back as far as the debt allows', () => {
  const state = lent();
  // 400 UST need 8 LUNA and a third.
  expect(Market.planPledge(state, 0, -1666, PRICE)).toMatchObject({ kind: 'planned' });
  expect(Market.planPledge(state, 0, -1667, PRICE)).toMatchObject({ reason: 'limit' });
  expect(Market.planPledge(state, 0, -10 * LUNA - 1, PRICE)).toMatchObject({ reason: 'no-balance' });
  expect(Market.planPledge(state, 0, 0, PRICE)).toMatchObject({ reason: 'amount' });
});

test('a repayment takes what is owed and no more, and leaves no shares behind', () => {
  const state = lent();
  Market.apply(state, Market.change({ liabilities: 7 }));
  expect(Market.debtOf(state, 0)).toBe(400 * UST + 7);
  const paid = done(state, Market.planRepay(state, 0, 1000 * UST));
  expect(paid.cash).toBe(400 * UST + 7);
  expect([state.liabilities, state.debtShares, state.shares[0]]).toEqual([0, 0, 0]);
  expect(Market.planRepay(state, 0, 1)).toMatchObject({ reason: 'no-debt' });
});

test('debts round up, so the sum of debts covers the liabilities', () => {
  const state = lent();
  const other = Market.open(state);
  done(state, Market.planPledge(state, other, 10 * LUNA, PRICE));
  done(state, Market.planBorrow(state, other, 33 * UST, PRICE));
  Market.apply(state, Market.change({ liabilities: 1 }));
  const debts = [0, other].map((row) => Market.debtOf(state, row));
  expect(debts).toEqual([400 * UST + 1, 33 * UST + 1]);
  expect(debts[0]! + debts[1]!).toBeGreaterThan(state.liabilities);
});

test('a market without assets takes no deposit, and plans leave the state alone', () => {
  const state = lent();
  const before = structuredClone(state);
  Market.planRedeem(state, 5);
  Market.planDeposit(state, 5);
  Market.planBorrow(state, 0, 5, PRICE);
  expect(state).toEqual(before);
  const empty = { ...Market.create(TERMS), aust: 5 };
  expect(Market.planDeposit(empty, 5)).toMatchObject({ reason: 'insolvent' });
  expect(Market.planRedeem(empty, 5)).toMatchObject({ reason: 'insolvent' });
});

test('after a write-down a deposit that would mint aUST past 2^53 is refused, not rounded', () => {
  const state = { ...Market.create(TERMS), cash: 28_618_088, aust: 30_028_618_075 };
  const deposit = (atoms: number) => Market.planDeposit(state, atoms);
  expect(deposit(8_584_077_654_982)).toMatchObject({ reason: 'supply-bound' });
  expect(deposit(Number.MAX_SAFE_INTEGER)).toMatchObject({ reason: 'supply-bound' });
  const plan = deposit(8_584_000_000_000);
  expect(plan).toMatchObject({ kind: 'planned' });
  expect(() => Market.apply(state, plan as Market.Change)).not.toThrow();
  expect(state.aust).toBeGreaterThan(2 ** 52);
});

test.each([
  { cash: -600 * UST - 1 },
  { reserve: -1 },
  { aust: -1000 * UST - 1 },
  { aust: Number.MAX_SAFE_INTEGER },
  { cash: 0.5 },
  { liabilities: -1 },
  { row: 0, shares: 1 },
  { row: 0, pledged: -10 * LUNA - 1 },
])('ANCHOR-1 stops books with %j', (parts) => {
  expect(() => Market.apply(lent(), Market.change(parts))).toThrow('ANCHOR-1');
});
