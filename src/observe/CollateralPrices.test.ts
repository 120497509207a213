import { expect, test } from 'vitest';
import * as CollateralPrices from './CollateralPrices.js';

test('a redeemable collateral has its index by venue and what it redeems for; others have no column', () => {
  const assets = [
    { symbol: 'ETH', redeemsTo: -1, redemptionRatio: 0 },
    { symbol: 'WBETH', redeemsTo: 0, redemptionRatio: 1.1 },
  ];
  const collateral = [{ direct: 3 }, { direct: 4 }];
  const venues = [
    { id: 'a', collateral, collateralUsd: [4000, 3000] },
    { id: 'b', collateral: [{ direct: 5 }, { direct: -1 }], collateralUsd: [4000, 4400] },
  ];
  const engine = { venues, assets, feed: { assetUsd: [4000, 3000] } } as never;
  expect(CollateralPrices.levels(engine)).toEqual([
    ['collateralIndex/a/WBETH', 3000],
    ['redemption/WBETH', 4400],
  ]);
});
