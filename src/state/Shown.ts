/** What a kind of people shows to observers: who opens accounts declares it, so that nobody is told by a name. */
export type Shown = Makers | Loop;

/** Accounts that make the markets of a venue. */
export interface Makers {
  readonly channel: 'makers';
  /** Venue by number. */
  readonly venue: number;
  readonly accounts: readonly number[];
}

/** An account that holds a coin with borrowed dollars; it stands for as many accounts as its weight. */
export interface Loop {
  readonly channel: 'loops';
  /** Id of the venue or lending protocol. */
  readonly place: string;
  /** What is summed up together: the product, or the collateral on a protocol. */
  readonly group: string;
  readonly account: number;
  /** Account of the first layer, -1 for none. */
  readonly first: number;
  /** The coin it holds. */
  readonly asset: number;
  readonly weight: number;
  /** Number of the protocol and of the position in it; absent on a venue. */
  readonly loan?: { readonly lending: number; readonly position: number };
}
