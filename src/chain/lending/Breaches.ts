import * as JournalWriter from '../../kernel/JournalWriter.js';
import * as PoolWatch from '../../mechanisms/lending/PoolWatch.js';
import type { Engine } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import * as Deposits from './Deposits.js';
import type { LendingProtocol } from './LendingProtocol.js';
import * as Standing from './Standing.js';

/** Who can be liquidated after a block's interest and prices: the ordered index finds the new ones, the old are looked at again. */
export function find(engine: Engine, lending: LendingProtocol): void {
  const watched = Deposits.watched(lending);
  const still = lending.breached.filter((position) => PoolWatch.refresh(lending.watch, watched, position));
  for (const position of lending.breached) if (!still.includes(position)) lending.breach[position] = 0;
  const found: number[] = [];
  PoolWatch.update(lending.watch, watched, found);
  const fresh = found.filter((position) => !still.includes(position));
  lending.breached = [...still, ...fresh].sort((a, b) => a - b);
  for (const position of lending.breached)
    if (lending.breach[position] === 0) note(engine, lending, position);
}

function note(engine: Engine, lending: LendingProtocol, position: number): void {
  const standing = Standing.look(lending, position);
  const collateral = lending.assets[Standing.largest(standing.collateralUsd)]!;
  const data = {
    protocol: lending.id,
    account: lending.owner[position]!,
    accounts: lending.weight[position]!,
    collateral: engine.assets[collateral]!.symbol,
    collateralUsd: cents(standing.collateral),
    debtUsd: cents(standing.debt),
  };
  const cause = causeOf(engine, collateral);
  lending.breach[position] = JournalWriter.record(
    engine.journal,
    engine.kernel.nowUs,
    'lending-breach',
    cause,
    data,
  );
}

/** The latest journaled mark move of an asset's perps, else the news. */
function causeOf(engine: Engine, asset: number): number {
  let latest = 0;
  for (const market of engine.markets)
    if (market.perp && market.base === asset) latest = Math.max(latest, market.mark!.moveId);
  return latest > 0 ? latest : engine.news.origin;
}

export function cents(usd: number): number {
  return Whole.nearest(usd * 100) / 100;
}
