import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Adl from './Adl.js';
import * as ProRata from './allocation/ProRata.js';
import * as Queue from './allocation/Queue.js';

const holdings = fc.array(fc.oneof(fc.nat(5), fc.nat(1e12)), { maxLength: 50 });
const sum = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0);

test('both allocations close the same lots; shares are within one lot of proportional', () => {
  fc.assert(
    fc.property(fc.nat(5e13), holdings, (needed, lots) => {
      const held = sum(lots);
      const target = Math.min(needed, held);
      const queue = Queue.share(needed, lots);
      const shares = ProRata.share(needed, lots);
      expect([sum(queue), sum(shares)]).toEqual([target, target]);
      lots.forEach((l, i) => {
        expect(shares[i]!).toBeLessThanOrEqual(l);
        expect(Math.abs(shares[i]! - (target / Math.max(1, held)) * l)).toBeLessThan(1.01);
      });
    }),
    { numRuns: 3000 },
  );
});

test('the queue ranks every row once and never a lower score before a higher one', () => {
  const rows = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(rows, (scores) => {
      const ids = scores.map((_, i) => (i * 37) % 101);
      const order = [...Adl.queue(scores, ids)];
      expect(order.toSorted((a, b) => a - b)).toEqual(scores.map((_, i) => i));
      for (let i = 1; i < order.length; i++) {
        const [before, after] = [order[i - 1]!, order[i]!];
        expect(
          scores[before]! > scores[after]! ||
            (scores[before] === scores[after] && ids[before]! < ids[after]!),
        ).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
