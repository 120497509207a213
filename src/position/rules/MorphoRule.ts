import * as Loop from '../../mechanisms/lending/Loop.js';
import * as MorphoLiquidation from '../../mechanisms/lending/morpho-blue/MorphoLiquidation.js';
import * as MorphoMarket from '../../mechanisms/lending/morpho-blue/MorphoMarket.js';
import * as Wad from '../../mechanisms/lending/morpho-blue/Wad.js';
import * as Holdings from '../Holdings.js';

/** Atoms of one token in the market that the question is put to. */
const UNIT = 1e6;

/** Morpho Blue: one line for borrowing and liquidating, and an incentive that follows from it. */
export function create(lltv: number): Holdings.Rule {
  const terms = { loanUnit: UNIT, collateralUnit: UNIT, lltv: Wad.ofRatio(lltv), fee: Wad.ZERO };
  const bonus = Wad.toRatio(MorphoLiquidation.incentive(terms.lltv)) - 1;
  return {
    ratioName: 'health',
    callName: 'no new debt',
    line: 1,
    assess: (one, prices) => {
      const [held, owed] = [one.held[0]!, one.owed[0]];
      const equityUsd = Holdings.equity(one, prices);
      if (owed === undefined || owed.units === 0)
        return {
          equityUsd,
          ratio: Number.POSITIVE_INFINITY,
          isCalled: false,
          isLiquidatable: false,
          isBad: false,
        };
      const market = MorphoMarket.create(terms, Wad.ZERO, 0);
      const position = MorphoMarket.open(market);
      MorphoMarket.pledge(market, position, Wad.of(Math.round(held.units * UNIT)));
      MorphoMarket.borrow(market, position, Wad.of(Math.round(owed.units * UNIT)));
      const [loanUsd, collateralUsd] = [prices(owed.asset), prices(held.asset)];
      const at = MorphoLiquidation.price(market, loanUsd, collateralUsd);
      const isLiquidatable = !MorphoLiquidation.isHealthy(market, at, position);
      const usd = held.units * collateralUsd;
      return {
        equityUsd,
        ratio: MorphoLiquidation.health(market, at, position),
        isCalled: isLiquidatable,
        isLiquidatable,
        isBad: Loop.repayable([{ usd, bonus }]) < owed.units * loanUsd,
      };
    },
  };
}
