import type { Engine } from '../state/Engine.js';
import type { Column, Producer } from './Producer.js';

/** What venues count a redeemable asset at as collateral, and what it redeems for. Dollars per unit. */
export const producer: Producer = { key: 'collateralIndex', levels };

export function levels({ venues, assets, feed }: Pick<Engine, 'venues' | 'assets' | 'feed'>): Column[] {
  return venues.flatMap(({ id: venue, collateral, collateralUsd }) =>
    assets.flatMap(({ symbol, redeemsTo, redemptionRatio }, id): Column[] => {
      if (redeemsTo < 0 || collateral[id]!.direct < 0) return [];
      return [
        [`collateralIndex/${venue}/${symbol}`, collateralUsd[id]!],
        [`redemption/${symbol}`, redemptionRatio * feed.assetUsd[redeemsTo]!],
      ];
    }),
  );
}
