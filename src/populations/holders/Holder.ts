import * as Outbox from '../../messages/Outbox.js';
import type { IssuerView, PoolView, View } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import * as Agent from '../Agent.js';
import * as GasBid from '../GasBid.js';
import * as Confidence from './Confidence.js';
import * as HolderSignal from './HolderSignal.js';

/**
 * A class of holders of a synthetic dollar in one account, on the chain or on a venue. What they see moves their
 * belief that redemption ends; who leaves is drawn; those who want to leave go by the best way open to them, in
 * clips, or wait while every way pays less than staying. Their transactions wait for blocks like all others.
 */
export interface State extends Agent.Base, HolderSignal.State {
  readonly kind: 'holder';
  readonly account: number;
  /** Pools they sell into, and the dollar each of them pays. */
  readonly pools: readonly number[];
  readonly dollars: readonly number[];
  /** Whether the issuer redeems for them, and the yearly rate at which they value waiting. */
  readonly whitelisted: boolean;
  readonly waitRate: number;
  readonly holders: Confidence.Holders;
  readonly taste: Confidence.Taste;
  /** What a failed coin fetches, dollars. */
  readonly recovery: number;
  readonly bear: number;
  readonly tipWei: number;
  readonly everyUs: number;
  lastUs: number;
  busyUntilUs: number;
  /** Atoms sent out by way: redemption, pools, book. */
  readonly sent: Float64Array;
}

/** A transaction takes effect two blocks after it was sent, unless it waits for block space. */
const SHOWN_US = 24_000_000;
/** Distance from the touch within which a holder counts bids on its venue. */
const WITHIN = 0.005;

export function wake(view: View, agent: State): void {
  const dtUs = view.nowUs - agent.lastUs;
  agent.lastUs = view.nowUs;
  const signal = HolderSignal.read(view, agent);
  Confidence.observe(agent.holders, agent.taste, signal, dtUs);
  Confidence.exit(agent.holders, agent.taste, dtUs, view.streams, agent.stream);
  if (view.nowUs >= agent.busyUntilUs) leave(view, agent, signal.queueOverBuffer);
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

/** Atoms in the account beyond those of holders who stay. They include refused transactions, which are tried again. */
function wanting(view: View, agent: State): number {
  let staying = 0;
  for (const atoms of agent.holders.held) staying += atoms;
  return Math.max(0, view.balance(agent.account, agent.coin) - staying);
}

function leave(view: View, agent: State, queueOverBuffer: number): void {
  const { unit } = view.assets[agent.coin]!;
  const atoms = Rounding.down(Math.min(wanting(view, agent), agent.clipUsd * unit));
  // Amounts below the cost of a transaction wait until more has come together.
  if (atoms < unit) return;
  const best = bestPool(view, agent, atoms);
  const gas = view.gasUsd(agent.tipWei) / (atoms / unit);
  const channel = Confidence.choose({
    hold: Confidence.holdValue(agent.holders.belief, agent.recovery),
    redeem: parValue(view, agent, queueOverBuffer) - gas,
    amm: best.value - gas,
    cex: bookValue(view, agent),
  });
  if (channel === 'redeem') redeemAtPar(view, agent, atoms);
  else if (channel === 'amm') sellInPool(view, agent, best, atoms);
  else if (channel === 'cex') sellOnBook(view, agent, atoms / unit);
}

interface Quote {
  /** Index in the agent's pools, and dollars per coin for the clip; NaN without a pool. */
  readonly at: number;
  readonly value: number;
}

function bestPool(view: View, agent: State, atoms: number): Quote {
  let best: Quote = { at: -1, value: Number.NaN };
  agent.pools.forEach((id, at) => {
    const pool = view.pools[id]!;
    const value = dollarsFor(view, agent, pool, at, atoms) / (atoms / view.assets[agent.coin]!.unit);
    if (!(best.value >= value)) best = { at, value };
  });
  return best;
}

function dollarsFor(view: View, agent: State, pool: PoolView, at: number, atoms: number): number {
  const dollar = agent.dollars[at]!;
  return pool.quote(agent.coin, dollar, atoms) / view.assets[dollar]!.unit;
}

/** What the issuer pays, less the wait; NaN where it does not deal with them or waits for what they asked before. */
function parValue(view: View, agent: State, queueOverBuffer: number): number {
  if (!agent.whitelisted || agent.issuer < 0) return Number.NaN;
  const issuer = view.issuers[agent.issuer]!;
  if (issuer.isHalted || issuer.waiting(agent.account) > 0) return Number.NaN;
  // A redemption queue that the buffer cannot serve is assumed to last a day.
  return Confidence.redeemValue(1, issuer.redeemFee, queueOverBuffer * 86_400e6, agent.waitRate);
}

/** What the venue's book pays at the touch after its fee; NaN for those on the chain. */
function bookValue(view: View, agent: State): number {
  if (agent.market < 0) return Number.NaN;
  return view.feed.bid[agent.market]! * (1 - view.markets[agent.market]!.takerFeePpm / 1e6);
}

function redeemAtPar(view: View, agent: State, atoms: number): void {
  const { issuer, account } = agent;
  const asset = fullest(view.issuers[issuer]!);
  view.box.calls.push({ op: 'redeem', issuer, account, asset, atoms, bid: bidOf(view, agent), origin: 0 });
  note(view, agent, 0, atoms);
}

/** The stable of which the issuer can pay most now. */
function fullest(issuer: IssuerView): number {
  let best = issuer.stables[0]!;
  for (const stable of issuer.stables) if (issuer.redeemable(stable) > issuer.redeemable(best)) best = stable;
  return best;
}

function sellInPool(view: View, agent: State, best: Quote, atoms: number): void {
  const dollar = agent.dollars[best.at]!;
  const { coin: from, account } = agent;
  const usd = (best.value * atoms) / view.assets[from]!.unit;
  // Half a percent below the visible price, because others may trade first.
  const atomsMin = Rounding.down(usd * 0.995 * view.assets[dollar]!.unit);
  const bid = bidOf(view, agent);
  const pool = agent.pools[best.at]!;
  view.box.calls.push({ op: 'swap', pool, account, from, to: dollar, atoms, atomsMin, bid, origin: 0 });
  note(view, agent, 1, atoms);
}

/** Sells at once what the bids near the touch take. */
function sellOnBook(view: View, agent: State, units: number): void {
  const { market, account } = agent;
  const bid = view.feed.bid[market]!;
  const most = Math.min(units, view.depthUsd(market, Outbox.BUY, WITHIN) / bid);
  const lots = Rounding.down(most / view.markets[market]!.lot);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, market, bid * (1 - WITHIN));
  Outbox.place(view.box, { market, account, side: Outbox.SELL, limit, lots, timeInForce: Outbox.IOC });
  agent.sent[2] = agent.sent[2]! + lots * view.markets[market]!.lot * view.assets[agent.coin]!.unit;
}

function bidOf(view: View, agent: State) {
  return GasBid.of(view, agent.bear, agent.tipWei);
}

function note(view: View, agent: State, way: number, atoms: number): void {
  agent.sent[way] = agent.sent[way]! + atoms;
  agent.busyUntilUs = view.nowUs + SHOWN_US;
}
