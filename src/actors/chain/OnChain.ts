import type { BlockSpace } from './BlockSpace.js';
import type { IssuerDesk } from './IssuerDesk.js';
import type { LendingProtocol } from './LendingProtocol.js';
import type { LiquidityPool } from './LiquidityPool.js';
import type { Rail } from './Rail.js';
import type { TerraChain } from './terra/TerraChain.js';

/** Everything that settles on a chain or moves between venues, as plain data. */
export interface OnChain {
  readonly rail: Rail;
  /** Undefined where the world has no chain: then there are no pools, lending protocols or issuers either. */
  readonly space: BlockSpace | undefined;
  readonly pools: LiquidityPool[];
  readonly lendings: LendingProtocol[];
  readonly issuers: IssuerDesk[];
  /** Absent where the world has no Terra. */
  readonly terra?: TerraChain;
}

/** Venue of accounts that live on the chain. */
export const CHAIN = -1;
