import fc from 'fast-check';
import { expect } from 'vitest';
import * as ConstantProduct from '../../src/mechanisms/amm/ConstantProduct.js';
import * as Metapool from '../../src/mechanisms/amm/Metapool.js';
import * as StableSwap from '../../src/mechanisms/amm/StableSwap.js';
import * as AmmPool from '../cast/AmmPools.js';

/* What holds for every pool; run a little in the unit tests and at length by `npm run fuzz`. */

type Step = { readonly from: number; readonly to: number; readonly part: number };

/** Parts of a balance from an atom to several times it. */
const part = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1e-9, max: 1e-3, noNaN: true }),
  fc.double({ min: 0, max: 5, noNaN: true }),
);
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ from: fc.nat(3), to: fc.integer({ min: 1, max: 3 }), part }),
  { minLength: 1, maxLength: 8 },
);

const coin = fc.record({
  decimals: fc.integer({ min: 2, max: 8 }),
  units: fc.oneof(fc.integer({ min: 1000, max: 9000 }), fc.integer({ min: 1000, max: 80_000_000 })),
  rate: fc.oneof(fc.constant(1), fc.double({ min: 0.9, max: 12, noNaN: true })),
});

const rules = fc.record({
  amplification: fc.constantFrom(1, 10, 100, 200, 2000, 1_000_000),
  rounding: fc.constantFrom('ng', 'legacy', 'legacy-100') as fc.Arbitrary<StableSwap.State['rounding']>,
  feePpm: fc.constantFrom(0, 1, 100, 400, 3000),
  offPegPpm: fc.constantFrom(0, 1_000_000, 5_000_000, 20_000_000),
  adminFeePpm: fc.constantFrom(0, 500_000, 1_000_000),
  shareDecimals: fc.integer({ min: 3, max: 6 }),
});

export const stable: fc.Arbitrary<StableSwap.State> = fc
  .tuple(rules, fc.array(coin, { minLength: 2, maxLength: 4 }))
  .map(([chosen, coins]) => {
    const made = StableSwap.create({ ...chosen, decimals: coins.map(({ decimals }) => decimals) });
    made.rates.set(coins.map(({ rate }) => rate));
    return filled(made, coins);
  });

const product: fc.Arbitrary<ConstantProduct.State> = fc
  .tuple(coin, coin, fc.constantFrom(0, 500, 3000))
  .map(([a, b, feePpm]) => filled(ConstantProduct.create([a.decimals, b.decimals], 8, feePpm), [a, b]));

export const pool: fc.Arbitrary<AmmPool.Pool> = fc.oneof({ weight: 3, arbitrary: stable }, product);

export const metapool: fc.Arbitrary<{ meta: Metapool.State; base: StableSwap.State }> = fc
  .tuple(stable, rules, coin, coin)
  .map(([base, chosen, own, share]) => {
    base.rates.fill(1);
    const made = StableSwap.create({ ...chosen, decimals: [own.decimals, base.shareDecimals] });
    const meta = Metapool.create(filled(made, [own, share]), 600e6);
    return { meta, base };
  });

function filled<T extends AmmPool.Pool>(empty: T, coins: readonly { readonly units: number }[]): T {
  const amounts = coins.map(({ units }, k) => units * Number(`1e${empty.decimals[k]}`));
  const change = AmmPool.planAdd(empty, amounts);
  expect(change.refusal).toBeNull();
  AmmPool.applyChange(empty, change);
  return empty;
}

/** Applies every step; `apply` itself breaks AMM-1 when the invariant falls. */
export function swapsKeep(state: AmmPool.Pool, path: readonly Step[]): void {
  const made = structuredClone(state);
  for (const step of path) {
    const { from, to, amount } = amountOf(made.balances, step);
    const before = Array.from(made.balances);
    const swap = AmmPool.plan(made, from, to, amount);
    AmmPool.apply(made, swap);
    before[from]! += swap.paid;
    before[to]! -= swap.received + swap.adminFee;
    expect(Array.from(made.balances)).toEqual(before);
    expect(swap.adminFee).toBeLessThanOrEqual(swap.fee);
    if (swap.refusal === null)
      expect(AmmPool.quote(made, to, from, swap.received)).toBeLessThanOrEqual(swap.paid);
  }
}

