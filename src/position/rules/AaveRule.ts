import * as Health from '../../mechanisms/lending/aave-v3/Health.js';
import * as Ray from '../../mechanisms/lending/aave-v3/Ray.js';
import * as Loop from '../../mechanisms/lending/Loop.js';
import * as Holdings from '../Holdings.js';

/** What a protocol lets a collateral carry, as fractions. */
export interface Limits {
  readonly ltv: number;
  readonly threshold: number;
  readonly bonus: number;
}

/** Aave v3: health is the collateral at its thresholds over the debt; liquidatable below 1. */
export function create(limits: Readonly<Record<string, Limits>>): Holdings.Rule {
  const bps = (ratio: number) => Ray.of(Math.round(ratio * 1e4));
  return {
    ratioName: 'health factor',
    callName: 'no new debt',
    line: 1,
    assess: (one, prices) => {
      const pledged = one.held.map(({ asset, units }) => ({ usd: units * prices(asset), ...limits[asset]! }));
      const debtUsd = one.owed.reduce((sum, { asset, units }) => sum + units * prices(asset), 0);
      const collaterals = pledged.map(({ usd, ltv, threshold }) => ({
        value: Ray.ofDollars(usd),
        maxLtvBps: bps(ltv),
        liquidationLtvBps: bps(threshold),
      }));
      const health = Health.assess(collaterals, Ray.ofDollars(debtUsd));
      const isOwed = debtUsd > 0;
      return {
        equityUsd: Holdings.equity(one, prices),
        ratio: isOwed ? Ray.toRatio(health.health, Ray.WAD) : Number.POSITIVE_INFINITY,
        isCalled: isOwed && Ray.toRatio(Health.availableBorrows(health), Ray.WAD) === 0,
        isLiquidatable: isOwed && Health.isLiquidatable(health),
        isBad: isOwed && Loop.repayable(pledged) < debtUsd,
      };
    },
  };
}
