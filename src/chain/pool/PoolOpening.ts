import type { Scenario } from '../../compose/Scenario.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import { CHAIN } from '../OnChain.js';
import * as LiquidityPool from './LiquidityPool.js';
import type { PoolSpec } from './PoolKind.js';
import * as Registry from './Registry.js';

/**
 * Opens the pools of the scenario and fills them from their providers' accounts, in equal parts. Pools over others come
 * last: what fills them are shares of those.
 */
export function open(bench: Bench.Bench): void {
  const { pools, populations } = bench.universe.scenario;
  const rank = ({ base }: PoolSpec) => (base === undefined ? 0 : 1);
  const rows = Math.max(1, rowsBefore(populations));
  for (const spec of [...(pools ?? [])].sort((x, y) => rank(x) - rank(y) || (x.id < y.id ? -1 : 1))) {
    const pool = create(bench, spec);
    bench.engine.onchain.pools.push(pool);
    for (let row = 0; row < rows; row++) {
      const part = { account: providerOf(bench, spec.id, row), rows };
      Registry.kindOf(spec).fill(bench, spec, pool, part, LiquidityPool.HANDS);
    }
    LiquidityPool.block(bench.engine, pool);
  }
}

function create(bench: Bench.Bench, spec: PoolSpec): LiquidityPool.LiquidityPool {
  const { engine, universe } = bench;
  const { accounts } = engine;
  // In the order of the assets, whatever that of the file is.
  const coins = coinsOf(bench, spec);
  const account = Accounts.add(accounts, `pool/${spec.id}`, CHAIN, Accounts.SYSTEM);
  const share = spec.share === undefined ? -1 : Bench.assetOf(bench, spec.share);
  if (share >= 0) Accounts.issued(engine, account, share);
  const opened = Registry.kindOf(spec).open(bench, spec, coins);
  return {
    id: spec.id,
    curve: spec.curve,
    account,
    admin: Accounts.add(accounts, `pool-admin/${spec.id}`, CHAIN, Accounts.SYSTEM),
    coins,
    share,
    ...opened,
    shown: structuredClone(opened.pool),
    openUsd: coins.map((asset) => universe.assets[asset]!.spec.price),
    imbalance: 0,
    prices: new Float64Array(coins.length),
    paid: new Float64Array(coins.length),
    swaps: 0,
    refused: {},
  };
}

/** Coins in the order of the assets; a metapool's curve has the share of its base pool last. */
function coinsOf(bench: Bench.Bench, spec: PoolSpec): number[] {
  const symbols = Registry.kindOf(spec).coinsOf(spec);
  const coins = symbols.map((symbol) => Bench.assetOf(bench, symbol)).sort((x, y) => x - y);
  const base = bench.engine.onchain.pools.find(({ id }) => id === spec.base);
  return base ? [...coins.filter((asset) => asset !== base.share), base.share] : coins;
}

/** Account of a provider by its row; the populations' builder makes agents of them. */
export function providerOf({ engine }: Bench.Bench, pool: string, row: number): number {
  const name = `provider/${pool}/${row + 1}`;
  const known = engine.accounts.name.indexOf(name);
  return known >= 0 ? known : Accounts.add(engine.accounts, name, CHAIN, Accounts.CASH);
}

/** Rows of provider groups that come before a group by name, or of all of them. */
export function rowsBefore({ groups }: Scenario['populations'], before?: string): number {
  const names = Object.keys(groups).filter((name) => groups[name]!.kind === 'liquidity-providers');
  return names
    .filter((name) => before === undefined || name < before)
    .reduce((sum, name) => sum + (groups[name] as unknown as { rows: number }).rows, 0);
}
