import { expect, test } from 'vitest';
import * as CollateralIndex from './CollateralIndex.js';

// The night of 2025-10-11 in outline: the venue's own books far below what other venues and the issuer pay.
const crash: CollateralIndex.Inputs = {
  direct: 430,
  cross: 0.2,
  base: 3800,
  multiVenue: 3900,
  redemption: 4100,
};
const ownBook: CollateralIndex.Policy = { kind: 'own-book', directWeight: 0.2 };

test('own book mixes the direct and the crossed leg by the published weight', () => {
  expect(CollateralIndex.compose(ownBook, crash)).toBeCloseTo(0.2 * 430 + 0.8 * 760, 9);
});

test('the alternatives are realistic prices, not absence', () => {
  const price = (policy: CollateralIndex.Policy) => CollateralIndex.compose(policy, crash);
  expect(price({ kind: 'multi-venue' })).toBe(3900);
  expect(price({ kind: 'par', price: 1 })).toBe(1);
  expect(price({ kind: 'redemption-weighted', redemptionWeight: 1, market: ownBook })).toBe(4100);
  expect(price({ kind: 'redemption-weighted', redemptionWeight: 0.5, market: { kind: 'multi-venue' } })).toBe(
    4000,
  );
  expect(price({ kind: 'floored', minimum: 3000, market: ownBook })).toBe(3000);
  expect(price({ kind: 'floored', minimum: 3000, market: { kind: 'multi-venue' } })).toBe(3900);
});

test('a missing leg leaves its weight to the other, and a floor stands alone', () => {
  const blind = { ...crash, base: Number.NaN };
  expect(CollateralIndex.compose(ownBook, blind)).toBe(430);
  expect(CollateralIndex.compose(ownBook, { ...crash, direct: Number.NaN })).toBe(760);
  const dark = { ...blind, direct: Number.NaN };
  expect(CollateralIndex.compose(ownBook, dark)).toBeNaN();
  expect(CollateralIndex.compose({ kind: 'floored', minimum: 0.9, market: ownBook }, dark)).toBe(0.9);
});
