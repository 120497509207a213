import * as PriceOracle from '../../mechanisms/lending/PriceOracle.js';
import * as PrincipalToken from '../../mechanisms/lending/PrincipalToken.js';
import type { Engine } from '../../state/Engine.js';
import * as Family from './Family.js';
import type { LendingProtocol } from './LendingProtocol.js';

/** How a reserve is priced. */
export interface Oracle {
  readonly policy: PriceOracle.Policy;
  readonly feed: PriceOracle.Feed;
  /** Spot markets in the order of the policy's weights; none stands for the asset's price over all venues. */
  readonly markets: readonly number[];
  /** Reserve that a pegged oracle follows, or that a vault's share or principal token is a claim on; -1 for none. */
  readonly base: number;
  /** A vault's share: the rate may have grown at most so fast since the start. */
  readonly vault: { readonly snapshotRate: number; readonly growthPerYear: number } | undefined;
  readonly token: { readonly terms: PrincipalToken.Terms; readonly state: PrincipalToken.State } | undefined;
}

const LIVE = [0];

/**
 * Reports every price that is due, and says whether a feed has reported. Bases stand before what is a claim on them. A principal token that its steward has
 * frozen, or that has matured, takes no new deposit or debt.
 */
export function update(
  engine: Engine,
  lending: Pick<LendingProtocol, 'kind' | 'book' | 'assets' | 'oracles' | 'price'>,
): boolean {
  const { nowUs } = engine.kernel;
  let reported = false;
  for (const r of inOrder(lending.oracles)) {
    const oracle = lending.oracles[r]!;
    const base = oracle.base < 0 ? Number.NaN : lending.price[oracle.base]!;
    const asset = lending.assets[r]!;
    if (oracle.token) {
      const { terms, state } = oracle.token;
      lending.price[r] = PrincipalToken.price(terms, state, base, nowUs);
      Family.of(lending).act.freeze(lending.book, r, PrincipalToken.isClosed(terms, state, nowUs));
    } else if (oracle.vault) {
      const rate = engine.assets[asset]!.redemptionRatio;
      lending.price[r] = PriceOracle.vaultPrice(base, rate, { ...oracle.vault, sinceUs: nowUs });
    } else {
      reported = report(engine, oracle, asset, base) || reported;
      lending.price[r] = oracle.feed.price;
    }
  }
  return reported;
}

/** Reserves with what each follows before it, wherever it stands in the file. */
export function inOrder(oracles: readonly Pick<Oracle, 'base'>[]): number[] {
  const order: number[] = [];
  const visit = (r: number): void => {
    if (r < 0 || order.includes(r)) return;
    visit(oracles[r]!.base);
    order.push(r);
  };
  for (let r = 0; r < oracles.length; r++) visit(r);
  return order;
}

function report(engine: Engine, oracle: Oracle, asset: number, peg: number): boolean {
  const { nowUs } = engine.kernel;
  const own = oracle.markets.length === 0;
  const venues = own ? [engine.feed.assetUsd[asset]!] : oracle.markets.map((id) => priceOf(engine, id));
  const agesUs = own ? LIVE : oracle.markets.map((id) => ageUs(engine, id));
  const price = PriceOracle.compose(oracle.policy, { venues, agesUs, peg });
  const isDue = PriceOracle.isDue(oracle.policy, oracle.feed, price, nowUs);
  if (isDue) PriceOracle.apply(oracle.feed, price, nowUs);
  return isDue;
}

/** A book with a bid and an ask is a price of this instant; otherwise the time since it last changed. */
function ageUs({ feed, kernel }: Engine, id: number): number {
  return Number.isNaN(feed.bid[id]! + feed.ask[id]!) ? kernel.nowUs - feed.updatedUs[id]! : 0;
}

/** Last published price of a spot market, before the first one its opening price. */
function priceOf(engine: Engine, id: number): number {
  const price = engine.feed.price[id]!;
  const market = engine.markets[id]!;
  return Number.isNaN(price) ? market.openTicks * market.tick : price;
}
