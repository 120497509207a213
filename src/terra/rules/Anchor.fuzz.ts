import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Earn from './AnchorEarn.js';
import * as Liquidation from './AnchorLiquidation.js';
import * as Market from './AnchorMarket.js';

const ROWS = 4;
const EARN: Earn.Terms = {
  ceilingRateE9: 0.205e9,
  drawPpm: 1e6,
  stakingYieldE9: 0.07e9,
  stepBlocks: 388_068,
  maxStepE9: 0.015e9,
  minRateE9: 0.15e9,
  maxRateE9: 0.2e9,
};
const amount = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 1e13 }));
const step = fc.record({
  kind: fc.constantFrom('deposit', 'redeem', 'borrow', 'repay', 'pledge', 'epoch', 'liquidate', 'write'),
  row: fc.nat(ROWS - 1),
  atoms: amount,
  price: fc.oneof(
    fc.integer({ min: 1, max: 1e9 }),
    fc.integer({ min: 1e9, max: 1.2e14 }),
    // Around the price at which the first loan breaks.
    fc.integer({ min: 4e13, max: 8e13 }),
  ),
  blocks: fc.integer({ min: 1, max: 400_000 }),
  bids: fc.array(fc.record({ discountPpm: fc.nat(300_000), atoms: amount }), { maxLength: 4 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** UST outside the protocol: what came in less what went out; and the claims on it. */
type World = { market: Market.State; earn: Earn.State; outside: number; aust: number; pledged: number };

function planOf(market: Market.State, one: Step): Market.Change | Market.Refusal | undefined {
  const { row, atoms, price } = one;
  switch (one.kind) {
    case 'deposit':
      return Market.planDeposit(market, atoms);
    case 'redeem':
      return Market.planRedeem(market, Math.min(atoms, Math.max(Market.redeemable(market), 1)));
    case 'borrow':
      return Market.planBorrow(market, row, atoms, price);
    case 'repay':
      return Market.planRepay(market, row, atoms);
    case 'pledge':
      return Market.planPledge(market, row, pledgeOf(atoms), price);
    case 'write':
      return Market.assets(market) > 0 ? Liquidation.planWriteDown(market, row) : undefined;
    default:
      return undefined;
  }
}

/** Small enough that eighty of them at 120 dollars are worth less than 2^53 atoms of UST. */
function pledgeOf(atoms: number): number {
  const size = (atoms % 5e10) + 1;
  return atoms % 3 === 0 ? -size : size;
}

function advance(world: World, one: Step): void {
  const { market, earn } = world;
  if (one.kind === 'epoch') {
    const epoch = Earn.plan(market, earn, EARN, one.blocks, one.price);
    Earn.apply(market, earn, EARN, epoch);
    world.outside -= epoch.staking;
    return;
  }
  if (one.kind === 'liquidate') {
    liquidate(world, one);
    return;
  }
  const before = structuredClone(market);
  const plan = planOf(market, one);
  expect(market).toEqual(before);
  if (plan === undefined || plan.kind === 'refused') return;
  Market.apply(market, plan);
  world.outside -= plan.cash;
  world.aust += plan.aust;
  world.pledged += plan.pledged;
  // Whoever comes or goes never takes from those who stay; only a write-down does.
  if (one.kind !== 'write' && before.aust > 0 && market.aust > 0) {
    const [now, then] = [Market.assets(market), Market.assets(before)].map(BigInt) as [bigint, bigint];
    expect(now * BigInt(before.aust) >= then * BigInt(market.aust)).toBe(true);
  }
}

function liquidate(world: World, one: Step): void {
  const { market } = world;
  const bids = one.bids.toSorted((a, b) => a.discountPpm - b.discountPpm || a.atoms - b.atoms);
  const terms = { safePpm: 800_000, bidFeePpm: 10_000, callerFeePpm: 2000, wholeBelow: 5e6 };
  const debt = Market.debtOf(market, one.row);
  const plan = Liquidation.plan(market, one.row, terms, one.price, bids);
  if (plan.kind === 'refused') return;
  const paid = plan.fills.reduce((sum, fill) => sum + fill.paid, 0);
  for (const fill of plan.fills) expect(fill.paid).toBeLessThanOrEqual(bids[fill.bid]!.atoms);
  expect(plan.repaid + plan.reserveFee + plan.callerFee + plan.refund).toBe(paid);
  expect(plan.seized).toBeLessThanOrEqual(market.pledged[one.row]!);
  expect(plan.refund >= 0 && plan.badDebt >= 0 && plan.badDebt <= debt).toBe(true);
  Market.apply(market, plan.change);
  const last = plan.fills.at(-1)!;
  const isSated = last.bid < bids.length - 1;
  // Below a dollar an atom of bLUNA is worth so little that rounding of the payment decides.
  if (isSated && plan.badDebt === 0 && one.price >= 1e12)
    expect(Market.debtOf(market, one.row)).toBeLessThanOrEqual(
      Market.limitOf(market, one.row, one.price) + 1,
    );
  world.outside -= paid - plan.callerFee - plan.refund;
  world.pledged -= plan.seized;
}

function check({ market, outside, aust, pledged }: World): void {
  // Every atom of UST in the protocol came from outside: interest is a claim, not cash.
  expect(market.cash + market.reserve + outside).toBe(0);
  expect(market.aust).toBe(aust);
  expect(market.pledged.reduce((sum, one) => sum + one, 0)).toBe(pledged);
  expect(market.shares.reduce((sum, one) => sum + one, 0)).toBe(market.debtShares);
  expect(market.liabilities === 0).toBe(market.debtShares === 0);
  const debts = market.shares.reduce((sum, _, row) => sum + Market.debtOf(market, row), 0);
  expect(debts - market.liabilities).toBeGreaterThanOrEqual(0);
  expect(debts - market.liabilities).toBeLessThan(ROWS);
}

test('over any operations UST, aUST and bLUNA are conserved, and debts cover the liabilities', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const market = Market.create({
        picoPerAtom: 1e11,
        blocksPerYear: 4_656_810,
        baseRateE9: 0.02e9,
        slopeRateE9: 0.44e9,
        maxBorrowPpm: 950_000,
        maxLtvPpm: 600_000,
      });
      for (let row = 0; row < ROWS; row++) Market.open(market);
      const earn = { rateE9: 0.195e9, stepReserve: 0, blocks: 0 };
      const world: World = { market, earn, outside: 0, aust: 0, pledged: 0 };
      // Something to lend and to lose, so that the steps find work.
      for (const first of [
        { kind: 'deposit', row: 0, atoms: 1e12 },
        { kind: 'pledge', row: 0, atoms: 1e9 + 1 },
        { kind: 'borrow', row: 0, atoms: 4.7e11 },
        { kind: 'pledge', row: 1, atoms: 1e5 },
        { kind: 'borrow', row: 1, atoms: 11 },
      ] as const)
        advance(world, { ...first, price: 80e12, blocks: 1, bids: [] });
      expect(market.debtShares).toBe(4.7e11 + 11);
      for (const one of steps) {
        advance(world, one);
        check(world);
      }
      expect(structuredClone(market)).toEqual(market);
    }),
    { numRuns: 2000 },
  );
});
