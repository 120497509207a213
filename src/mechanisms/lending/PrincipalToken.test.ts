import { expect, test } from 'vitest';
import * as PrincipalToken from './PrincipalToken.js';

const YEAR = 31_536_000e6;
const terms: PrincipalToken.Terms = { maturityUs: YEAR / 2, maxDiscount: 0.3 };
const open: PrincipalToken.State = { discount: 0.08, isFrozen: false };

test('the discount runs off in a straight line and is gone at maturity', () => {
  const at = (share: number) => PrincipalToken.price(terms, open, 1, share * terms.maturityUs);
  expect([0, 0.25, 0.5, 1, 2].map(at)).toEqual([0.96, 0.97, 0.98, 1, 1]);
});

test('the price follows the underlying and rounds down to 1e-8', () => {
  expect(PrincipalToken.price(terms, open, 0.65, 0)).toBe(0.624);
  expect(PrincipalToken.price(terms, open, 0.99999999, terms.maturityUs / 3)).toBe(0.97333332);
  expect(PrincipalToken.price(terms, { ...open, discount: 3 }, 1, 0)).toBe(0);
});

test('the discount a market price implies gives that price back', () => {
  const discount = PrincipalToken.impliedDiscount(terms, 0.94, 0.99, 1e12);
  expect(PrincipalToken.price(terms, { ...open, discount }, 0.99, 1e12)).toBeCloseTo(0.94, 7);
  expect(PrincipalToken.impliedDiscount(terms, 0.9, 1, terms.maturityUs)).toBe(0);
});

test('redemption at par opens at maturity, the steward stays within his bound', () => {
  expect(PrincipalToken.assessRedeem(terms, terms.maturityUs - 1)).toBe('before-maturity');
  expect(PrincipalToken.assessRedeem(terms, terms.maturityUs)).toBe('');
  expect([0, 0.3, 0.31, -0.1].map((d) => PrincipalToken.assessDiscount(terms, d))).toEqual([
    '',
    '',
    'above-bound',
    'above-bound',
  ]);
});

test('closed by the switch, or by maturity', () => {
  expect(PrincipalToken.isClosed(terms, open, 0)).toBe(false);
  expect(PrincipalToken.isClosed(terms, { ...open, isFrozen: true }, 0)).toBe(true);
  expect(PrincipalToken.isClosed(terms, open, terms.maturityUs)).toBe(true);
});
