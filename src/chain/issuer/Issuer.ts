import type * as Redemption from '../../mechanisms/issuer/MintRedeem.js';

/** What every issuer of a coin has, whatever stands behind it; plain data. Amounts in atoms. */
export interface Issuer {
  readonly id: string;
  /** Name of its kind in the registry. */
  readonly kind: string;
  /** The coin, and the shares of its staking vault (-1 = no vault). */
  readonly asset: number;
  readonly shares: number;
  /** Custody; the signed account that issues the coin, and the buffer that redemptions are paid from. */
  readonly account: number;
  readonly books: { readonly issuance: number; readonly hot: number };
  /** Assets it takes and pays at par. */
  readonly stables: readonly number[];
  /** Accounts that it deals with. */
  readonly terms: { readonly parties: Set<number> };
  /** Redemptions that wait: at the desk, and on a venue's direct line. */
  readonly primary: Pick<Redemption.State, 'queue'>;
  readonly direct: readonly { readonly account: number; readonly coins: number }[];
  /** Coins outstanding, at the open, and what was minted and redeemed since. */
  readonly supply: number;
  readonly supplyStart: number;
  readonly minted: number;
  readonly redeemed: number;
  readonly backingRatio: number;
  readonly minBackingRatio: number;
  /** What is not covered by hedges at the last block, dollars; 0 where nothing is hedged. */
  readonly deltaUsd: number;
  /** Dollars refused or made to wait, by reason. */
  readonly refused: Record<string, number>;
  /** Dollars of profit below or above par that stood unexploited, averaged over a minute and summed, by reason. */
  readonly missed: Record<string, number>;
}
