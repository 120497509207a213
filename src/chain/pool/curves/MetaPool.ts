import { z } from 'zod';
import * as Reference from '../../../format/Reference.js';
import * as Metapool from '../../../mechanisms/amm/Metapool.js';
import * as StableSwap from '../../../mechanisms/amm/StableSwap.js';
import * as Bench from '../../../opening/Bench.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import type { LiquidityPool } from '../LiquidityPool.js';
import * as PoolFields from '../PoolFields.js';
import type { Hands, PoolKind, PoolSpec, Refuse } from '../PoolKind.js';
import * as ShareFill from '../ShareFill.js';
import * as Worth from '../Worth.js';
import * as MetaPoolCalls from './MetaPoolCalls.js';
import * as MetaPoolView from './MetaPoolView.js';
import * as StableSwapPool from './StableSwapPool.js';

const Schema = z.strictObject({
  ...PoolFields.common(),
  curve: z.literal('metapool'),
  ...StableSwapPool.fields(),
  /** The stable-swap pool whose share is its last coin. */
  base: Reference.ref('pool', { where: { curve: ['stable-swap'] } }),
});

type Spec = StableSwapPool.Spec & { readonly base: string };

/** A Curve pool of a coin against the shares of another pool. */
export const KIND: PoolKind<Spec> = {
  schema: Schema,
  rule: StableSwap.RULE,
  coinsOf: ({ coins }) => Object.keys(coins),
  mistakes,
  open: (bench, spec, coins) => {
    const { engine, universe } = bench;
    const base = engine.onchain.pools.findIndex(({ id }) => id === spec.base);
    const prices = coins.map((asset) => universe.assets[asset]!.spec.price);
    const pool = StableSwapPool.create(engine, spec, coins, prices);
    return { pool, base, meta: Metapool.create(pool, CACHE_US) };
  },
  fill: (bench, spec, self, part, hands) => {
    const base = bench.engine.onchain.pools[self.base]!;
    const amounts = ShareFill.gather(bench, spec, self, part, (asset, usd, k) => {
      if (asset === base.share) fundShares(bench, base, part.account, usd, hands);
      else Bench.fund(bench, part.account, asset, usd / self.openUsd[k]!);
    });
    hands.provide(bench.engine, self, part.account, amounts);
  },
  show: MetaPoolView.of,
  price,
  execute: MetaPoolCalls.execute,
};

/** How long a metapool's reading of its base pool's virtual price stands, µs. */
const CACHE_US = 600e6;

function mistakes(spec: Spec, others: readonly PoolSpec[], at: Refuse): void {
  StableSwapPool.mistakes(spec, at);
  const base = others.find(({ id }) => id === spec.base);
  if (base?.share !== undefined && spec.coins[base.share] === undefined)
    at(
      ['coins'],
      'coins without the share of the base pool',
      `"${base.share}"`,
      `add "${base.share}" to the coins`,
    );
}

/** Gives a provider shares of a base pool worth `usd`, for its coins in the proportion they lie there. */
function fundShares(
  bench: Bench.Bench,
  base: LiquidityPool,
  account: number,
  usd: number,
  hands: Hands,
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
  hands.provide(engine, base, account, amounts);
}

/** Its coins in the first dollar coin of its base pool, which precedes it. */
function price(engine: Engine, { shown, coins, base, prices }: LiquidityPool): void {
  const under = engine.onchain.pools[base]!;
  const dollar = under.coins.find((asset) => engine.assets[asset]!.dollar)!;
  const last = coins.length - 1;
  if (!shown.balances.every((atoms) => atoms > 0)) return;
  prices[last] = Worth.inCoin(under, dollar);
  for (let k = 0; k < last; k++)
    prices[k] = StableSwap.RULE.spot(shown as StableSwap.State, k, last) * prices[last]!;
}
