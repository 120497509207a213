import * as Agent from '../../populations/Agent.js';
import * as Confidence from '../../populations/holders/Confidence.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as TerraShow from '../TerraShow.js';
import * as TerraPlaces from './TerraPlaces.js';
import * as TerraSignal from './TerraSignal.js';

/**
 * A class of holders of UST, in Anchor or outside it. What they see moves their belief that the peg ends; who leaves is
 * drawn; those who leave take their UST out of Anchor as far as its cash goes and out of UST by the best way open to
 * them: the module, the pool across the bridge, or the venue's book.
 */
export interface State extends Agent.Base, TerraPlaces.Places {
  readonly kind: 'terra-holder';
  /** Whether they hold aUST: then they leave Anchor first. */
  readonly inAnchor: boolean;
  readonly usesModule: boolean;
  readonly holders: Confidence.Holders;
  readonly taste: Confidence.Taste;
  /** What a failed UST fetches, dollars. */
  readonly recovery: number;
  readonly clipUsd: number;
  /** How often over they deduct what LUNA lost lately from what the module pays. */
  readonly caution: number;
  readonly everyUs: number;
  readonly memory: TerraSignal.Memory;
  lastUs: number;
}

/** Reach of a sale below the touch: of one without fear, and what certainty adds. */
const CALM_REACH = 0.005;
const FEAR_REACH = 0.05;
/** Least worth moving, dollars. */
const LEAST = 1000;

export function wake(view: View, agent: State): void {
  const dtUs = view.nowUs - agent.lastUs;
  agent.lastUs = view.nowUs;
  const signal = TerraSignal.read(view, agent, agent.memory, false);
  Confidence.observe(agent.holders, agent.taste, signal, dtUs);
  Confidence.exit(agent.holders, agent.taste, dtUs, view.streams, agent.stream);
  if (agent.inAnchor) withdraw(view, agent);
  // The way over the module takes about a seventieth of a day; caution is the same as everybody's.
  leave(view, agent, Math.min(1, (agent.caution * signal.news) / 72));
  finish(view, agent);
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

/** Atoms held by those who stay. */
function staying(agent: State): number {
  let atoms = 0;
  for (const held of agent.holders.held) atoms += held;
  return atoms;
}

/** Takes out of Anchor what is wanted and its cash allows. */
function withdraw(view: View, agent: State): void {
  const terra = TerraShow.of(view);
  const { unit } = view.assets[terra.ust]!;
  const wanted = view.balance(agent.terra, terra.aust) - staying(agent);
  const cash = (terra.cash() * unit) / terra.exchangeRate();
  const atoms = Whole.down(Math.min(wanted, cash * 0.999));
  if (atoms < LEAST * unit) return;
  view.box.calls.push({ op: 'anchor-withdraw', account: agent.terra, atoms, origin: 0 });
}

/** Sends the UST of those who leave on the way that pays most, unless staying pays more. */
function leave(view: View, agent: State, fall: number): void {
  const terra = TerraShow.of(view);
  const { unit } = view.assets[terra.ust]!;
  const kept = agent.inAnchor ? 0 : staying(agent);
  const usd = Math.min(agent.clipUsd, (view.balance(agent.terra, terra.ust) - kept) / unit);
  if (usd < LEAST) return;
  const channel = Confidence.choose({
    hold: Confidence.holdValue(agent.holders.belief, agent.recovery),
    redeem: agent.usesModule ? TerraPlaces.moduleValue(view, agent, usd, fall) : Number.NaN,
    amm: TerraPlaces.poolPrice(view, agent, terra.ust, agent.poolDollar, usd),
    cex: bookValue(view, agent),
  });
  const atoms = Whole.down(usd * unit);
  const { terra: account, venue, ether } = agent;
  if (channel === 'cex') TerraPlaces.transfer(view, terra.ust, { from: account, to: venue }, atoms);
  else if (channel === 'amm') TerraPlaces.transfer(view, terra.ust, { from: account, to: ether }, atoms);
  else if (channel === 'redeem') {
    const { ust: from, luna: to } = terra;
    view.box.calls.push({ op: 'terra-swap', account, from, to, atoms, atomsMin: 1, origin: 0 });
  }
}

function bookValue(view: View, agent: State): number {
  const fee = view.markets[agent.ustMarket]!.takerFeePpm / 1e6;
  return view.feed.bid[agent.ustMarket]! * (1 - fee);
}

/** What has arrived is sold: UST on the venue and in the pool, LUNA from the module on the venue. */
function finish(view: View, agent: State): void {
  const terra = TerraShow.of(view);
  const luna = view.balance(agent.terra, terra.luna);
  if (luna > 0) TerraPlaces.transfer(view, terra.luna, { from: agent.terra, to: agent.venue }, luna);
  const most = Number.POSITIVE_INFINITY;
  const reach = CALM_REACH + FEAR_REACH * agent.holders.belief;
  TerraPlaces.sell(view, agent.venue, agent.lunaMarket, most, reach);
  TerraPlaces.sell(view, agent.venue, agent.ustMarket, most, reach);
  if (agent.ether < 0) return;
  const { unit } = view.assets[terra.ust]!;
  const atoms = Whole.down(Math.min(view.balance(agent.ether, terra.ust), agent.clipUsd * unit));
  if (atoms < LEAST * unit) return;
  // A pool that has become worse than the book is left again.
  const price = TerraPlaces.poolPrice(view, agent, terra.ust, agent.poolDollar, atoms / unit);
  if (price >= bookValue(view, agent) - CALM_REACH)
    TerraPlaces.swapInPool(view, agent, terra.ust, agent.poolDollar, atoms);
  else TerraPlaces.transfer(view, terra.ust, { from: agent.ether, to: agent.venue }, atoms);
}
