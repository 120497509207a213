import * as Journal from '../kernel/Journal.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Adl from '../mechanisms/liquidation/Adl.js';
import * as EventKind from '../messages/EventKind.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Assess from './Assess.js';
import * as Causes from './Causes.js';
import * as Publish from './Publish.js';
import * as Rows from './Rows.js';
import * as Settle from './Settle.js';

const assessment = Assess.create();

/**
 * Closes up to `held` lots of a failing position against winners on the other side, in the venue's rank order, at the
 * failing side's price (`value` atoms for all of it). Hedged accounts are ranked like naked ones. Returns lots closed.
 */
export function close(
  engine: Engine,
  market: Market,
  loser: number,
  held: number,
  value: number,
  cause: number,
): number {
  const venue = engine.venues[market.venue]!;
  const ids: number[] = [];
  const scores: number[] = [];
  candidates(engine, market, loser, held > 0 ? -1 : 1, ids, scores);
  const order = Adl.queue(scores, ids);
  const ranked = Float64Array.from(order, (at) => Math.abs(Settle.lotsOf(engine, market, ids[at]!)));
  const needed = Math.abs(held);
  const shares =
    venue.adl.policy === 'pro-rata' ? Adl.allocateProRata(needed, ranked) : Adl.allocate(needed, ranked);
  let left = needed;
  let valueLeft = value;
  for (let rank = 0; rank < shares.length; rank++) {
    const lots = shares[rank]!;
    if (lots === 0) continue;
    const part = Settle.partOf(valueLeft, lots, left);
    trade(engine, market, loser, ids[order[rank]!]!, held > 0 ? lots : -lots, part, cause);
    left -= lots;
    valueLeft -= part;
  }
  return needed - left;
}

function candidates(
  engine: Engine,
  market: Market,
  loser: number,
  side: number,
  ids: number[],
  scores: number[],
): void {
  const crowd = engine.crowds[market.crowd]!;
  for (let row = 0; row < crowd.count; row++) {
    if (crowd.lots[row]! * side <= 0 || crowd.state[row] !== Rows.OPEN) continue;
    const equity = Rows.equity(engine, market, crowd, row);
    push(engine, market, Accounts.crowdAccount(market.crowd, row), side, equity, ids, scores);
  }
  const { accounts } = engine;
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.venue[account] !== market.venue || accounts.kind[account] !== Accounts.MARGIN) continue;
    if (accounts.adlExempt[account] === 1) continue;
    if (account === loser || accounts.lots[account * accounts.width + market.local]! * side <= 0) continue;
    Assess.assess(engine, account, assessment);
    push(engine, market, account, side, assessment.fullEquity, ids, scores);
  }
}

function push(
  engine: Engine,
  market: Market,
  account: number,
  side: number,
  equity: number,
  ids: number[],
  scores: number[],
): void {
  const lots = Settle.lotsOf(engine, market, account);
  const mark = market.mark!.mark;
  const size = Math.abs(lots) * market.lot;
  const entry = entryOf(engine, market, account) / engine.assets[market.quote]!.unit / size;
  const rank = engine.venues[market.venue]!.adl.rank;
  const score = rank === 'hyperliquid' ? Adl.hyperliquidScore : Adl.binanceScore;
  ids.push(account);
  scores.push(score(side, entry, mark, size * mark, equity));
}

function entryOf(engine: Engine, market: Market, account: number): number {
  if (account >= Accounts.CROWD_BASE)
    return Math.abs(engine.crowds[market.crowd]!.entry[Accounts.rowOf(account)]!);
  return Math.abs(engine.accounts.entry[account * engine.accounts.width + market.local]!);
}

/** The loser hands signed lots to the winner, who closes as much of the opposite position. */
function trade(
  engine: Engine,
  market: Market,
  loser: number,
  winner: number,
  lots: number,
  value: number,
  cause: number,
): void {
  Settle.perp(engine, market, loser, -lots, value, 0);
  Settle.perp(engine, market, winner, lots, value, 0);
  const { tally } = engine;
  const usd = Math.abs(lots) * market.lot * market.mark!.mark;
  tally.adlUsd += usd;
  tally.adlByVenue[market.venue] = tally.adlByVenue[market.venue]! + usd;
  if (tally.firstAdlUs < 0) tally.firstAdlUs = engine.kernel.nowUs;
  const weight =
    winner >= Accounts.CROWD_BASE
      ? engine.crowds[market.crowd]!.weight[Accounts.rowOf(winner)]!
      : engine.accounts.weight[winner]!;
  tally.adlAccounts += weight;
  Publish.tallyOf(engine, engine.venues[market.venue]!).adlAccounts += weight;
  const id = Journal.record(engine.journal, engine.kernel.nowUs, 'adl', cause, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    account: winner,
    accounts: weight,
    usd: Causes.cents(usd),
  });
  if (winner >= Accounts.CROWD_BASE) return;
  const agent = engine.accounts.agent[winner]!;
  if (agent >= 0)
    Kernel.schedule(
      engine.kernel,
      engine.kernel.nowUs + 100_000,
      Phases.DECISIONS,
      EventKind.NOTICE,
      agent,
      winner,
      id,
    );
}
