import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Position from './Position.js';

const ACCOUNTS = 5;
// Values stay below 2e13 so that sums over all trades stay exact.
const trade = fc.record({
  buyer: fc.nat(ACCOUNTS - 1),
  step: fc.integer({ min: 1, max: ACCOUNTS - 1 }),
  lots: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1e9 })),
  price: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 20_000 })),
  odd: fc.nat(3),
});

test('over any trades lots and cost sum to what was realized, and a flat account holds no cost', () => {
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 200 }), (trades) => {
      const lots = new Float64Array(ACCOUNTS);
      const entry = new Float64Array(ACCOUNTS);
      const cash = new Float64Array(ACCOUNTS);
      const realized = new Float64Array(ACCOUNTS);
      const out = Position.scratch();
      for (const t of trades) {
        const value = t.lots * t.price + t.odd;
        for (const [account, sign] of [
          [t.buyer, 1],
          [(t.buyer + t.step) % ACCOUNTS, -1],
        ] as const) {
          Position.fill(out, lots[account]!, entry[account]!, sign * t.lots, value);
          lots[account] = out.lots;
          entry[account] = out.entryValue;
          realized[account]! += out.realized;
          cash[account]! -= sign * value;
          expect(Math.sign(out.entryValue) * Math.sign(out.lots)).toBeGreaterThanOrEqual(0);
        }
      }
      const sum = (x: Float64Array) => x.reduce((a, b) => a + b, 0);
      expect(sum(lots)).toBe(0);
      expect(sum(entry) - sum(realized)).toBe(0);
      for (let a = 0; a < ACCOUNTS; a++) {
        // Money in less money out is profit taken less cost still held.
        expect(realized[a]! - entry[a]!).toBe(cash[a]!);
        if (lots[a] === 0) expect(entry[a]).toBe(0);
      }
    }),
    { numRuns: 3000 },
  );
});
