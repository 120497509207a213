import * as Holdings from '../Holdings.js';

/** A deposit that nobody can liquidate: it loses with the price of what was deposited. */
export function create(): Holdings.Rule {
  return {
    ratioName: 'assets over debt',
    callName: 'margin call',
    line: 0,
    assess: (one, prices) => {
      const equityUsd = Holdings.equity(one, prices);
      const debtUsd = one.owed.reduce((sum, { asset, units }) => sum + units * prices(asset), 0);
      const ratio = debtUsd > 0 ? (equityUsd + debtUsd) / debtUsd : Number.POSITIVE_INFINITY;
      return {
        equityUsd,
        ratio,
        isCalled: false,
        isLiquidatable: false,
        isBad: debtUsd > 0 && equityUsd < 0,
      };
    },
  };
}
