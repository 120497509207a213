import { expect, test } from 'vitest';
import * as Liquidation from './AnchorLiquidation.js';
import * as Market from './AnchorMarket.js';

const UST = 1e4;
const LUNA = 1e3;
const TERMS: Liquidation.Terms = {
  safePpm: 800_000,
  bidFeePpm: 10_000,
  callerFeePpm: 0,
  wholeBelow: 500 * UST,
};
const DEEP = [{ discountPpm: 0, atoms: 1e9 * UST }];

/** 1000 LUNA pledged for 48,000 UST: at its limit when LUNA is at 80. */
function loan(): Market.State {
  const state = Market.create({
    picoPerAtom: 1e11,
    blocksPerYear: 4_656_810,
    baseRateE9: 0,
    slopeRateE9: 0,
    maxBorrowPpm: 950_000,
    maxLtvPpm: 600_000,
  });
  Market.open(state);
  for (const change of [
    Market.planDeposit(state, 100_000 * UST),
    Market.planPledge(state, 0, 1000 * LUNA, 80e12),
  ])
    Market.apply(state, change as Market.Change);
  Market.apply(state, Market.planBorrow(state, 0, 48_000 * UST, 80e12) as Market.Change);
  return state;
}

function planned(plan: Liquidation.Plan | Liquidation.Refusal): Liquidation.Plan {
  if (plan.kind === 'refused') throw new Error(plan.reason);
  return plan;
}

test('a loan at its limit is safe, an atom beyond it is not', () => {
  const state = loan();
  expect(Liquidation.isLiquidatable(state, 0, 80e12)).toBe(false);
  expect(Liquidation.plan(state, 0, TERMS, 80e12, DEEP)).toEqual({ kind: 'refused', reason: 'safe' });
  expect(Liquidation.isLiquidatable(state, 0, 80e12 - 1e9)).toBe(true);
  expect(Liquidation.ltv(state, 0, 64e12)).toBe(0.75);
  expect(Liquidation.triggerPrice(state, 0)).toBe(80e12);
});

test('it sells until the debt is four fifths of its limit, within an atom', () => {
  const state = loan();
  const plan = planned(Liquidation.plan(state, 0, TERMS, 76e12, DEEP));
  Market.apply(state, plan.change);
  const [debt, limit] = [Market.debtOf(state, 0), Market.limitOf(state, 0, 76e12)];
  expect(debt / limit).toBeCloseTo(0.8, 5);
  expect(debt).toBeLessThanOrEqual(0.8 * limit);
  expect(plan.repaid + plan.reserveFee).toBe(plan.fills[0]!.paid);
  expect(state.reserve).toBe(plan.reserveFee);
  expect(plan).toMatchObject({ refund: 0, badDebt: 0 });
  // By hand: 48,000 - 0.8 * 45,600 = 11,520 over 76 * (0.99 - 0.48) a LUNA.
  expect(plan.seized).toBe(Math.floor((11_520 * UST + 1) / (76 * 0.51 * 10)) + 1);
});

test('bids are taken by discount, and deeper discounts sell more of the pledge', () => {
  const state = loan();
  const bids = [
    { discountPpm: 10_000, atoms: 5000 * UST },
    { discountPpm: 50_000, atoms: 4000 * UST },
    { discountPpm: 300_000, atoms: 1e6 * UST },
  ];
  const plan = planned(Liquidation.plan(state, 0, TERMS, 76e12, bids));
  expect(plan.fills.map((fill) => fill.bid)).toEqual([0, 1, 2]);
  expect(plan.fills[0]!.paid).toBeLessThanOrEqual(5000 * UST);
  expect(plan.fills[0]!.paid).toBeGreaterThan(4999.9 * UST);
  expect(plan.fills[2]!.paid / plan.fills[2]!.bought).toBeCloseTo(76 * 0.7 * 10, 1);
  Market.apply(state, plan.change);
  // Over several discounts the contract's count of what bids buy leaves the debt a little beside four fifths.
  expect(Market.debtOf(state, 0) / Market.limitOf(state, 0, 76e12)).toBeCloseTo(0.8, 2);
  const cheap = planned(Liquidation.plan(loan(), 0, TERMS, 76e12, DEEP));
  expect(plan.seized).toBeGreaterThan(cheap.seized * 1.05);
});

test('too few bids sell what they can; none refuse', () => {
  const state = loan();
  const bids = [{ discountPpm: 0, atoms: 760 * UST }];
  const plan = planned(Liquidation.plan(state, 0, TERMS, 76e12, bids));
  expect(plan).toMatchObject({ seized: 10 * LUNA, repaid: 752.4 * UST, reserveFee: 7.6 * UST, badDebt: 0 });
  expect(Liquidation.plan(state, 0, TERMS, 76e12, [])).toEqual({ kind: 'refused', reason: 'no-bids' });
});

