import type * as Call from '../../messages/Call.js';
import type { Engine } from '../Engine.js';

/** A lending protocol with its ledger account. */
export interface LendingProtocol {
  readonly id: string;
  readonly account: number;
}

/** A block has passed: interest and oracle. */
export function block(_engine: Engine, _lending: LendingProtocol): void {}

/** Executes what a borrower, supplier or liquidator asks. */
export function execute(_engine: Engine, _call: Call.Lend | Call.Liquidate | Call.Deleverage): void {}
