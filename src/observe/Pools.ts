import type { LiquidityPool } from '../chain/pool/LiquidityPool.js';
import type { Engine } from '../state/Engine.js';
import type { Producer } from './Producer.js';

/** The producer of this subject, for the registry. */
export const producer: Producer = {
  key: 'pools',
  levels: levels,
  totals: totals,
};

/** Levels of the chain and its pools: gas, the peg on every book and pool, how one-sided pools are. By column. */
function levels(engine: Engine): [string, number][] {
  const { space, pools } = engine.onchain;
  const rows: [string, number][] = [];
  if (!space) return rows;
  rows.push(['gasGwei', space.feeWei / 1e9]);
  for (const pool of pools) {
    rows.push([`poolImbalance/${pool.id}`, pool.imbalance]);
    if (pool.base < 0 && !pool.coins.some((asset) => engine.assets[asset]!.dollar)) continue;
    pool.coins.forEach((asset, k) => {
      const { symbol, dollar } = engine.assets[asset]!;
      if (!dollar) rows.push([`peg/${symbol}/${pool.id}`, pool.prices[k]!]);
    });
  }
  for (const asset of coins(engine))
    for (const id of engine.assets[asset]!.sources) {
      const venue = engine.venues[engine.markets[id]!.venue]!.id;
      rows.push([`peg/${engine.assets[asset]!.symbol}/${venue}`, engine.feed.price[id]!]);
    }
  return rows;
}

/** Dollars paid into pools, and asked of rails and refused, since the open. By column. */
function totals(engine: Engine): [string, number][] {
  const { space, pools, rail } = engine.onchain;
  if (!space) return [];
  return [
    ...pools.map((pool): [string, number] => [`poolVolumeUsd/${pool.id}`, volumeUsd(engine, pool)]),
    ...Object.keys(rail.refused)
      .sort()
      .map((reason): [string, number] => [`transferRefusedUsd/${reason}`, rail.refused[reason]!]),
  ];
}

/** Coins of pools that are not dollars themselves. */
function coins({ onchain, assets }: Engine): number[] {
  const all = new Set(onchain.pools.flatMap((pool) => pool.coins).filter((asset) => !assets[asset]!.dollar));
  return [...all].sort((x, y) => x - y);
}

function volumeUsd(engine: Engine, pool: LiquidityPool): number {
  let usd = 0;
  for (let k = 0; k < pool.coins.length; k++)
    usd += (pool.paid[k]! / engine.assets[pool.coins[k]!]!.unit) * pool.openUsd[k]!;
  return usd;
}
