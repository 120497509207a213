import type { View } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import type * as Confidence from './Confidence.js';

/** What a class of holders looks at, and what it remembers of the supply. */
export interface State {
  readonly coin: number;
  /** Issuer of the coin, -1 for none to be seen. */
  readonly issuer: number;
  /** Book of the venue they are on, -1 on the chain, where the first of `pools` is their price. */
  readonly market: number;
  readonly pools: readonly number[];
  readonly dollars: readonly number[];
  /** All books of the coin, and the weight of the cheapest of them beside their own price. */
  readonly books: readonly number[];
  readonly watch: number;
  /** What they would ask of the issuer at once, dollars. */
  readonly clipUsd: number;
  /** Time until news reaches them, µs. */
  readonly delayUs: number;
  /** Supply by hour of the day, and the last hour written. */
  readonly supplies: Float64Array;
  hour: number;
}

const HOUR_US = 3600e6;

export function read(view: View, agent: State): Confidence.Signal {
  return {
    price: price(view, agent),
    ...primary(view, agent),
    news: news(view, agent.delayUs),
  };
}

/** What the issuer shows: backing, how much of a clip it cannot pay in the next block, and a day's change of supply. */
function primary(view: View, agent: State): Omit<Confidence.Signal, 'price' | 'news'> {
  const issuer = view.issuers[agent.issuer];
  if (!issuer) return { backingRatio: 1, queueOverBuffer: 0, supplyChange: 0 };
  let ready = 0;
  for (const stable of issuer.stables) ready = Math.max(ready, issuer.redeemable(stable));
  const asked = agent.clipUsd * view.assets[agent.coin]!.unit;
  return {
    backingRatio: issuer.backingRatio,
    queueOverBuffer: issuer.isHalted ? 1 : Math.max(0, 1 - ready / asked),
    supplyChange: change(agent, issuer.supply, view.nowUs),
  };
}

/** Their own price, mixed with the cheapest anywhere: a trade elsewhere alarms them less than the price of their own exit. */
function price(view: View, agent: State): number {
  let least = Number.POSITIVE_INFINITY;
  for (const book of agent.books) least = Math.min(least, bidOr(view, book));
  let own = 1;
  if (agent.market >= 0) own = bidOr(view, agent.market);
  else own = poolPrice(view, agent);
  if (!Number.isFinite(least)) return own;
  return (1 - agent.watch) * own + agent.watch * least;
}

/** Price in the first of their pools; par where the pool is empty or there is none, so that it causes no alarm. */
function poolPrice(view: View, agent: State): number {
  const pool = view.pools[agent.pools[0] ?? -1];
  const price = pool ? pool.spot(agent.coin, agent.dollars[0]!) : Number.NaN;
  return price > 0 ? price : 1;
}

function bidOr(view: View, book: number): number {
  const bid = view.feed.bid[book]!;
  return bid > 0 ? bid : view.feed.price[book]!;
}

/** Fall of an asset of beta 1 implied by the news that has reached them. */
function news(view: View, delayUs: number): number {
  let impulse = 0;
  for (let step = 0; step < view.news.atUs.length; step++)
    if (view.news.atUs[step]! + delayUs <= view.nowUs) impulse += view.news.logImpulse[step]!;
  return Math.max(0, -impulse);
}

/** ln(supply now / supply a day ago, or at the open), linearized: it is small where it matters. */
function change(agent: State, supply: number, nowUs: number): number {
  const hour = Rounding.down(nowUs / HOUR_US);
  const hours = agent.supplies.length;
  while (agent.hour < hour) {
    agent.hour++;
    // What was written a day ago is read once more before it is replaced.
    agent.supplies[agent.hour % hours] = supply;
  }
  const past = agent.supplies[Math.max(0, hour - hours + 1) % hours]!;
  return past > 0 ? supply / past - 1 : 0;
}
