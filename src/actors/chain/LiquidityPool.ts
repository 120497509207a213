import type * as Call from '../../messages/Call.js';
import type { Engine } from '../Engine.js';

/** A pool with its ledger account. */
export interface LiquidityPool {
  readonly id: string;
  readonly account: number;
}

/** A block has passed. */
export function block(_engine: Engine, _pool: LiquidityPool): void {}

/** Executes a swap or a change of liquidity. */
export function execute(_engine: Engine, _call: Call.Swap | Call.Provide | Call.Unprovide): void {}
