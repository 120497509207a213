import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';
import * as Quotes from './Quotes.js';

/**
 * Cross-venue arbitrage in one asset: buys where it is offered cheapest, sells where it is bid highest, with what it
 * holds on each side. When one side runs out it sends from where there is plenty, as fast as the rails allow.
 */
export interface State extends Agent.Base {
  readonly kind: 'arbitrageur';
  readonly markets: readonly number[];
  /** Its account in each of those markets' venues. */
  readonly accounts: readonly number[];
  /** Edge after fees it asks for. */
  readonly edge: number;
  /** Largest clip, dollars. */
  readonly clipUsd: number;
  /** Largest absolute perp position a market, dollars. */
  readonly limitUsd: number;
  /** Share of a gap that its orders walk through in each book; 0: `NEAR` of the price. */
  readonly walk: number;
  readonly everyUs: number;
  /** First of its quote handles, a bid and an offer by market; -1 = its orders never rest. */
  readonly handles: number;
  /** What rests: by side the place of the market, -1 = none, its lots, and units that it held there then. */
  readonly quoteAt: Int32Array;
  readonly quoteLots: Float64Array;
  readonly quoteHeld: Float64Array;
  /** Base and quote atoms it opened with on each spot market (0 on perps), and when it last looked at them, µs. */
  readonly base0: Float64Array;
  readonly cash0: Float64Array;
  restockedUs: number;
}

/** How often inventories are compared, and the share of its opening stock below which a side is filled. */
const RESTOCK_US = 120e6;
const LOW = 0.5;
/** How far orders reach beyond the touch where no share of the gap is stated. */
const NEAR = 0.001;
/** Relative price gap beyond which stock is sent and not kept. */
const FAR = 0.02;
/** Least trade over the clip, and least transfer over the stock: the small remainder of an exhausted market must not be
 * chosen before the next best market. */
const WORTHWHILE = 0.05;

export function wake(view: View, agent: State): void {
  const { feed } = view;
  const filled = agent.handles >= 0 && Quotes.hedge(view, agent);
  let cheap = -1;
  let rich = -1;
  const least = agent.clipUsd * WORTHWHILE;
  for (let i = 0; i < agent.markets.length; i++) {
    const id = agent.markets[i]!;
    const ask = feed.ask[id]!;
    const bid = feed.bid[id]!;
    const cheaper = ask > 0 && (cheap < 0 || ask < feed.ask[agent.markets[cheap]!]!);
    const richer = bid > 0 && (rich < 0 || bid > feed.bid[agent.markets[rich]!]!);
    // Its own order at a touch is nobody to trade with.
    if (cheaper && agent.quoteAt[Outbox.SELL] !== i && room(view, agent, i, Outbox.BUY) > least) cheap = i;
    if (richer && agent.quoteAt[Outbox.BUY] !== i && room(view, agent, i, Outbox.SELL) > least) rich = i;
  }
  if (view.nowUs - agent.restockedUs >= RESTOCK_US) {
    agent.restockedUs = view.nowUs;
    restock(view, agent, agent.base0, true);
    restock(view, agent, agent.cash0, false);
  }
  // While no bid is above another venue's offer it wakes half as often.
  const isCrossed =
    cheap >= 0 && rich >= 0 && feed.bid[agent.markets[rich]!]! > feed.ask[agent.markets[cheap]!]!;
  const traded = isCrossed && cheap !== rich && trade(view, agent, cheap, rich);
  const rests = agent.handles >= 0 && Quotes.rest(view, agent, { cheap, rich, trade: traded });
  const found = traded || rests || filled;
  view.box.wakeAtUs = Agent.after(
    view,
    agent.stream,
    found ? 2e6 : isCrossed ? agent.everyUs : 2 * agent.everyUs,
  );
}