/** Deposits of one coin come back as less of it; `applyChange` itself breaks AMM-2 when a share loses value. */
export function liquidityKeeps(state: AmmPool.Pool, path: readonly Step[]): void {
  const made = structuredClone(state);
  for (const step of path) {
    const { from, to, amount } = amountOf(made.balances, step);
    const isProduct = made.kind === 'constant-product';
    const amounts = Array.from(made.balances, (_, k) => (k === from || (isProduct && k === to) ? amount : 0));
    const deposit = AmmPool.planAdd(made, amounts);
    if (deposit.refusal) continue;
    AmmPool.applyChange(made, deposit);
    const inProportion = AmmPool.planRemove(made, deposit.shares);
    if (isProduct) {
      const out = inProportion.amounts.map((change, k) => amounts[k]! + change);
      expect(Math.min(...out)).toBeLessThanOrEqual(amount);
      AmmPool.applyChange(made, inProportion);
      continue;
    }
    const one = AmmPool.planRemove(made, deposit.shares, from);
    expect(0 - one.amounts[from]!).toBeLessThanOrEqual(amount);
    AmmPool.applyChange(made, step.part > 0.1 ? one : inProportion);
  }
}

export function estimateIsQuote(state: AmmPool.Pool, path: readonly Step[]): void {
  for (const step of path) {
    const { from, to, amount } = amountOf(state.balances, step);
    const swap = AmmPool.plan(state, from, to, amount);
    if (swap.refusal && swap.refusal !== 'too-small') continue;
    const error = Math.abs(AmmPool.estimate(state, from, to, amount) - swap.received);
    expect(error).toBeLessThanOrEqual(1.001 + 1e-9 * swap.received);
  }
}

/** Just below the size an atom of `from` brings at least the price, just above it at most. */
export function sizeEnds(state: AmmPool.Pool, discount: number): void {
  const price = AmmPool.spot(state, 0, 1) * discount;
  const size = AmmPool.sizeToPrice(state, 0, 1, price);
  if (size < 1e4 || size > 1e15) return;
  const step = size * 1e-3;
  const out = (paid: number) => AmmPool.estimate(state, 0, 1, paid);
  const unit = (Number(`1e${state.decimals[0]}`) / Number(`1e${state.decimals[1]}`)) * price ** -1;
  const above = ((out(size + step) - out(size)) / step) * unit;
  const below = ((out(size) - out(size - step)) / step) * unit;
  expect(above).toBeLessThan(1 + 1e-3);
  expect(below).toBeGreaterThan(1 - 1e-3);
}

export function underlyingKeeps(
  state: { readonly meta: Metapool.State; readonly base: StableSwap.State },
  path: readonly Step[],
): void {
  const { meta, base } = structuredClone(state);
  path.forEach((step, k) => {
    Metapool.accrue(meta, base, k * 300e6);
    const balances = new Float64Array([meta.pool.balances[0]!, ...base.balances]);
    const { from, to, amount } = amountOf(balances, step);
    const legs = Metapool.plan(meta, base, { from, to, paid: amount });
    AmmPool.applyLegs(meta, base, legs);
    if (legs.refusal) return;
    expect(
      Metapool.plan(meta, base, { from: to, to: from, paid: legs.received }).received,
    ).toBeLessThanOrEqual(legs.paid);
  });
}

function amountOf(balances: Float64Array, { from, to, part }: Step) {
  const seller = from % balances.length;
  const buyer = (seller + 1 + (to % (balances.length - 1))) % balances.length;
  return { from: seller, to: buyer, amount: 1 + Math.floor(balances[seller]! * part) };
}
