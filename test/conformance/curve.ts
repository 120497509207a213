import { describe, expect, test } from 'vitest';
import type * as Trade from '../../src/mechanisms/amm/Trade.js';
import * as AmmPool from '../cast/AmmPools.js';

/** A filled pool of two coins; `place` where its providers hold positions instead of shares. */
export interface CurveFamily {
  readonly make: () => AmmPool.Pool;
  readonly place?: Trade.Place;
}

/** What every curve must do, whatever its formula. */
export function conformsToCurve(name: string, { make, place }: CurveFamily): void {
  const owner = place?.owner ?? -1;
  const all = (pool: AmmPool.Pool) => (place ? 1_000_000 : pool.supply);

  describe(`${name} is a curve`, () => {
    test('what is applied is what was planned and quoted, and the state is plain data', () => {
      const pool = make();
      const copy = structuredClone(pool);
      const swap = AmmPool.plan(pool, 0, 1, 12_345_678);
      expect(swap.received).toBe(AmmPool.quote(copy, 0, 1, 12_345_678));
      expect(pool).toEqual(copy);
      AmmPool.apply(pool, swap);
      expect(Array.from(pool.balances)).toEqual([
        copy.balances[0]! + 12_345_678,
        copy.balances[1]! - swap.received - swap.adminFee,
      ]);
      AmmPool.apply(copy, swap);
      expect(copy).toEqual(pool);
    });

    test('the average price of a small sale is the spot price less the fee', () => {
      const pool = make();
      const paid = Math.floor(pool.balances[0]! / 1e6);
      const swap = AmmPool.plan(pool, 0, 1, paid);
      const unit = 10 ** pool.decimals[0]! / 10 ** pool.decimals[1]!;
      const average = ((swap.received + swap.fee) / paid) * unit;
      expect(average / AmmPool.spot(pool, 0, 1)).toBeCloseTo(1, 4);
      expect(AmmPool.spot(pool, 0, 1) * AmmPool.spot(pool, 1, 0)).toBeCloseTo(1, 12);
    });

    test('refusals have a reason and move nothing', () => {
      const pool = make();
      const before = structuredClone(pool);
      const reasons = [
        AmmPool.plan(pool, 0, 0, 5),
        AmmPool.plan(pool, 0, 2, 5),
        AmmPool.plan(pool, 0, 1, 0),
        AmmPool.plan(pool, 0, 1, 1.5),
        AmmPool.plan(pool, 0, 1, Number.MAX_SAFE_INTEGER),
        AmmPool.plan(pool, 0, 1, 1000, 1e15),
      ];
      expect(reasons.map(({ refusal }) => refusal)).toEqual([
        'coin',
        'coin',
        'amount',
        'amount',
        'too-large',
        'slippage',
      ]);
      for (const swap of reasons) AmmPool.apply(pool, swap);
      const changes = [
        AmmPool.planAdd(pool, [1], place),
        AmmPool.planAdd(pool, [0, 0], place),
        AmmPool.planAdd(pool, [-1, 5], place),
        AmmPool.planAdd(pool, [Number.MAX_SAFE_INTEGER, 1], place),
        AmmPool.planRemove(pool, all(pool) + 1, undefined, owner),
        AmmPool.planRemove(pool, 0, undefined, owner),
      ];
      expect(changes.map(({ refusal }) => refusal)).toEqual([
        'coin',
        'amount',
        'amount',
        'too-large',
        'too-large',
        'amount',
      ]);
      for (const change of changes) AmmPool.applyChange(pool, change);
      expect(pool).toEqual(before);
    });

    test('AMM-1: a swap that takes an atom too many crashes, and so does one that empties a coin', () => {
      const pool = make();
      const swap = AmmPool.plan(pool, 0, 1, 3);
      const greedy = {
        ...swap,
        received: swap.received + swap.fee + Math.ceil(AmmPool.spot(pool, 0, 1)) + 2,
      };
      expect(() => AmmPool.apply(structuredClone(pool), greedy)).toThrow('AMM-1');
      expect(() => AmmPool.apply(pool, { ...swap, received: pool.balances[1]! })).toThrow('AMM-1');
    });

    test('AMM-2: shares for nothing, atoms for nothing and a supply below zero crash', () => {
      const pool = make();
      const change = AmmPool.planRemove(pool, Math.floor(all(pool) / 4), undefined, owner);
      const crash = (broken: object) =>
        expect(() => AmmPool.applyChange(structuredClone(pool), { ...change, ...broken })).toThrow('AMM-2');
      if (pool.supply > 0) crash({ shares: 1e6 });
      crash({ amounts: change.amounts.map((amount) => amount - 2) });
      crash({ shares: -pool.supply - 1 });
      crash({ adminFees: [0.5, 0] });
    });

    test('a share of everything is everything in proportion', () => {
      const pool = make();
      const half = AmmPool.planRemove(pool, Math.floor(all(pool) / 2), undefined, owner);
      half.amounts.forEach((amount, k) => {
        expect(-amount / pool.balances[k]!).toBeCloseTo(0.5, 8);
      });
      const spot = AmmPool.spot(pool, 0, 1);
      AmmPool.applyChange(pool, half);
      expect(AmmPool.spot(pool, 0, 1) / spot).toBeCloseTo(1, 9);
    });

    test('a sale sized to a price ends there, and a price already passed needs none', () => {
      const pool = make();
      const spot = AmmPool.spot(pool, 0, 1);
      const fee = pool.feePpm / 1e6;
      expect(AmmPool.sizeToPrice(pool, 0, 1, spot)).toBe(0);
      expect(AmmPool.sizeToPrice(pool, 0, 1, -1)).toBe(0);
      const size = AmmPool.sizeToPrice(pool, 0, 1, spot * 0.97);
      AmmPool.apply(pool, AmmPool.plan(pool, 0, 1, size));
      // The fee of the last atom lies between the plain one and its multiple off the peg.
      const ends = AmmPool.spot(pool, 0, 1) / (spot * 0.97);
      expect(ends).toBeGreaterThan(1 + fee - 1e-4);
      expect(ends).toBeLessThan(1 + 5 * fee + 1e-3);
    });

    test('back and forth costs the fees, and the copy that everybody sees follows', () => {
      const pool = make();
      const rule = AmmPool.ruleOf(pool);
      const shown = structuredClone(pool);
      for (const [from, to] of [
        [0, 1],
        [1, 0],
      ] as const) {
        const there = AmmPool.plan(pool, from, to, 1_000_000);
        AmmPool.apply(pool, there);
        const back = AmmPool.plan(pool, to, from, there.received);
        AmmPool.apply(pool, back);
        expect(back.received).toBeLessThan(1_000_000);
      }
      shown.balances.set(pool.balances);
      rule.mirror?.(pool, shown);
      expect(AmmPool.quote(shown, 0, 1, 5e6)).toBe(AmmPool.quote(pool, 0, 1, 5e6));
    });

    test('the estimate is the quote within an atom', () => {
      const pool = make();
      for (const [from, to] of [
        [0, 1],
        [1, 0],
      ] as const)
        for (const paid of [1e5, 3e7, 1e9, 2e10]) {
          const exact = AmmPool.quote(pool, from, to, paid);
          const slack = 1.001 + 1e-9 * exact;
          expect(Math.abs(AmmPool.estimate(pool, from, to, paid) - exact)).toBeLessThanOrEqual(slack);
        }
    });

    test('what pays nothing is refused', () => {
      const pool = make();
      const dust = AmmPool.planRemove(pool, 1, undefined, owner);
      const isPaid = dust.amounts.some((atoms) => atoms < 0);
      expect(dust.refusal === null).toBe(isPaid);
      expect(AmmPool.planRemove(pool, all(pool), undefined, owner - 1_000).refusal).toBe(
        place ? 'too-small' : null,
      );
    });
  });
}
