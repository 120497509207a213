import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { LiquidityPool } from './LiquidityPool.js';
import type { Hands, Part } from './PoolKind.js';

/** What pools with shares hold of each coin at the open, in dollars by symbol. */
export interface Held {
  readonly coins: Readonly<Record<string, number>>;
}

/** An equal part of every coin, at opening prices, for shares; `fund` gives the provider a coin worth so many dollars. */
export function fill(
  bench: Bench.Bench,
  spec: Held,
  self: LiquidityPool,
  { account, rows }: Part,
  hands: Hands,
  fund: (asset: number, usd: number, k: number) => void = (asset, usd, k) =>
    Bench.fund(bench, account, asset, usd / self.openUsd[k]!),
): void {
  const amounts = self.coins.map((asset, k) => {
    fund(asset, spec.coins[bench.engine.assets[asset]!.symbol]! / rows, k);
    return Accounts.balance(bench.engine, account, asset);
  });
  hands.provide(bench.engine, self, account, amounts);
}
