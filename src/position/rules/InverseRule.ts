import * as Tiers from '../../mechanisms/margin/Tiers.js';
import * as Unified from '../../mechanisms/margin/Unified.js';
import * as Holdings from '../Holdings.js';

/**
 * A coin-margined contract. Its dollars are fixed and its coins are not: Q dollars opened at E gain Q/E - Q/P coins at
 * P, as Q/E coins bought with dollars would, so equity is that of such a position. Maintenance is a rate of Q/P coins
 * less the bracket's amount: for a long margin and maintenance meet at P = Q (1 + rate) / (wallet + amount + Q/E).
 * Source: Binance COIN-M futures, "how to calculate liquidation price".
 */
export function create(): Holdings.Rule {
  return {
    ratioName: 'margin ratio',
    callName: 'margin call',
    line: 1,
    assess: (one, prices) => {
      const equityUsd = Holdings.equity(one, prices);
      const maintenance = one.perps.reduce((sum, { asset, size, entry, tiers }) => {
        const price = prices(asset);
        return sum + Math.max(0, Tiers.maintenance(tiers, (Math.abs(size) * entry) / price)) * price;
      }, 0);
      const isLiquidatable = equityUsd <= maintenance;
      return {
        equityUsd,
        ratio: Unified.marginRatio(equityUsd, maintenance),
        isCalled: isLiquidatable,
        isLiquidatable,
        isBad: equityUsd < 0,
      };
    },
  };
}
