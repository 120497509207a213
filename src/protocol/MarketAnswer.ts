import type * as Engine from '../index.js';
import type * as Direct from './Direct.js';
import type * as Runs from './Runs.js';
import * as Statistics from './Statistics.js';

/** The whole answer as plain data: what the page, the table and the files are made from. Dollars unless said otherwise. */
export interface Answer {
  readonly title: string;
  readonly about: string;
  readonly market: string;
  readonly kind: string;
  readonly version: string;
  readonly command: string;
  readonly loans: {
    readonly hash: string;
    readonly source: string;
    readonly time: string;
    readonly clock: string;
  } | null;
  readonly horizon: string;
  readonly seeds: readonly number[];
  readonly coverageUsd: number;
  readonly response: string;
  /** Bids within 1% when the run opens, by asset. */
  readonly depthUsd: Readonly<Record<string, number>>;
  readonly curve: readonly CurveRow[];
  readonly current: Told;
  /** The other variant, in the same crashes with the same luck. */
  readonly proposed: Proposed | null;
  /** What selling adds to the direct formula, by class, with the luck of the same seeds; not in a scenario. */
  readonly feedback: readonly Feedback[];
  readonly difference: readonly Differences[];
  readonly hangsOn: readonly Hanging[];
}

export interface Proposed extends Told {
  /** What tables call it: parameters that are proposed, or the same market at a later snapshot. */
  readonly name: 'proposed' | 'later';
  readonly title: string;
  readonly changes: readonly Change[];
}

export interface CurveRow {
  readonly fall: number;
  /** The oracle's prices over the opening ones. */
  readonly ratios: Direct.Ratios;
  readonly direct: Direct.Level;
  readonly engine: Direct.Level;
  /** Bids of all books within the smallest bonus of the market when it opens. */
  readonly executableUsd: number;
}

export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** One variant of the market. */
export interface Told {
  readonly reserves: readonly Engine.ReserveSheet[];
  readonly accounts: number;
  readonly debtUsd: number;
  readonly collateralUsd: number;
  /** Accounts that can be liquidated before anything has moved. */
  readonly calledAtOnce: number;
  /** Interest that borrowers pay less what depositors earn, a year, at opening rates. */
  readonly revenueUsdAYear: number;
  readonly classes: readonly ToldClass[];
}

export interface ToldClass {
  readonly name: string;
  readonly fall: number;
  readonly runs: number;
  readonly badDebt: Statistics.Spread;
  /** By reserve that was lent; of what it had lent at the open. */
  readonly byReserve: readonly {
    readonly asset: string;
    readonly usd: Statistics.Spread;
    readonly share: Statistics.Spread;
  }[];
  readonly beyondCoverage: Statistics.Spread;
  readonly breachedUsd: Statistics.Spread;
  readonly breachedAccounts: Statistics.Spread;
  readonly liquidatedUsd: Statistics.Spread;
  readonly liquidatedAccounts: Statistics.Spread;
  readonly bonusUsd: Statistics.Spread;
  readonly reserves: readonly ReserveStress[];
  /** Lowest price over opening price by asset, the median over seeds. */
  readonly low: Readonly<Record<string, number>>;
  readonly isConserved: boolean;
}

export interface ReserveStress {
  readonly asset: string;
  readonly utilization: Statistics.Spread;
  readonly hoursFull: Statistics.Spread;
  readonly rate: Statistics.Spread;
  /** Share of a deposit that could be withdrawn at once if everybody asked, in the worst minute. */
  readonly withdrawable: { readonly p50: number; readonly p5: number };
}

export interface Feedback {
  readonly name: string;
  readonly fall: number;
  /** Accounts and collateral that the direct formula calls at the oracle's lowest prices of the runs without sales. */
  readonly held: {
    readonly breachedUsd: number;
    readonly badDebtUsd: number;
    readonly low: Readonly<Record<string, number>>;
  };
  readonly sold: {
    readonly breachedUsd: number;
    readonly badDebtUsd: number;
    readonly low: Readonly<Record<string, number>>;
  };
  readonly breachedUsd: Statistics.Difference;
  readonly badDebtUsd: Statistics.Difference;
}

