/** What everybody can read of an issuer on the chain and in its terms. Coins and shares in atoms unless stated. */
export interface IssuerView {
  readonly id: string;
  readonly asset: number;
  readonly shares: number;
  readonly stables: readonly number[];
  /** Fees as fractions; most that a block mints, in whole coins; delay of direct lines by venue, µs (-1 = none). */
  readonly mintFee: number;
  readonly redeemFee: number;
  readonly mintCap: number;
  readonly directUs: Readonly<Float64Array>;
  readonly cooldownUs: number;
  readonly isHalted: boolean;
  /** Backing over supply as of the last block. */
  readonly backingRatio: number;
  readonly supply: number;
  /** Coins that the next block redeems for a stable. */
  redeemable(asset: number): number;
  /** Coins of an account that wait to be paid. */
  waiting(account: number): number;
  /** Coins in cooldown of an account and when they are free, µs (0 without any). */
  cooling(account: number): { readonly atoms: number; readonly endUs: number };
  /** Coins per share. */
  shareRate(): number;
}
