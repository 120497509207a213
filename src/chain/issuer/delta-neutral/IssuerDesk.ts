import type * as MintRedeem from '../../../mechanisms/issuer/MintRedeem.js';
import type * as MintRedeemRefill from '../../../mechanisms/issuer/MintRedeemRefill.js';
import type * as Vault from '../../../mechanisms/issuer/Vault.js';
import type * as Call from '../../../messages/Call.js';
import type { Engine } from '../../../state/Engine.js';
import type { Issuer } from '../Issuer.js';
import * as Buffer from './Buffer.js';
import * as Gate from './Gate.js';
import * as HedgeBook from './HedgeBook.js';
import * as Income from './Income.js';
import * as Primary from './Primary.js';
import * as Sheet from './Sheet.js';
import * as Staking from './Staking.js';

/** An issuer of a synthetic dollar: its accounts, its rules, its hedge, and what it has done. Amounts in atoms. */
export interface IssuerDesk extends Issuer {
  readonly kind: 'delta-neutral';
  /** The coin, and the shares of its staking vault (-1 = no vault). */
  readonly asset: number;
  readonly shares: number;
  /** Custody: stables and spot that are not mirrored to a venue. */
  readonly account: number;
  readonly books: Books;
  /** Stables it takes and pays, in the order of `terms.primary.assets`. */
  readonly stables: readonly number[];
  readonly terms: Terms;
  readonly primary: MintRedeem.State;
  /** Hot buffer of each stable. */
  readonly refills: readonly MintRedeemRefill.State[];
  readonly vault: Vault.State;
  readonly hedges: readonly Hedge[];
  readonly lent: Lent | undefined;
  /** Redemptions by a venue's direct line, in the order they were asked. */
  direct: Direct[];
  /** Coins outstanding, at the open, and what was minted and redeemed since. */
  supply: number;
  readonly supplyStart: number;
  minted: number;
  redeemed: number;
  /** Income since the last distribution, atoms of the first stable, and when that was, µs. */
  income: number;
  distributedUs: number;
  backingRatio: number;
  minBackingRatio: number;
  /** Spot less shorts at the last block, dollars; positive is uncovered. */
  deltaUsd: number;
  /** Journal id of the hole or halt under way, 0 = none. */
  haltOrigin: number;
  holeOrigin: number;
  /** Dollars refused or made to wait, by reason, and when each was last journaled, µs. */
  readonly refused: Record<string, number>;
  readonly notedUs: Record<string, number>;
  /** Dollars of profit below or above par that stood unexploited, averaged over a minute and summed, by reason. */
  readonly missed: Record<string, number>;
  /** Losses that neither stakers nor fund bore, dollars. */
  holeUsd: number;
}

/** Ledger accounts beside custody. `issuance` is signed: what it owes is the supply. */
export interface Books {
  readonly issuance: number;
  readonly external: number;
  readonly hot: number;
  /** Stables on their way to the hot buffer. */
  readonly moving: number;
  readonly fund: number;
  /** Coins of redemptions that wait. */
  readonly line: number;
  readonly vault: number;
  readonly silo: number;
  /** Everybody who holds the coin outside the world's venues and protocols. */
  readonly holders: number;
}

export interface Terms {
  readonly primary: MintRedeem.Terms;
  /** The same set as in `primary`; customers of a direct line join it. */
  readonly parties: Set<number>;
  readonly refills: readonly MintRedeemRefill.Terms[];
  readonly policy: 'par' | 'pro-rata';
  readonly vault: Vault.Terms;
  /** Time between distributions, and the fund's share of income. */
  readonly everyUs: number;
  readonly fundSharePpm: number;
  /** Yearly yield of stables that are not lent. */
  readonly stableYield: number;
  /** Delay of the direct line by venue, µs; -1 = none. */
  readonly directUs: Float64Array;
  /** Backing ratio below which the gatekeepers halt; scripted halts. */
  readonly haltBelow: number;
  readonly halts: readonly { readonly fromUs: number; readonly toUs: number }[];
}

/** One venue's shorts in one margin account. Collateral is spot the custodian mirrors, or stables. */
export interface Hedge {
  readonly venue: number;
  readonly account: number;
  /** Perps it is short in. */
  readonly markets: readonly number[];
  readonly settleUs: number;
  settledUs: number;
  /** Collateral in stables aimed at, over notional; 0 where spot is mirrored. */
  readonly margin: number;
  /** Stables kept for funding and losses, atoms. */
  readonly float: number;
  /** Funding interval already counted. */
  fundings: number;
}

/** Stables of an account that are lent on a protocol, where that names the account as a supplier. */
export interface Lent {
  readonly protocol: string;
  readonly asset: number;
  readonly account: number;
}

export interface Direct {
  readonly account: number;
  readonly asset: number;
  readonly coins: number;
  readonly readyUs: number;
  readonly origin: number;
}

/** A block has passed: halts, direct lines, refills and those who wait, hedge, income, backing. */
export function block(engine: Engine, desk: IssuerDesk): void {
  Gate.block(engine, desk);
  Buffer.block(engine, desk);
  Primary.block(engine, desk);
  HedgeBook.block(engine, desk);
  Income.block(engine, desk);
  Sheet.block(engine, desk);
}

/** Executes a mint, a redemption, or an act on the staking vault. */
export function execute(engine: Engine, desk: IssuerDesk, call: Call.Primary | Call.Stake): void {
  switch (call.op) {
    case 'mint':
      Primary.mint(engine, desk, call);
      return;
    case 'redeem':
      Primary.redeem(engine, desk, call);
      return;
    case 'stake':
    case 'cooldown':
    case 'unstake':
      Staking.act(engine, desk, call);
  }
}
