import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as AmmPool from '../../../test/cast/AmmPools.js';
import * as Laws from '../../../test/vectors/amm-laws.js';
import * as Metapool from './Metapool.js';
import * as StableSwap from './StableSwap.js';

const RULES = { shareDecimals: 4, feePpm: 400, offPegPpm: 0, adminFeePpm: 500_000 } as const;
const MINUTES = 60e6;

/** UST-3CRV over the 3pool, millions of dollars at 4 decimals. */
function ust(millionsUst = 300, millionsShares = 300) {
  const base = StableSwap.create({ ...RULES, decimals: [4, 4, 4], amplification: 2000, rounding: 'legacy' });
  AmmPool.applyChange(base, AmmPool.planAdd(base, [1e13, 1e13, 1e13]));
  const pool = StableSwap.create({ ...RULES, decimals: [4, 4], amplification: 100, rounding: 'legacy-100' });
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [millionsUst * 1e10, millionsShares * 1e10]));
  const meta = Metapool.create(pool, 10 * MINUTES);
  Metapool.accrue(meta, base, 0);
  return { meta, base };
}

test('the virtual price is read again only after the cache has expired', () => {
  const { meta, base } = ust();
  expect(meta.pool.rates[1]).toBe(1);
  AmmPool.apply(base, AmmPool.plan(base, 0, 1, 5e12));
  const now = StableSwap.virtualPrice(base);
  expect(now).toBeGreaterThan(1);
  Metapool.accrue(meta, base, 10 * MINUTES);
  expect(meta.pool.rates[1]).toBe(1);
  Metapool.accrue(meta, base, 10 * MINUTES + 1);
  expect([meta.pool.rates[1], meta.readAtUs]).toEqual([now, 10 * MINUTES + 1]);
});

test('selling UST for USDC takes 3CRV out of the metapool and burns it in the base pool', () => {
  const { meta, base } = ust();
  const legs = Metapool.plan(meta, base, { from: 0, to: 2, paid: 1e10 });
  expect(legs.route).toBe('withdraw');
  expect(legs.change!.shares).toBe(-legs.swap!.received);
  expect(legs.received).toBe(-legs.change!.amounts[1]!);
  // 4 bp in the metapool, about 2 bp for the withdrawal of one coin, and the slope of a million in 300.
  expect(legs.received / 1e10).toBeGreaterThan(1 - 7.5e-4);
  expect(legs.received / 1e10).toBeLessThan(1 - 5.5e-4);
  AmmPool.applyLegs(meta, base, legs);
  expect(meta.pool.balances[0]).toBe(301e10);
  expect(base.balances[1]).toBe(1e13 - legs.received - legs.change!.adminFees[1]!);
  expect(base.supply).toBe(3e13 - legs.swap!.received);
});

test('buying UST with USDT deposits first and sells the shares', () => {
  const { meta, base } = ust(500, 150);
  const legs = Metapool.plan(meta, base, { from: 3, to: 0, paid: 1e10 });
  expect(legs.route).toBe('deposit');
  expect(legs.swap!.paid).toBe(legs.change!.shares);
  AmmPool.applyLegs(meta, base, legs);
  expect(base.balances[2]).toBe(1e13 + 1e10 - legs.change!.adminFees[2]!);
  expect(meta.pool.balances[0]).toBe(500e10 - legs.received - legs.swap!.adminFee);
});

test('coins of one pool need that pool alone', () => {
  const { meta, base } = ust();
  const inside = Metapool.plan(meta, base, { from: 1, to: 3, paid: 1e8 });
  expect([inside.route, inside.received]).toEqual(['swap-in-base', AmmPool.quote(base, 0, 2, 1e8)]);
  const before = structuredClone(meta);
  AmmPool.applyLegs(meta, base, inside);
  expect(meta).toEqual(before);
  expect(base.balances[0]).toBe(1e13 + 1e8);
});

test('refusals reach the caller and move nothing', () => {
  const { meta, base } = ust();
  const before = structuredClone({ meta, base });
  const plans = [
    Metapool.plan(meta, base, { from: 0, to: 2, paid: 1e10, receivedMin: 1e10 }),
    Metapool.plan(meta, base, { from: 0, to: 7, paid: 1e10 }),
    Metapool.plan(meta, base, { from: 0, to: 0, paid: 1e10 }),
    Metapool.plan(meta, base, { from: 2, to: 0, paid: -5 }),
    Metapool.plan(meta, base, { from: 2, to: 0, paid: 1 }),
  ];
  expect(plans.map(({ refusal }) => refusal)).toEqual(['slippage', 'coin', 'coin', 'amount', 'too-small']);
  for (const legs of plans) AmmPool.applyLegs(meta, base, legs);
  expect({ meta, base }).toEqual(before);
});

test('a drained metapool pays cents for UST though the base pool is whole', () => {
  const price = (ustMillions: number, shares: number) => {
    const { meta, base } = ust(ustMillions, shares);
    return Metapool.plan(meta, base, { from: 0, to: 2, paid: 1e6 }).received / 1e6;
  };
  expect(price(500, 150)).toBeGreaterThan(0.97);
  expect(price(960, 12)).toBeLessThan(0.15);
});

test('laws: underlying trips never profit', () => {
  fc.assert(fc.property(Laws.metapool, Laws.steps, Laws.underlyingKeeps), { numRuns: 100, seed: 7 });
});
