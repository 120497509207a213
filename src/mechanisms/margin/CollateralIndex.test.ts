import { expect, test } from 'vitest';
import * as CollateralIndex from './CollateralIndex.js';
import type { Facts, Inputs } from './collateral/CollateralRule.js';

// The night of 2025-10-11 in outline: the venue's own books far below what other venues and the issuer pay.
const crash: Inputs = { direct: 430, cross: 0.2, base: 3800, multiVenue: 3900, redemption: 4100 };
const facts: Facts = { openUsd: 4000, redeems: true, directWeight: 0.2 };

function price(stated: CollateralIndex.Choice, inputs: Inputs = crash, of: Facts = facts): number {
  return CollateralIndex.compose(CollateralIndex.policy(stated, of), inputs);
}

test('own book mixes the direct and the crossed leg by the published weight', () => {
  expect(price({ kind: 'own-book' })).toBeCloseTo(0.2 * 430 + 0.8 * 760, 9);
});

test('the alternatives are realistic prices, not absence', () => {
  expect(price({ kind: 'multi-venue' })).toBe(3900);
  expect(price({ kind: 'par' })).toBe(4000);
  expect(price({ kind: 'redemption-weighted', redemptionWeight: 1 })).toBe(4100);
  const half = 0.5 * 4100 + 0.5 * (0.2 * 430 + 0.8 * 760);
  expect(price({ kind: 'redemption-weighted', redemptionWeight: 0.5 })).toBeCloseTo(half, 9);
  expect(price({ kind: 'floored', minimum: 0.75 })).toBe(3000);
  expect(price({ kind: 'floored', minimum: 0.1 })).toBeCloseTo(694, 9);
});

test('what redeems to nothing keeps its own book', () => {
  const alone = { ...facts, redeems: false, directWeight: 1 };
  expect(price({ kind: 'redemption-weighted', redemptionWeight: 1 }, crash, alone)).toBe(430);
});

test('a missing leg leaves its weight to the other, and a floor stands alone', () => {
  const blind = { ...crash, base: Number.NaN };
  expect(price({ kind: 'own-book' }, blind)).toBe(430);
  expect(price({ kind: 'own-book' }, { ...crash, direct: Number.NaN })).toBe(760);
  const dark = { ...blind, direct: Number.NaN };
  expect(price({ kind: 'own-book' }, dark)).toBeNaN();
  expect(price({ kind: 'floored', minimum: 0.9 }, dark)).toBe(3600);
});