function trade(view: View, agent: State, cheap: number, rich: number): boolean {
  const from = agent.markets[cheap]!;
  const to = agent.markets[rich]!;
  const ask = view.feed.ask[from]!;
  const bid = view.feed.bid[to]!;
  const fees = (view.markets[from]!.takerFeePpm + view.markets[to]!.takerFeePpm) / 1e6;
  if (bid / ask - 1 < fees + agent.edge) return false;
  const reach = Math.max(NEAR, agent.walk * (bid / ask - 1 - fees));
  const usd = Math.min(
    agent.clipUsd,
    room(view, agent, cheap, Outbox.BUY),
    room(view, agent, rich, Outbox.SELL),
    view.depthUsd(from, Outbox.SELL, reach),
    view.depthUsd(to, Outbox.BUY, reach),
  );
  const units = usd / ask;
  const buyLots = Whole.down(units / view.markets[from]!.lot);
  const sellLots = Whole.down(units / view.markets[to]!.lot);
  if (buyLots < 1 || sellLots < 1) return false;
  const buyLimit = Agent.ticksOf(view, from, ask * (1 + reach));
  const sellLimit = Agent.ticksOf(view, to, bid * (1 - reach));
  Outbox.place(view.box, {
    market: from,
    account: agent.accounts[cheap]!,
    side: Outbox.BUY,
    limit: buyLimit,
    lots: buyLots,
    timeInForce: Outbox.IOC,
  });
  Outbox.place(view.box, {
    market: to,
    account: agent.accounts[rich]!,
    side: Outbox.SELL,
    limit: sellLimit,
    lots: sellLots,
    timeInForce: Outbox.IOC,
  });
  return true;
}

/** Dollars it can still buy or sell in one of its markets. */
export function room(view: View, agent: State, i: number, side: number): number {
  const id = agent.markets[i]!;
  const account = agent.accounts[i]!;
  const market = view.markets[id]!;
  const price = view.feed.price[id]!;
  if (market.perp) {
    if (view.state(account) > 0) return 0;
    const usd = view.lots(account, id) * market.lot * price;
    return side === Outbox.BUY ? agent.limitUsd - usd : agent.limitUsd + usd;
  }
  if (side === Outbox.SELL)
    return (view.balance(account, market.base) / view.assets[market.base]!.unit) * price;
  return (view.balance(account, market.quote) / view.assets[market.quote]!.unit) * 0.95;
}

/**
 * Sends the base asset or dollars to a side that runs out, from the side that can best spare them: what it has above
 * its opening stock, and all of it where it is of no use (coins where they are cheaper, dollars where coins are dearer).
 */
function restock(view: View, agent: State, opening: Float64Array, base: boolean): void {
  const poor = emptiest(view, agent, opening, base);
  if (poor < 0) return;
  let rich = -1;
  let most = opening[poor]! * WORTHWHILE;
  for (let i = 0; i < agent.markets.length; i++) {
    if (!(opening[i]! > 0) || i === poor) continue;
    const stock = held(view, agent, i, base);
    const idle = isIdle(view, agent, i, poor, base);
    const spare = idle
      ? stock
      : Math.min(stock - opening[i]!, opening[poor]! - held(view, agent, poor, base));
    if (spare <= most) continue;
    most = spare;
    rich = i;
  }
  if (rich < 0) return;
  const asset = assetOf(view, agent, rich, base);
  const toAsset = assetOf(view, agent, poor, base);
  const [from, to] = [agent.accounts[rich]!, agent.accounts[poor]!];
  view.box.calls.push({ op: 'transfer', asset, from, to, toAsset, atoms: Whole.down(most), origin: 0 });
}

/** The side with the smallest share of its opening stock, -1 when none is below `LOW`. */
function emptiest(view: View, agent: State, opening: Float64Array, base: boolean): number {
  let poor = -1;
  let least = LOW;
  for (let i = 0; i < agent.markets.length; i++) {
    if (!(opening[i]! > 0)) continue;
    const share = held(view, agent, i, base) / opening[i]!;
    if (share >= least) continue;
    least = share;
    poor = i;
  }
  return poor;
}

/** Whether stock at `i` is of no use there: the price at `i` is far on the wrong side of the price at `poor`. */
function isIdle(view: View, agent: State, i: number, poor: number, base: boolean): boolean {
  const here = view.feed.price[agent.markets[i]!]!;
  const there = view.feed.price[agent.markets[poor]!]!;
  return base ? here < there * (1 - FAR) : here > there * (1 + FAR);
}

function held(view: View, agent: State, i: number, base: boolean): number {
  return view.balance(agent.accounts[i]!, assetOf(view, agent, i, base));
}

function assetOf(view: View, agent: State, i: number, base: boolean): number {
  const market = view.markets[agent.markets[i]!]!;
  return base ? market.base : market.quote;
}
