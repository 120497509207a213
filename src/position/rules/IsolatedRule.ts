import * as Cross from '../../mechanisms/margin/Cross.js';
import * as Isolated from '../../mechanisms/margin/Isolated.js';
import * as Tiers from '../../mechanisms/margin/Tiers.js';
import * as Unified from '../../mechanisms/margin/Unified.js';
import type * as Holdings from '../Holdings.js';

/** A perp on its own margin: margin and profit over the maintenance of its bracket; there is no call before. */
export function create(): Holdings.Rule {
  return {
    ratioName: 'margin ratio',
    callName: 'margin call',
    line: 1,
    assess: ({ held, perps }, prices) => {
      const { asset, size, entry, tiers } = perps[0]!;
      const marginUsd = held.reduce((sum, one) => sum + one.units * prices(one.asset), 0);
      const price = prices(asset);
      const equityUsd = Isolated.equity(Math.sign(size), Math.abs(size), entry, marginUsd, price);
      const maintenance = Tiers.maintenance(tiers, Math.abs(size) * price);
      const isLiquidatable = Cross.isBreached(equityUsd, maintenance);
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
