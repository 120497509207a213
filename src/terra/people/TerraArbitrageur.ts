import * as Real from '../../base/Real.js';
import * as Agent from '../../populations/Agent.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as TerraShow from '../TerraShow.js';
import * as Places from './TerraPlaces.js';

/**
 * A firm that keeps UST near what it can be made into: it buys UST where it is cheap, swaps it into LUNA and sells that;
 * where UST is dear it goes the other way round, and between the pool and the book it carries UST. Every step takes
 * the time of its rail, so it deducts what LUNA has been losing lately; what is on the way is at its risk.
 */
export interface State extends Agent.Base, Places.Places {
  readonly kind: 'terra-arbitrageur';
  /** Profit asked per UST, and what it trades at once. */
  readonly edge: number;
  readonly clipUsd: number;
  /** Dollars on the venue; the rest lies beside the pool. */
  readonly venueUsd: number;
  readonly everyUs: number;
  /** How often over it deducts what LUNA lost lately. */
  readonly caution: number;
  /** Price of LUNA, smoothed over about the time of a round. */
  slow: number;
  lastUs: number;
}

const MEMORY_US = 900e6;
const WITHIN = 0.004;
const LEAST = 1000;

export function wake(view: View, agent: State): void {
  const price = Places.bidOf(view, agent.lunaMarket);
  const kept = Real.exp(-(view.nowUs - agent.lastUs) / MEMORY_US);
  agent.lastUs = view.nowUs;
  agent.slow = kept * agent.slow + (1 - kept) * price;
  const fall = Math.min(1, agent.caution * Math.max(0, 1 - price / agent.slow));
  const bid = view.feed.bid[agent.ustMarket]!;
  if (bid > 1 + agent.edge) dear(view, agent, bid);
  else cheap(view, agent, fall);
  pool(view, agent);
  restock(view, agent);
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

/** What a clip of UST brings at the module, with half of it, a quarter …, whichever still earns the edge; 0 if none. */
function size(view: View, agent: State, cost: number, fall: number): number {
  for (let usd = agent.clipUsd; usd >= LEAST; usd /= 4)
    if (Places.moduleValue(view, agent, usd, fall) - cost > agent.edge) return usd;
  return 0;
}

/** UST below par: buy it, send it to Terra, swap it, send the LUNA back, sell it. */
function cheap(view: View, agent: State, fall: number): void {
  const terra = TerraShow.of(view);
  const { ust, luna } = terra;
  const { unit } = view.assets[ust]!;
  Places.sell(view, agent.venue, agent.lunaMarket, Number.POSITIVE_INFINITY, 2 * WITHIN);
  Places.transfer(view, luna, { from: agent.terra, to: agent.venue }, view.balance(agent.terra, luna));
  const ask = view.feed.ask[agent.ustMarket]!;
  if (!(ask > 0)) return;
  const usd = size(view, agent, ask, fall);
  if (usd === 0) return;
  const ready = Math.min(view.balance(agent.terra, ust), Whole.down(usd * unit));
  if (ready >= LEAST * unit)
    view.box.calls.push({
      op: 'terra-swap',
      account: agent.terra,
      from: ust,
      to: luna,
      atoms: ready,
      atomsMin: 1,
      origin: 0,
    });
  Places.transfer(view, ust, { from: agent.venue, to: agent.terra }, view.balance(agent.venue, ust));
  Places.buy(view, agent.venue, agent.ustMarket, usd, { within: WITHIN });
}

/** UST above par: sell it, and make it from LUNA. */
function dear(view: View, agent: State, bid: number): void {
  const terra = TerraShow.of(view);
  const { ust, luna } = terra;
  Places.sell(view, agent.venue, agent.ustMarket, Number.POSITIVE_INFINITY, WITHIN);
  Places.transfer(view, ust, { from: agent.terra, to: agent.venue }, view.balance(agent.terra, ust));
  const atoms = view.balance(agent.terra, luna);
  if (atoms > 0 && !terra.isHalted())
    view.box.calls.push({
      op: 'terra-swap',
      account: agent.terra,
      from: luna,
      to: ust,
      atoms,
      atomsMin: 1,
      origin: 0,
    });
  Places.transfer(view, luna, { from: agent.venue, to: agent.terra }, view.balance(agent.venue, luna));
  const ask = view.feed.ask[agent.lunaMarket]!;
  const value = (terra.oracleUsd() / ask) * (1 - terra.spread(-agent.clipUsd)) * bid;
  if (value > 1 + agent.edge)
    Places.buy(view, agent.venue, agent.lunaMarket, agent.clipUsd, { within: WITHIN });
}

/** UST between the pool and the book, either way. */
function pool(view: View, agent: State): void {
  const { ust } = TerraShow.of(view);
  const { ether, venue, poolDollar, clipUsd } = agent;
  if (ether < 0) return;
  const { unit } = view.assets[ust]!;
  const bid = view.feed.bid[agent.ustMarket]!;
  const ask = view.feed.ask[agent.ustMarket]!;
  const out = Places.poolPrice(view, agent, ust, poolDollar, clipUsd);
  const into = 1 / Places.poolPrice(view, agent, poolDollar, ust, clipUsd);
  const held = view.balance(ether, ust);
  if (held >= LEAST * unit) {
    if (out > bid)
      Places.swapInPool(view, agent, ust, poolDollar, Math.min(held, Whole.down(clipUsd * unit)));
    else Places.transfer(view, ust, { from: ether, to: venue }, held);
  }
  if (out - ask > agent.edge) {
    Places.buy(view, venue, agent.ustMarket, clipUsd, { within: WITHIN });
    Places.transfer(view, ust, { from: venue, to: ether }, view.balance(venue, ust));
  } else if (bid - into > agent.edge) {
    const dollars = Math.min(clipUsd, Places.units(view, ether, poolDollar));
    if (dollars >= LEAST)
      Places.swapInPool(view, agent, poolDollar, ust, Whole.down(dollars * view.assets[poolDollar]!.unit));
    Places.sell(view, venue, agent.ustMarket, clipUsd, WITHIN);
  }
}

/** Dollars go where they are missing: half of what the fuller side has too much. */
function restock(view: View, agent: State): void {
  const { quote } = view.markets[agent.ustMarket]!;
  const { venue, ether, poolDollar, venueUsd } = agent;
  if (ether < 0) return;
  const here = Places.units(view, venue, quote);
  const there = Places.units(view, ether, poolDollar);
  if (here < venueUsd / 4 && there > venueUsd / 4)
    Places.transfer(
      view,
      poolDollar,
      { from: ether, to: venue },
      (there / 2) * view.assets[poolDollar]!.unit,
      quote,
    );
  else if (here > 2 * venueUsd)
    Places.transfer(
      view,
      quote,
      { from: venue, to: ether },
      ((here - venueUsd) / 2) * view.assets[quote]!.unit,
      poolDollar,
    );
}
