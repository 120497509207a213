import * as LendingPool from '../../../mechanisms/lending/aave-v3/LendingPool.js';
import * as Liquidation from '../../../mechanisms/lending/aave-v3/Liquidation.js';
import * as Rates from '../../../mechanisms/lending/aave-v3/Rates.js';
import type * as Reserve from '../../../mechanisms/lending/aave-v3/Reserve.js';
import * as Version from '../../../mechanisms/lending/aave-v3/Version.js';
import * as Bench from '../../../opening/Bench.js';
import * as Whole from '../../../units/Whole.js';
import type * as Kind from '../Kind.js';
import * as OracleOpening from '../OracleOpening.js';
import type * as AaveTerms from './AaveTerms.js';

/** The pool without anybody in it. */
export function open(bench: Bench.Bench, spec: AaveTerms.Spec): Kind.Opened<LendingPool.Pool> {
  const assetOf = (symbol: string) => Bench.assetOf(bench, symbol);
  const reserves = [...spec.reserves].sort((x, y) => assetOf(x.asset) - assetOf(y.asset));
  const assets = reserves.map((one) => assetOf(one.asset));
  const mask = (symbols: readonly string[]) =>
    symbols.reduce((bits, symbol) => bits | (1 << assets.indexOf(assetOf(symbol))), 0);
  const stated = [...spec.modes].sort((x, y) => (x.id < y.id ? -1 : 1));
  const modes = stated.map(
    (mode): LendingPool.Mode => ({
      ...limitsOf(mode),
      collateral: mask(mode.collateral),
      borrowable: mask(mode.borrowable),
      zeroLtv: 0,
      isIsolated: false,
    }),
  );
  const terms = reserves.map((one, r) => termsOf(one, bench.engine.assets[assets[r]!]!.unit));
  return {
    book: LendingPool.create(terms, modes, 0, spec.version),
    assets,
    oracles: reserves.map((one, r) => OracleOpening.of(bench, one, assets, r)),
    isBorrowable: reserves.map(({ borrowable }) => borrowable),
    modes: stated.map(({ id }) => id),
    dustUsd: Version.writesOff(spec.version ?? Version.NEWEST) ? Liquidation.DUST_USD : 0,
  };
}

function limitsOf({ ltv, threshold, bonus }: { ltv: number; threshold: number; bonus: number }) {
  return {
    maxLtvBps: Whole.nearest(ltv * 1e4),
    liquidationLtvBps: Whole.nearest(threshold * 1e4),
    liquidationIncentiveBps: Whole.nearest((1 + bonus) * 1e4),
  };
}

function termsOf(spec: AaveTerms.Spec['reserves'][number], unit: number): Reserve.Terms {
  const bps = (ratio: number) => Whole.nearest(ratio * 1e4);
  const { kink, base, below, above } = spec.rates;
  return {
    ...limitsOf(spec),
    unit,
    liquidationFeeBps: bps(spec.liquidationFee),
    reserveShareBps: bps(spec.reserveFactor),
    supplyCap: spec.supplyCap,
    borrowCap: spec.borrowCap,
    isBorrowable: spec.borrowable,
    curve: Rates.curve(bps(kink), bps(base), bps(below), bps(above)),
  };
}
