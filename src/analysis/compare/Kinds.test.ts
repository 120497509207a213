import { expect, test } from 'vitest';
import * as Kinds from './Kinds.js';

const ASSETS = [
  { id: 'UST', class: 'synthetic' as const, openUsd: 1 },
  { id: 'LUNA', class: 'alt' as const, openUsd: 80 },
];

test.each([
  [{ kind: 'redeem-refused', reason: 'buffer' }, 'the buffer for redemption is empty'],
  [{ kind: 'redeem-refused', reason: 'cap-global' }, ''],
  [{ kind: 'issuer-hole' }, 'backing falls below supply'],
  [{ kind: 'reserve-exhausted' }, 'reserve exhausted'],
  [{ kind: 'takeover', insurance: 5 }, ''],
  [{ kind: 'takeover', insurance: 5, socialized: 1 }, 'losses pass insurance'],
])('%j exhausts a defense: "%s"', (row, why) => {
  expect(Kinds.exhaustion({ id: 1, cause: 0, atUs: 0, ...row } as Kinds.Row)).toBe(why);
});

test('a row moves its dollars, whatever their name and sign', () => {
  const row = { id: 1, cause: 0, atUs: 0, kind: 'swap' as const };
  expect(
    [{ usd: -3 }, { seizedUsd: 4 }, {}].map((one) => Kinds.usdOf({ ...row, ...one } as Kinds.Row, [])),
  ).toEqual([3, 4, 0]);
});

test('a mint-and-burn swap moves the dollar coin it burns; the other way it dilutes nobody', () => {
  const row = { id: 1, cause: 0, atUs: 0, kind: 'terra-swap' as const, spread: 0.02 };
  expect(Kinds.usdOf({ ...row, burned: '100 UST' }, ASSETS)).toBeCloseTo(98, 12);
  expect(Kinds.usdOf({ ...row, burned: '100 LUNA' }, ASSETS)).toBe(0);
});

test('what was sold: the collateral that is named, or the LUNA that was seized', () => {
  const row = { id: 1, cause: 0, atUs: 0, kind: 'swap' as const };
  const sold = [{ collateral: 'ETH' }, { luna: 5 }, {}].map((one) =>
    Kinds.collateralOf({ ...row, ...one } as Kinds.Row),
  );
  expect(sold).toEqual(['ETH', 'LUNA', undefined]);
});
