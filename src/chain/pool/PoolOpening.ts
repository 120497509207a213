import type { Scenario } from '../../compose/Scenario.js';
import type { Pool } from '../../mechanisms/amm/AmmPool.js';
import * as ConstantProduct from '../../mechanisms/amm/ConstantProduct.js';
import * as Metapool from '../../mechanisms/amm/Metapool.js';
import * as StableSwap from '../../mechanisms/amm/StableSwap.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import { CHAIN } from '../OnChain.js';
import * as LiquidityPool from './LiquidityPool.js';

type Spec = NonNullable<Scenario['pools']>[number];

/** How long a metapool's reading of its base pool's virtual price stands, µs. */
const CACHE_US = 600e6;

/**
 * Opens the pools of the scenario and fills them from their providers' accounts, in equal parts. Pools over others come
 * last: what fills them are shares of those.
 */
export function open(bench: Bench.Bench): void {
  const { pools } = bench.universe.scenario;
  const rank = ({ base }: Spec) => (base === undefined ? 0 : 1);
  for (const spec of [...(pools ?? [])].sort((x, y) => rank(x) - rank(y) || (x.id < y.id ? -1 : 1))) {
    const pool = create(bench, spec);
    bench.engine.onchain.pools.push(pool);
    const rows = bench.universe.scenario.populations.liquidityProviders?.rows ?? 1;
    for (let row = 0; row < rows; row++) fill(bench, spec, pool, providerOf(bench, spec.id, row), rows);
    LiquidityPool.block(bench.engine, pool);
  }
}

function create(bench: Bench.Bench, spec: Spec): LiquidityPool.LiquidityPool {
  const { engine, universe } = bench;
  const { accounts } = engine;
  // In the order of the assets, whatever that of the file is.
  const coins = Object.keys(spec.coins)
    .map((symbol) => Bench.assetOf(bench, symbol))
    .sort((x, y) => x - y);
  const account = Accounts.add(accounts, `pool/${spec.id}`, CHAIN, Accounts.SYSTEM);
  const share = Bench.assetOf(bench, spec.share);
  Accounts.issued(engine, account, share);
  const openUsd = coins.map((asset) => universe.assets[asset]!.spec.price);
  const decimals = coins.map((asset) => engine.assets[asset]!.decimals);
  const pool = curveOf(spec, decimals, engine.assets[share]!.decimals, openUsd);
  const base = spec.base === undefined ? -1 : engine.onchain.pools.findIndex(({ id }) => id === spec.base);
  if (base >= 0) shareLast(coins, engine.onchain.pools[base]!.share);
  return {
    id: spec.id,
    account,
    admin: Accounts.add(accounts, `pool-admin/${spec.id}`, CHAIN, Accounts.SYSTEM),
    coins,
    share,
    pool,
    shown: structuredClone(pool),
    base,
    meta: base >= 0 && pool.kind === 'stable-swap' ? Metapool.create(pool, CACHE_US) : undefined,
    openUsd,
    imbalance: 0,
    prices: new Float64Array(coins.length),
    paid: new Float64Array(coins.length),
    swaps: 0,
  };
}

/** An empty curve. Rates of a stable swap are opening prices: what accrues within a run is left out. */
function curveOf(spec: Spec, decimals: number[], shareDecimals: number, openUsd: number[]): Pool {
  const feePpm = Math.round(spec.fee * 1e6);
  if (spec.curve === 'constant-product') {
    const [first = 0, second = 0] = decimals;
    return ConstantProduct.create([first, second], shareDecimals, feePpm);
  }
  const state = StableSwap.create({
    decimals,
    shareDecimals,
    amplification: spec.amplification ?? 100,
    rounding: spec.rounding ?? 'ng',
    feePpm,
    offPegPpm: Math.round((spec.offPeg ?? 1) * 1e6),
    adminFeePpm: Math.round((spec.adminFee ?? 0) * 1e6),
  });
  state.rates.set(openUsd);
  return state;
}

/** Account of a provider by its row; the populations' builder makes agents of them. */
export function providerOf({ engine }: Bench.Bench, pool: string, row: number): number {
  const name = `provider/${pool}/${row + 1}`;
  const known = engine.accounts.name.indexOf(name);
  return known >= 0 ? known : Accounts.add(engine.accounts, name, CHAIN, Accounts.CASH);
}

/** A metapool's curve has the share of its base pool as the last coin. */
function shareLast(coins: readonly number[], share: number): void {
  if (coins.at(-1) !== share)
    throw new Error('the share of the base pool must be the last coin of a metapool');
}

/** Gives a provider shares of a base pool worth `usd`, for its coins in the proportion they lie there. */
function fundShares(
  bench: Bench.Bench,
  base: LiquidityPool.LiquidityPool,
  account: number,
  usd: number,
): void {
  const { engine } = bench;
  const held = base.coins.map(
    (asset, k) => (base.pool.balances[k]! / engine.assets[asset]!.unit) * base.openUsd[k]!,
  );
  const total = held.reduce((sum, value) => sum + value, 0);
  const amounts = base.coins.map((asset, k) => {
    Bench.fund(bench, account, asset, (usd * held[k]!) / total / base.openUsd[k]!);
    return Accounts.balance(engine, account, asset);
  });
  LiquidityPool.provide(engine, base, account, amounts);
}

function fill(
  bench: Bench.Bench,
  spec: Spec,
  pool: LiquidityPool.LiquidityPool,
  account: number,
  rows: number,
): void {
  const base = bench.engine.onchain.pools[pool.base];
  const amounts = pool.coins.map((asset, k) => {
    const usd = spec.coins[bench.engine.assets[asset]!.symbol]! / rows;
    if (base && asset === base.share) fundShares(bench, base, account, usd);
    else Bench.fund(bench, account, asset, usd / pool.openUsd[k]!);
    return Accounts.balance(bench.engine, account, asset);
  });
  LiquidityPool.provide(bench.engine, pool, account, amounts);
}
