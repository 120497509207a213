import type { Issuer } from './issuer/Issuer.js';
import type { LendingProtocol } from './lending/LendingProtocol.js';
import type { LiquidityPool } from './pool/LiquidityPool.js';
import type { Rail } from './rail/Rail.js';
import type { BlockSpace } from './space/BlockSpace.js';

/** Everything that settles on a chain or moves between venues, as plain data. */
export interface OnChain {
  readonly rail: Rail;
  /** Undefined where the world has no chain: then there are no pools, lending protocols or issuers either. */
  readonly space: BlockSpace | undefined;
  readonly pools: LiquidityPool[];
  readonly lendings: LendingProtocol[];
  readonly issuers: Issuer[];
  /** State of the rooms that plug in, by name. */
  readonly plugged: Readonly<Record<string, unknown>>;
}

/** Venue of accounts that live on the chain. */
export const CHAIN = -1;