export interface Differences {
  readonly name: string;
  readonly fall: number;
  readonly badDebtUsd: Statistics.Difference;
  readonly liquidatedUsd: Statistics.Difference;
  readonly liquidatedAccounts: Statistics.Difference;
}

/** One condition changed at a time, in the worst class. */
export interface Hanging {
  readonly what: string;
  readonly badDebtUsd: number;
  readonly change: Statistics.Difference;
}

function toldClass({ of, outcomes }: Runs.Cell, coverageUsd: number): ToldClass {
  const spread = (pick: (one: (typeof outcomes)[number]) => number) => Statistics.spread(outcomes.map(pick));
  const assets = Object.keys(outcomes[0]?.reserves ?? {});
  const lent = (asset: string) => outcomes[0]!.reserves[asset]?.lentUsd ?? 0;
  const lost = [...new Set([...assets, ...outcomes.flatMap(({ badDebt }) => Object.keys(badDebt))])];
  return {
    ...of,
    runs: outcomes.length,
    badDebt: spread(({ badDebtUsd }) => badDebtUsd),
    byReserve: lost.map((asset) => ({
      asset,
      usd: spread(({ badDebt }) => badDebt[asset] ?? 0),
      share: spread(({ badDebt }) => (lent(asset) > 0 ? (badDebt[asset] ?? 0) / lent(asset) : 0)),
    })),
    beyondCoverage: spread(({ badDebtUsd }) => Math.max(0, badDebtUsd - coverageUsd)),
    breachedUsd: spread(({ breachedUsd }) => breachedUsd),
    breachedAccounts: spread(({ breachedAccounts }) => breachedAccounts),
    liquidatedUsd: spread(({ liquidatedUsd }) => liquidatedUsd),
    liquidatedAccounts: spread(({ liquidatedAccounts }) => liquidatedAccounts),
    bonusUsd: spread(({ bonusUsd }) => bonusUsd),
    reserves: assets.map((asset) => ({
      asset,
      utilization: spread(({ reserves }) => reserves[asset]!.utilizationMax),
      hoursFull: spread(({ reserves }) => reserves[asset]!.hoursFull),
      rate: spread(({ reserves }) => reserves[asset]!.rateMax),
      withdrawable: {
        p50: 1 - spread(({ reserves }) => reserves[asset]!.utilizationMax).p50,
        p5: 1 - spread(({ reserves }) => reserves[asset]!.utilizationMax).p95,
      },
    })),
    low: lowOf(outcomes),
    isConserved: outcomes.every(({ isConserved }) => isConserved),
  };
}

export function lowOf(outcomes: Runs.Cell['outcomes']): Record<string, number> {
  const assets = Object.keys(outcomes[0]?.low ?? {});
  return Object.fromEntries(
    assets.map((asset) => [asset, Statistics.spread(outcomes.map(({ low }) => low[asset] ?? 1)).p50]),
  );
}

export function told({ opening, cells }: Runs.Variant, coverageUsd: number): Told {
  const { reserves, loans } = opening;
  const total = (values: Readonly<Record<string, number>>) =>
    Object.values(values).reduce((all, one) => all + one, 0);
  const sum = (pick: (loan: Engine.LoanSheet) => number) => loans.reduce((all, one) => all + pick(one), 0);
  return {
    reserves,
    accounts: sum(({ accounts }) => accounts),
    debtUsd: sum(({ debtUsd }) => total(debtUsd)),
    collateralUsd: sum(({ collateralUsd }) => total(collateralUsd)),
    calledAtOnce: sum(({ health, accounts }) => (health < 1 ? accounts : 0)),
    revenueUsdAYear: revenueOf(reserves),
    classes: cells.map((cell) => toldClass(cell, coverageUsd)),
  };
}

/** What borrowers pay less what depositors earn. */
export function revenueOf(reserves: readonly Engine.ReserveSheet[]): number {
  return reserves.reduce(
    (all, { lentUsd, borrowRate, suppliedUsd, supplyRate }) =>
      all + lentUsd * borrowRate - suppliedUsd * supplyRate,
    0,
  );
}
