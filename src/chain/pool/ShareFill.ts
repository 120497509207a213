import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { LiquidityPool } from './LiquidityPool.js';
import type { Hands, Part } from './PoolKind.js';

/** What pools with shares hold of each coin at the open, in dollars by symbol. */
export interface Held {
  readonly coins: Readonly<Record<string, number>>;
}

/** An equal part of every coin, at opening prices, for shares. */
export function fill(bench: Bench.Bench, spec: Held, self: LiquidityPool, part: Part, hands: Hands): void {
  const amounts = gather(bench, spec, self, part, (asset, usd, k) =>
    Bench.fund(bench, part.account, asset, usd / self.openUsd[k]!),
  );
  hands.provide(bench.engine, self, part.account, amounts);
}

/** Atoms of each coin that the provider has, once `fund` has given him its part, worth so many dollars. */
export function gather(
  { engine }: Bench.Bench,
  spec: Held,
  self: LiquidityPool,
  { account, rows }: Part,
  fund: (asset: number, usd: number, k: number) => void,
): number[] {
  return self.coins.map((asset, k) => {
    fund(asset, spec.coins[engine.assets[asset]!.symbol]! / rows, k);
    return Accounts.balance(engine, account, asset);
  });
}
