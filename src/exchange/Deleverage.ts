import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Adl from '../mechanisms/liquidation/Adl.js';
import * as EventKind from '../messages/EventKind.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Causes from './Causes.js';
import * as Publish from './Publish.js';
import * as Settle from './Settle.js';
import * as Winners from './Winners.js';

/** A notice of deleveraging reaches its agent this long after the trade. */
const NOTICE_US = 100_000;

/** What a failing account must hand over: signed lots, and quote atoms for all of them; `cause` is a journal id. */
export interface Failing {
  readonly account: number;
  readonly lots: number;
  readonly value: number;
  readonly cause: number;
}

/**
 * Closes a failing position against winners on the other side, in the venue's rank order, at the failing side's price.
 * Hedged accounts are ranked like unhedged ones. Returns lots closed.
 */
export function close(engine: Engine, market: Market, failing: Failing): number {
  const { adl } = engine.venues[market.venue]!;
  const sign = Math.sign(failing.lots);
  const winners = Winners.ranked(engine, market, failing);
  const needed = Math.abs(failing.lots);
  const parts = Adl.share(
    adl,
    needed,
    winners.map(({ lots }) => lots),
  );
  let left = needed;
  let valueLeft = failing.value;
  winners.forEach(({ id }, rank) => {
    const lots = parts[rank]!;
    if (lots === 0) return;
    const value = Settle.partOf(valueLeft, lots, left);
    trade(engine, market, id, { ...failing, lots: sign * lots, value });
    left -= lots;
    valueLeft -= value;
  });
  return needed - left;
}

/** Moves signed lots from the failing account to the winner, which closes the same amount of its opposite position. */
function trade(engine: Engine, market: Market, winner: number, part: Failing): void {
  Settle.perp(engine, market, part.account, { lots: -part.lots, value: part.value, feePpm: 0 });
  Settle.perp(engine, market, winner, { lots: part.lots, value: part.value, feePpm: 0 });
  const usd = Math.abs(part.lots) * market.lot * market.mark!.mark;
  const accounts = Winners.weightOf(engine, market, winner);
  count(engine, market, usd, accounts);
  const id = JournalWriter.record(engine.journal, engine.kernel.nowUs, 'adl', part.cause, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    account: winner,
    accounts,
    usd: Causes.cents(usd),
  });
  notify(engine, winner, id);
}

function count(engine: Engine, market: Market, usd: number, accounts: number): void {
  const { tally } = engine;
  tally.adlUsd += usd;
  tally.adlByVenue[market.venue] = tally.adlByVenue[market.venue]! + usd;
  if (tally.firstAdlUs < 0) tally.firstAdlUs = engine.kernel.nowUs;
  tally.adlAccounts += accounts;
  Publish.tallyOf(engine, engine.venues[market.venue]!).adlAccounts += accounts;
}

/** Notifies the agent that owns an account; crowd rows have none. */
function notify({ accounts, kernel }: Engine, account: number, id: number): void {
  if (account >= Accounts.CROWD_BASE) return;
  const agent = accounts.agent[account]!;
  if (agent < 0) return;
  Kernel.schedule(
    kernel,
    kernel.nowUs + NOTICE_US,
    Phases.DECISIONS,
    Kernel.task(EventKind.NOTICE, agent, account, id),
  );
}
