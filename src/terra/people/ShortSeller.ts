import * as Outbox from '../../messages/Outbox.js';
import * as Agent from '../../populations/Agent.js';
import type { View } from '../../state/View.js';

/**
 * A firm that bets against LUNA with perps. It sells while UST stands further below par than it takes for noise, up to
 * a stated size; takes its profit a stated fall below its average price, or its loss a stated rise above it; waits; and
 * sells again for as many dollars. It never sees more than the feed and its own account.
 */
export interface State extends Agent.Base {
  readonly kind: 'short-seller';
  readonly account: number;
  /** Perp of LUNA, and the book on which it watches UST. */
  readonly market: number;
  readonly ustMarket: number;
  /** Discount of UST at which it sells, and how many dollars at most. */
  readonly trigger: number;
  readonly sizeUsd: number;
  /** Fall and rise from its average price at which it covers. */
  readonly takeAt: number;
  readonly stopAt: number;
  readonly clipUsd: number;
  /** From its last purchase to the next sale, µs. */
  readonly againUs: number;
  readonly everyUs: number;
  /** Units short at the last look, and their average price, dollars. */
  short: number;
  entry: number;
  isCovering: boolean;
  restUntilUs: number;
}

const WITHIN = 0.01;
/** Share of what rests within reach that one order takes. */
const SHARE = 0.3;

export function wake(view: View, agent: State): void {
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
  const price = Agent.midOf(view, agent.market);
  const ust = view.feed.bid[agent.ustMarket]!;
  look(view, agent, price);
  if (agent.isCovering) order(view, agent, Outbox.BUY, agent.short * price);
  else if (1 - ust > agent.trigger && view.nowUs >= agent.restUntilUs && view.state(agent.account) === 0)
    order(view, agent, Outbox.SELL, agent.sizeUsd - agent.short * price);
}

/** Averages in what was sold since the last look, and decides whether to cover. */
function look(view: View, agent: State, price: number): void {
  const short = Math.max(0, -view.lots(agent.account, agent.market) * view.markets[agent.market]!.lot);
  if (short > agent.short) agent.entry = (agent.entry * agent.short + price * (short - agent.short)) / short;
  agent.short = short;
  if (short === 0) {
    if (agent.isCovering) agent.restUntilUs = view.nowUs + agent.againUs;
    agent.isCovering = false;
    return;
  }
  const move = price / agent.entry - 1;
  if (move < -agent.takeAt || move > agent.stopAt) agent.isCovering = true;
}

/** Up to a clip at once, for immediate execution near the touch. */
function order(view: View, agent: State, side: number, usd: number): void {
  const touch = side === Outbox.BUY ? view.feed.ask[agent.market]! : view.feed.bid[agent.market]!;
  if (!(touch > 0)) return;
  const other = side === Outbox.BUY ? Outbox.SELL : Outbox.BUY;
  const most = Math.min(usd, agent.clipUsd, SHARE * view.depthUsd(agent.market, other, WITHIN));
  // What is short is closed to the last lot.
  const isRest = side === Outbox.BUY && usd <= most;
  const held = -view.lots(agent.account, agent.market);
  const lots = isRest ? held : Agent.lotsFor(view, agent.market, most, touch);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, agent.market, touch * (side === Outbox.BUY ? 1 + WITHIN : 1 - WITHIN));
  const reduceOnly = side === Outbox.BUY ? 1 : 0;
  Outbox.place(view.box, {
    market: agent.market,
    account: agent.account,
    side,
    limit,
    lots,
    timeInForce: Outbox.IOC,
    reduceOnly,
  });
}
