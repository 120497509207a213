/**
 * Models:     the price a lending pool reads for a collateral: a feed of venues, another asset's feed, or a capped one.
 * Source:     Chainlink data feeds (heartbeat, deviation threshold); Aave governance "sUSDe and USDe price feed update"
 *             (USDe at USDT's feed since 2025) and CAPO (capped growth of a vault's rate). The pool itself has no
 *             staleness check (AaveOracle).
 * Units:      dollars per token with 1e-8; deviations as fractions; time in microseconds.
 * Simplified: reports are the weighted mean of live venues in one step instead of a median of many nodes: a single
 *             venue's crash moves the feed by its weight, on chain by less.
 * Invariants: UNIT-1
 */
import * as Rounding from '../../units/Rounding.js';

/** What counterfactuals switch. */
export type Policy =
  /** A feed of the asset's own market. */
  | { readonly kind: 'market'; readonly terms: FeedTerms }
  /** The price of another asset, by par: no depeg on a secondary market liquidates. */
  | { readonly kind: 'pegged'; readonly par: number }
  /** The lesser of the market feed and a cap. */
  | { readonly kind: 'capped'; readonly terms: FeedTerms; readonly cap: number };

export type FeedTerms = {
  /** By venue, in the order of `Inputs.venues`; 0 is not stated. */
  readonly weights: readonly number[];
  /** A venue's price older than this does not count. */
  readonly maxAgeUs: number;
  /** A report is due after this time even without a move. */
  readonly heartbeatUs: number;
  /** A report is due once the price has left the last one by this share. */
  readonly deviation: number;
};

/** The last report; NaN before the first. Pegged policies report too, so that readers see one kind of price. */
export type Feed = { price: number; reportedUs: number };

export type Inputs = {
  /** Last price per venue, NaN where there is none. */
  readonly venues: ArrayLike<number>;
  readonly agesUs: ArrayLike<number>;
  /** Feed of the asset that a pegged policy follows (USDT for USDe). */
  readonly peg: number;
};

const STEPS = 1e8;
const YEAR_US = 31_536_000e6;

export function create(): Feed {
  return { price: Number.NaN, reportedUs: 0 };
}

/** Price in dollars, rounded to 1e-8; NaN when no input is live: the feed then keeps its last report. */
export function compose(policy: Policy, inputs: Inputs): number {
  switch (policy.kind) {
    case 'market':
      return toSteps(mean(policy.terms, inputs));
    case 'pegged':
      return toSteps(policy.par * inputs.peg);
    case 'capped':
      return toSteps(Math.min(mean(policy.terms, inputs), policy.cap));
  }
}

/** Whether `price` is to be reported now: first, past the deviation threshold, or at the heartbeat. */
export function isDue(policy: Policy, feed: Feed, price: number, nowUs: number): boolean {
  if (Number.isNaN(price)) return false;
  if (Number.isNaN(feed.price)) return true;
  if (policy.kind === 'pegged') return price !== feed.price;
  const { heartbeatUs, deviation } = policy.terms;
  const moved = Math.abs(price - feed.price) >= deviation * feed.price;
  return moved || nowUs - feed.reportedUs >= heartbeatUs;
}

export function apply(feed: Feed, price: number, nowUs: number): void {
  feed.price = price;
  feed.reportedUs = nowUs;
}

/**
 * Price of a vault's share (sUSDe): the asset's price times the lesser of its rate and what the rate may have grown to
 * since a snapshot.
 */
export function vaultPrice(
  assetPrice: number,
  rate: number,
  cap: { readonly snapshotRate: number; readonly growthPerYear: number; readonly sinceUs: number },
): number {
  const bound = cap.snapshotRate * (1 + (cap.growthPerYear * cap.sinceUs) / YEAR_US);
  return toSteps(assetPrice * Math.min(rate, bound));
}

function mean(terms: FeedTerms, { venues, agesUs }: Inputs): number {
  let weight = 0;
  let sum = 0;
  terms.weights.forEach((own, i) => {
    const isLive = own > 0 && agesUs[i]! <= terms.maxAgeUs && !Number.isNaN(venues[i]!);
    if (!isLive) return;
    weight += own;
    sum += own * venues[i]!;
  });
  return weight === 0 ? Number.NaN : sum / weight;
}

function toSteps(price: number): number {
  return Number.isNaN(price) ? price : Rounding.nearest(price * STEPS) / STEPS;
}
