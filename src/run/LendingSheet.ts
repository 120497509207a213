import * as Family from '../chain/lending/Family.js';
import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import * as Standing from '../chain/lending/Standing.js';
import type { Engine } from '../state/Engine.js';
import type { World } from './World.js';

/** A loan of a lending protocol as of the last block, dollars at the oracle's prices, by symbol where not zero. */
export interface LoanSheet {
  /** The account that owns it, and how many it stands for. */
  readonly account: string;
  readonly accounts: number;
  readonly collateralUsd: Readonly<Record<string, number>>;
  /** Collateral at its liquidation LTV. */
  readonly securedUsd: Readonly<Record<string, number>>;
  readonly debtUsd: Readonly<Record<string, number>>;
  /** Collateral at its liquidation LTV over debt; Infinity without debt. */
  readonly health: number;
}

/** A reserve as of the last block: dollars at the oracle's price, fractions, yearly rates. */
export interface ReserveSheet {
  readonly asset: string;
  readonly oracleUsd: number;
  /** What an account could withdraw in all, what is lent, and what depositors can claim. */
  readonly cashUsd: number;
  readonly lentUsd: number;
  readonly suppliedUsd: number;
  readonly utilization: number;
  readonly borrowRate: number;
  readonly supplyRate: number;
}

export interface LendingSheet {
  readonly protocol: string;
  readonly reserves: readonly ReserveSheet[];
  /** Those with a debt. */
  readonly loans: readonly LoanSheet[];
}

/** Every lending protocol of a world as it stands, in the order of ids. */
export function list({ world }: { readonly world: Pick<World, 'engine'> }): LendingSheet[] {
  const { engine } = world;
  return engine.onchain.lendings.map((lending) => ({
    protocol: lending.id,
    reserves: lending.assets.map((asset, r) => reserve(lending, r, engine.assets[asset]!.symbol)),
    loans: lending.owner.flatMap((_, position) => loan(engine, lending, position)),
  }));
}

function reserve(lending: LendingProtocol, r: number, asset: string): ReserveSheet {
  const { read } = Family.of(lending);
  const dollars = lending.price[r]! / lending.units[r]!;
  let owed = 0;
  let supplied = 0;
  for (let position = 0; position < lending.owner.length; position++) {
    owed += read.debtOf(lending.book, position, r) * lending.debtIndex[r]!;
    supplied += read.supplyOf(lending.book, position, r) * lending.supplyIndex[r]!;
  }
  return {
    asset,
    oracleUsd: lending.price[r]!,
    cashUsd: lending.cash[r]! * dollars,
    lentUsd: owed * dollars,
    suppliedUsd: supplied * dollars,
    utilization: lending.utilization[r]!,
    borrowRate: lending.borrowRate[r]!,
    supplyRate: lending.supplyRate[r]!,
  };
}

function loan({ accounts, assets }: Engine, lending: LendingProtocol, position: number): LoanSheet[] {
  const { collateralUsd, debtUsd, debt, health } = Standing.look(lending, position);
  if (debt === 0) return [];
  const bps = (r: number) => Family.of(lending).read.thresholdBps(lending.book, position, r);
  const named = (values: Float64Array) =>
    Object.fromEntries(
      [...values].flatMap((usd, r) => (usd > 0 ? [[assets[lending.assets[r]!]!.symbol, usd]] : [])),
    );
  return [
    {
      account: accounts.name[lending.owner[position]!]!,
      accounts: lending.weight[position]!,
      collateralUsd: named(collateralUsd),
      securedUsd: named(collateralUsd.map((usd, r) => (usd * bps(r)) / 10_000)),
      debtUsd: named(debtUsd),
      health,
    },
  ];
}
