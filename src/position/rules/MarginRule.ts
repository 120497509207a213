import * as Tiers from '../../mechanisms/margin/Tiers.js';
import * as Unified from '../../mechanisms/margin/Unified.js';
import * as Holdings from '../Holdings.js';

/** What a venue states of its margin accounts; weights by asset. */
export interface Margin {
  readonly thresholds: Unified.Thresholds;
  readonly loanMaintenance: number;
  /** The dollar in which perps settle. */
  readonly quote: string;
  readonly weights: (asset: string) => Unified.WeightTiers;
}

/** A margin account: equity after collateral weights over the maintenance of loans and perps. */
export function create({ thresholds, loanMaintenance, quote, weights }: Margin): Holdings.Rule {
  return {
    ratioName: 'margin ratio',
    callName: 'margin call',
    line: thresholds.liquidation,
    assess: (one, prices) => {
      const assets = [
        ...new Set([quote, ...one.held, ...one.owed].map((x) => (typeof x === 'string' ? x : x.asset))),
      ];
      const column = () => new Float64Array(assets.length);
      const [net, loan, price] = [column(), column(), Float64Array.from(assets, prices)];
      // A dollar that the account does not hold is one.
      if (!(price[0]! > 0)) price[0] = 1;
      for (const { asset, units } of one.held) net[assets.indexOf(asset)]! += units;
      for (const { asset, units } of one.owed) {
        net[assets.indexOf(asset)]! -= units;
        loan[assets.indexOf(asset)]! += units;
      }
      const sums = { equity: 0, maintenance: 0 };
      let profit = 0;
      for (const { asset, size, entry, tiers } of one.perps) {
        profit += size * (prices(asset) - entry);
        sums.maintenance += Tiers.maintenance(tiers, Math.abs(size) * prices(asset));
      }
      // A gain counts like the dollar in which it settles; an open loss is no loan, as in the venue's own sums.
      if (profit < 0) sums.equity += profit;
      else net[0]! += profit / price[0]!;
      const loanRate = new Float64Array(assets.length).fill(loanMaintenance);
      Unified.fold(sums, { net, loan, base: 0 }, price, { weights: assets.map(weights), loanRate });
      const ratio = Unified.marginRatio(sums.equity, sums.maintenance);
      const state = Unified.state(ratio, thresholds);
      const equityUsd = Holdings.equity(one, prices);
      return {
        equityUsd,
        ratio,
        isCalled: state >= Unified.MARGIN_CALL,
        isLiquidatable: state === Unified.LIQUIDATION,
        isBad: equityUsd < 0,
      };
    },
  };
}