test('a small pledge is sold whole; what it does not cover is bad debt that depositors bear', () => {
  const state = loan();
  const plan = planned(Liquidation.plan(state, 0, TERMS, 0.4e12, DEEP));
  expect(plan).toMatchObject({ seized: 1000 * LUNA, repaid: 396 * UST, badDebt: (48_000 - 396) * UST });
  expect(Liquidation.planWriteDown(state, 0)).toBeUndefined();
  Market.apply(state, plan.change);
  // On the books the claim stays at par: only cash tells.
  expect(Market.exchangeRate(state)).toBe(1);
  const loss = Liquidation.planWriteDown(state, 0)!;
  Market.apply(state, loss);
  expect(loss.liabilities).toBe(-plan.badDebt);
  expect(Market.exchangeRate(state)).toBe(0.52396);
  expect([state.liabilities, state.debtShares]).toEqual([0, 0]);
});

test('when LUNA falls 40 % the same loan is under water at a discount of 30 %', () => {
  const state = loan();
  const bids = [{ discountPpm: 300_000, atoms: 1e9 * UST }];
  const plan = planned(Liquidation.plan(state, 0, TERMS, 48e12, bids));
  expect(plan.seized).toBe(1000 * LUNA);
  expect(plan.badDebt).toBe(48_000 * UST - plan.repaid);
  expect(plan.repaid).toBe(33_264 * UST);
});

test('a covered whole sale refunds the rest to the borrower', () => {
  const state = loan();
  Market.apply(state, Market.planRepay(state, 0, 47_800 * UST) as Market.Change);
  const plan = planned(Liquidation.plan(state, 0, { ...TERMS, callerFeePpm: 5000 }, 0.31e12, DEEP));
  expect(plan.repaid).toBe(200 * UST);
  expect(plan.refund).toBeGreaterThanOrEqual(0);
  expect(plan.refund).toBeLessThan(10);
  expect(plan.repaid + plan.refund + plan.reserveFee + plan.callerFee).toBe(plan.fills[0]!.paid);
});

test('a worthless pledge finds no bid, and the trigger needs a debt', () => {
  const state = loan();
  expect(Liquidation.plan(state, 0, TERMS, 0, DEEP)).toEqual({ kind: 'refused', reason: 'no-bids' });
  Market.apply(state, Market.planRepay(state, 0, 1e9 * UST) as Market.Change);
  expect([Liquidation.triggerPrice(state, 0), Liquidation.ltv(state, 0, 0)]).toEqual([0, 0]);
});

/*
 * Published tests of the queue (money-market-contracts, query_liq_amount_tests): prices of 0.1, a debt limit of half the
 * value, a safe ratio of 80%. Fee and tax are a hundredth each; the tax stands here as the caller's part, which the
 * contract takes off in the same way.
 */
test.each([
  { name: 'one slot', debt: 1200, limit: 1000, fee: 0, bids: [[5, 1000]], sold: 7291, repaid: 692 },
  { name: 'one slot, fees', debt: 1200, limit: 1000, fee: 1, bids: [[5, 1000]], sold: 7551, repaid: 702 },
  {
    name: 'two slots',
    debt: 10_300,
    limit: 10_000,
    fee: 0,
    bids: [
      [5, 3000],
      [10, 3000],
    ],
    sold: 42_861,
    repaid: 4015,
  },
  {
    name: 'two slots, fees (case N)',
    debt: 10_300,
    limit: 10_000,
    fee: 1,
    bids: [
      [5, 3000],
      [10, 3000],
    ],
    sold: 44_453,
    repaid: 4076,
  },
])('the contract’s own test: $name', ({ name, debt, limit, fee, bids, sold, repaid }) => {
  const state = Market.create({
    picoPerAtom: 1e12,
    blocksPerYear: 4_656_810,
    baseRateE9: 0,
    slopeRateE9: 0,
    maxBorrowPpm: 950_000,
    maxLtvPpm: 500_000,
  });
  Market.open(state);
  Market.apply(state, Market.planDeposit(state, 1e9) as Market.Change);
  Market.apply(state, Market.planPledge(state, 0, (limit / 0.5) * 10, 1e12) as Market.Change);
  Market.apply(state, Market.planBorrow(state, 0, debt, 1e12) as Market.Change);
  const terms = { safePpm: 800_000, bidFeePpm: fee * 10_000, callerFeePpm: fee * 10_000, wholeBelow: 0 };
  const queue = bids.map(([percent, atoms]) => ({ discountPpm: percent! * 10_000, atoms: atoms! }));
  const plan = planned(Liquidation.plan(state, 0, terms, 1e11, queue));
  expect(plan.seized).toBe(sold);
  // The tax comes off as a part of the sum with it on top: 702.97 where a plain hundredth leaves 703.
  expect(Math.abs(plan.repaid - repaid)).toBeLessThanOrEqual(name === 'one slot, fees' ? 2 : 1);
});
