import { expect, test } from 'vitest';
import * as LiquidationRules from './LiquidationRules.js';
import type { VenueSpec } from './VenueSchema.js';

const STYLE = { kind: 'bracket' };
const SLICES = { kind: 'slices' };
const spec = (margin: string, liquidation: object = {}) =>
  ({
    margin,
    thresholds: { target: 1.1, bankrupt: 0.6 },
    liquidation: {
      style: STYLE,
      fee: 0.0125,
      attempts: 3,
      visibleWithin: 0.02,
      visibleShare: 0.2,
      positionShare: 0.3,
      takeoverAfter: 600e6,
      fundRate: 0.1,
      fundShare: 0.25,
      fundSellsOver: 3600e6,
      fundBand: 0.05,
      sell: 'depth',
      vault: false,
      ...liquidation,
    },
  }) as unknown as VenueSpec;

test('a venue’s rule is what its file states, the fee in ppm', () => {
  expect(LiquidationRules.of(spec('cross'))).toEqual({
    feePpm: 12_500,
    visibleWithin: 0.02,
    positionShare: 0.3,
    collateralShare: 0.2,
    target: 1.1,
    fundRate: 0.1,
    fundShare: 0.25,
    fundSellsOverUs: 3600e6,
    fundBand: 0.05,
    rows: { style: STYLE, limit: 'bankruptcy', attempts: 3, takeoverRatio: 0 },
    accounts: { style: STYLE, takeoverRatio: 0.6, takeoverAfterUs: 600e6, takes: 'whole', order: 'depth' },
  });
});

test('unified accounts have a style of their own where one is stated; rows and cross accounts never', () => {
  const unified = LiquidationRules.of(spec('unified', { unifiedStyle: SLICES }));
  expect([unified.rows.style, unified.accounts.style]).toEqual([STYLE, SLICES]);
  expect(LiquidationRules.of(spec('unified')).accounts.style).toEqual(STYLE);
  expect(LiquidationRules.of(spec('cross', { unifiedStyle: SLICES })).accounts.style).toEqual(STYLE);
});

test('a vault sells rows at the market and takes them over below the bankrupt ratio', () => {
  expect(LiquidationRules.of(spec('cross', { vault: true })).rows).toMatchObject({
    limit: 'market',
    takeoverRatio: 0.6,
  });
});
