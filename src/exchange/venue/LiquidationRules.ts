import type { LiquidationRule } from '../../state/Engine.js';
import * as Rounding from '../../units/Rounding.js';
import type { VenueSpec } from './VenueSchema.js';

/** How a venue liquidates: what its scenario states, in the units of the engine. */
export function of({ liquidation, thresholds, margin }: VenueSpec): LiquidationRule {
  const { style, unifiedStyle = style, vault } = liquidation;
  return {
    feePpm: Rounding.nearest(liquidation.fee * 1e6),
    visibleWithin: liquidation.visibleWithin,
    positionShare: liquidation.positionShare,
    collateralShare: liquidation.visibleShare,
    target: thresholds.target,
    fundRate: liquidation.fundRate,
    fundShare: liquidation.fundShare,
    fundSellsOverUs: liquidation.fundSellsOver,
    fundBand: liquidation.fundBand,
    rows: {
      style,
      limit: vault ? 'market' : 'bankruptcy',
      attempts: liquidation.attempts,
      takeoverRatio: vault ? thresholds.bankrupt : 0,
    },
    accounts: {
      style: margin === 'unified' ? unifiedStyle : style,
      takeoverRatio: thresholds.bankrupt,
      takeoverAfterUs: liquidation.takeoverAfter,
      takes: liquidation.takes ?? 'whole',
      order: liquidation.sell,
    },
  };
}
