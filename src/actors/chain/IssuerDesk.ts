import type * as Call from '../../messages/Call.js';
import type { Engine } from '../Engine.js';

/** An issuer of a synthetic dollar with its ledger account. */
export interface IssuerDesk {
  readonly id: string;
  readonly account: number;
}

/** A block has passed: refills, settlement, hedge, rewards. */
export function block(_engine: Engine, _issuer: IssuerDesk): void {}

/** Executes a mint, a redemption, or an act on the staking vault. */
export function execute(_engine: Engine, _call: Call.Primary | Call.Stake): void {}
