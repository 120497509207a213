import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as TerraMarket from './TerraMarket.js';
import * as Decimal from './TerraMarketDecimal.js';

const DENOMS = ['luna', 'usd', 'sdr'] as const;
const step = fc.record({
  offer: fc.constantFrom(...DENOMS),
  ask: fc.constantFrom(...DENOMS),
  atoms: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 1e13 })),
  usd: fc.oneof(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1e6, max: 1.2e14 })),
  blocks: fc.nat(40),
});

const setup = fc.record({
  basePoolMicro: fc.integer({ min: 1, max: 1e15 }),
  recoveryBlocks: fc.integer({ min: 1, max: 100 }),
  minSpreadPpm: fc.nat(1_000_000),
  decimals: fc.record({ luna: fc.nat(6), usd: fc.nat(6), sdr: fc.nat(6) }),
});

test('over any swaps every micro-unit of the chain is an atom of the ledger or in the named remainder', () => {
  fc.assert(
    fc.property(setup, fc.array(step, { maxLength: 60 }), ({ decimals, ...terms }, steps) => {
      const state = TerraMarket.create({ ...terms, tobinPpm: { usd: 3500, sdr: 2500 } }, decimals);
      const supply = { luna: 0, usd: 0, sdr: 0 };
      const minted = { luna: 0n, usd: 0n, sdr: 0n };
      for (const { offer, ask, atoms, usd, blocks } of steps) {
        TerraMarket.accrue(state, blocks);
        const rates = { usd, sdr: Math.ceil(usd / 1.34) };
        const before = structuredClone(state);
        const exact = TerraMarket.quote(state, rates, offer, Decimal.microOf(atoms, state.scale[offer]), ask);
        const plan = TerraMarket.plan(
          state,
          rates,
          { offer, atoms, ask },
          { atoms: supply[ask], cap: Number.MAX_SAFE_INTEGER },
        );
        expect(state).toEqual(before);
        if (plan.kind === 'refused' || exact.kind === 'refused') continue;
        TerraMarket.apply(state, plan);
        supply[ask] += plan.netAtoms + plan.feeAtoms;
        minted[ask] += exact.net + exact.fee;
        // The spread takes a share of the gross value; rounding never pays out more than it.
        expect(exact.net + exact.fee <= exact.gross / Decimal.ONE).toBe(true);
        expect(exact.gross / Decimal.ONE - exact.net - exact.fee <= 1n).toBe(true);
        expect(exact.spread >= 0n && exact.spread <= Decimal.ONE).toBe(true);
        expect(Decimal.microOf(plan.netAtoms, state.scale[ask]) <= exact.net).toBe(true);
        for (const one of DENOMS) {
          const whole = BigInt(supply[one]) * BigInt(state.scale[one]);
          expect(Number.isSafeInteger(supply[one])).toBe(true);
          expect(whole + BigInt(state.remainder[one])).toBe(minted[one]);
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test('limbs hold a decimal exactly, and decay brings it toward rest without passing it', () => {
  const decimal = fc.bigInt({ min: -(10n ** 39n), max: 10n ** 39n });
  fc.assert(
    fc.property(decimal, fc.integer({ min: 1, max: 20_000 }), fc.nat(50), (value, recoveryBlocks, blocks) => {
      const limbs = Decimal.toFixed(value);
      expect(Decimal.ofFixed(limbs)).toBe(value);
      expect(Object.values(limbs).every(Number.isSafeInteger)).toBe(true);
      const terms = { basePoolMicro: 1, recoveryBlocks, minSpreadPpm: 0, tobinPpm: { usd: 0, sdr: 0 } };
      const state = TerraMarket.create(terms, { luna: 3, usd: 4, sdr: 4 });
      state.delta = limbs;
      TerraMarket.accrue(state, blocks);
      const after = Decimal.ofFixed(state.delta);
      expect(after * value >= 0n && after * after <= value * value).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
