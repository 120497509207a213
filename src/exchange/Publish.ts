import type { Engine, Market, Venue } from '../state/Engine.js';
import type { VenueTally } from '../state/Tally.js';
import * as Whole from '../units/Whole.js';

/**
 * Counts a forced close of a perp, and the part that the venue's public feed shows. A row of weight w stands for w
 * accounts with one message each; a throttled venue publishes at most one message a second and symbol.
 */
export function liquidation(
  engine: Engine,
  market: Market,
  long: boolean,
  usd: number,
  weight: number,
  opening: boolean,
): void {
  const { tally } = engine;
  const venue = engine.venues[market.venue]!;
  tally.forcedUsd += usd;
  if (long) tally.forcedLongUsd += usd;
  else tally.forcedShortUsd += usd;
  const here = tallyOf(engine, venue);
  if (long) here.forcedLongUsd += usd;
  else here.forcedShortUsd += usd;
  if (opening) account(engine, venue, weight);
  if (tally.firstForcedUs < 0) tally.firstForcedUs = engine.kernel.nowUs;
  if (engine.kernel.nowUs > engine.news.lastExogenousUs) tally.forcedAfterNewsUsd += usd;
  tally.forcedByVenue[venue.index] = tally.forcedByVenue[venue.index]! + usd;
  const shown = published(engine, market, usd, weight);
  tally.publishedUsd += shown;
  if (long) tally.publishedLongUsd += shown;
  tally.publishedByVenue[venue.index] = tally.publishedByVenue[venue.index]! + shown;
}

/** Counts `weight` accounts whose liquidation begins. */
export function account(engine: Engine, venue: Venue, weight: number): void {
  engine.tally.forcedAccounts += weight;
  tallyOf(engine, venue).forcedAccounts += weight;
}

/** The running totals of one venue. */
export function tallyOf(engine: Engine, venue: Venue): VenueTally {
  const venues = (engine.tally.venues ??= {});
  return (venues[venue.id] ??= { forcedLongUsd: 0, forcedShortUsd: 0, forcedAccounts: 0, adlAccounts: 0 });
}

function published(engine: Engine, market: Market, usd: number, weight: number): number {
  const rule = engine.venues[market.venue]!.publish;
  if (!rule.throttled) return usd * rule.share;
  const second = Whole.down(engine.kernel.nowUs / 1_000_000);
  if (engine.tally.printedSecond[market.id] === second) return 0;
  engine.tally.printedSecond[market.id] = second;
  return usd / weight;
}
