import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';

/**
 * The voluntary acts of the retail crowd of one perp market: stops of longs, profit-taking of shorts, and late trend
 * followers who open shorts after a fall. Liquidations are done by the venue. Thresholds are sorted columns, so the
 * cost of a wake-up is proportional to what it triggers.
 */
export interface State extends Agent.Base {
  readonly kind: 'crowd';
  readonly market: number;
  readonly crowd: number;
  readonly everyUs: number;
  readonly openPrice: number;
  /** Falls at which rows act, ascending, with the row and the share of the position to close. */
  readonly stops: Threshold;
  readonly takes: Threshold;
  /** Trend followers: fall from the high of the last quarter of an hour, row, and size in dollars. */
  readonly trends: Threshold;
  stopAt: number;
  takeAt: number;
  trendAt: number;
  /** Minute closes of the last 15 minutes. */
  readonly window: Float64Array;
  minute: number;
}

export interface Threshold {
  readonly fall: Float64Array;
  readonly row: Int32Array;
  readonly size: Float64Array;
}

export function wake(view: View, agent: State): void {
  const price = view.feed.mark[agent.market]!;
  const last = view.feed.price[agent.market]!;
  const fall = 1 - last / agent.openPrice;
  while (agent.stopAt < agent.stops.row.length && agent.stops.fall[agent.stopAt]! <= fall)
    close(view, agent, { ...whose(agent.stops, agent.stopAt++), side: Outbox.SELL, last });
  while (agent.takeAt < agent.takes.row.length && agent.takes.fall[agent.takeAt]! <= fall)
    close(view, agent, { ...whose(agent.takes, agent.takeAt++), side: Outbox.BUY, last });
  const recent = 1 - price / recentHigh(view, agent, price);
  while (agent.trendAt < agent.trends.row.length && agent.trends.fall[agent.trendAt]! <= recent)
    open(view, agent, agent.trendAt++, last);
  view.box.wakeAtUs = Agent.after(view, agent.stream, pauseUs(agent, recent));
}

/** The smaller the price range of the last quarter of an hour, the less often the crowd wakes. */
function pauseUs(agent: State, recent: number): number {
  if (recent > 0.02) return 2e6;
  return recent > 0.005 ? agent.everyUs : 3 * agent.everyUs;
}

/** Highest minute price of the last quarter of an hour. */
function recentHigh(view: View, agent: State, price: number): number {
  const minute = Whole.down(view.nowUs / 60e6);
  if (minute !== agent.minute) {
    agent.window[minute % agent.window.length] = price;
    agent.minute = minute;
  }
  let high = price;
  for (const p of agent.window) if (p > high) high = p;
  return high;
}

/** A threshold that was passed: its row, the share of the row's position, the side of the order, and the last price. */
interface Passed {
  readonly row: number;
  readonly share: number;
  readonly side: number;
  readonly last: number;
}

function whose({ row, size }: Threshold, at: number): Pick<Passed, 'row' | 'share'> {
  return { row: row[at]!, share: size[at]! };
}

/** Closes a share of a row's position at market if it still has the side the threshold was set for. */
function close(view: View, agent: State, { row, share, side, last }: Passed): void {
  const crowd = view.crowd(agent.crowd);
  const held = side === Outbox.SELL ? crowd.lots[row]! : -crowd.lots[row]!;
  const lots = Whole.down(held * share);
  if (lots < 1 || crowd.state[row] !== 0) return;
  const limit = Agent.ticksOf(view, agent.market, last * (side === Outbox.SELL ? 0.97 : 1.01));
  const account = view.rowAccount(agent.crowd, row);
  Outbox.place(view.box, {
    market: agent.market,
    account,
    side,
    limit,
    lots,
    timeInForce: Outbox.IOC,
    reduceOnly: 1,
  });
}

function open(view: View, agent: State, at: number, last: number): void {
  const row = agent.trends.row[at]!;
  const lots = Agent.lotsFor(view, agent.market, agent.trends.size[at]!, last);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, agent.market, last * 0.97);
  const account = view.rowAccount(agent.crowd, row);
  Outbox.place(view.box, {
    market: agent.market,
    account,
    side: Outbox.SELL,
    limit,
    lots,
    timeInForce: Outbox.IOC,
  });
}
