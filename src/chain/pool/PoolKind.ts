import type { z } from 'zod';
import type { AmmRule, Pool } from '../../mechanisms/amm/AmmRule.js';
import type * as Metapool from '../../mechanisms/amm/Metapool.js';
import type * as Trade from '../../mechanisms/amm/Trade.js';
import type * as Call from '../../messages/Call.js';
import type { Bench } from '../../opening/Bench.js';
import type { Engine } from '../../state/Engine.js';
import type { PoolView } from '../../state/View.js';
import type { LiquidityPool } from './LiquidityPool.js';

/** What a scenario states of every pool; a curve adds its own keys. */
export interface PoolSpec {
  readonly id: string;
  readonly curve: string;
  readonly fee: number;
  /** Asset of its shares, of class `token`; absent where providers hold positions instead. */
  readonly share?: string | undefined;
  /** The pool whose share is one of its coins; that one opens first. */
  readonly base?: string | undefined;
}

/** Notes one mistake at a path below the pool. */
export type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** A curve that is still empty. */
export interface Opened {
  readonly pool: Pool;
  /** Number of the base pool, -1 for none. */
  readonly base: number;
  readonly meta: Metapool.State | undefined;
}

/** What a kind does with pools; it holds no references to them. */
export interface Hands {
  swap(engine: Engine, self: LiquidityPool, order: Order): number;
  provide(
    engine: Engine,
    self: LiquidityPool,
    account: number,
    amounts: readonly number[],
    range?: Trade.Range,
  ): number;
  unprovide(engine: Engine, self: LiquidityPool, account: number, shares: number, coin?: number): void;
  refuse(engine: Engine, self: LiquidityPool, reason: string): number;
}

/** A sale of `atoms` of `from` for at least `atomsMin` of `to`; `origin` is the id of its journaled cause. */
export type Order = Pick<Call.Swap, 'account' | 'from' | 'to' | 'atoms' | 'atomsMin' | 'origin'>;

/** A provider's equal part of a pool at the open. */
export interface Part {
  readonly account: number;
  readonly rows: number;
}

/** A curve of pools: one file of `curves/`, one line of the registry. */
export interface PoolKind<Spec extends PoolSpec = PoolSpec> {
  /** Its keys in a scenario, `curve` among them. */
  readonly schema: z.ZodType<PoolSpec>;
  readonly rule: AmmRule;
  /** Symbols of its coins, and mistakes that its schema cannot see; `others` are all pools of the scenario. */
  coinsOf(spec: Spec): readonly string[];
  mistakes(spec: Spec, others: readonly PoolSpec[], at: Refuse): void;
  /** The curve for coins in the order of the assets. */
  open(bench: Bench, spec: Spec, coins: readonly number[]): Opened;
  /** Gives a provider its part of the coins and puts them in. */
  fill(bench: Bench, spec: Spec, self: LiquidityPool, part: Part, hands: Hands): void;
  /** What agents see of it. */
  show(engine: Engine, self: LiquidityPool): PoolView;
  /** Prices of its coins where they do not follow from its own curve alone. */
  price?(engine: Engine, self: LiquidityPool): void;
  /** What comes before any call, and calls that its own curve cannot execute; true when it did. */
  execute?(
    engine: Engine,
    self: LiquidityPool,
    call: Call.Swap | Call.Provide | Call.Unprovide,
    hands: Hands,
  ): boolean;
}
