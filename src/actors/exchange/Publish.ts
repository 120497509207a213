import type { Engine, Market } from '../Engine.js';

/**
 * Counts a forced close of a perp and what the venue's public feed shows of it. A row of weight w is w accounts of
 * which each would be one print; a throttled venue prints at most one a second and symbol.
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
  if (opening) tally.forcedAccounts += weight;
  if (tally.firstForcedUs < 0) tally.firstForcedUs = engine.kernel.nowUs;
  if (engine.kernel.nowUs > engine.news.lastExogenousUs) tally.forcedAfterNewsUsd += usd;
  tally.forcedByVenue[venue.index] = tally.forcedByVenue[venue.index]! + usd;
  const shown = published(engine, market, usd, weight);
  tally.publishedUsd += shown;
  if (long) tally.publishedLongUsd += shown;
  tally.publishedByVenue[venue.index] = tally.publishedByVenue[venue.index]! + shown;
}

function published(engine: Engine, market: Market, usd: number, weight: number): number {
  const rule = engine.venues[market.venue]!.publish;
  if (!rule.throttled) return usd * rule.share;
  const second = Math.floor(engine.kernel.nowUs / 1_000_000);
  if (engine.tally.printedSecond[market.id] === second) return 0;
  engine.tally.printedSecond[market.id] = second;
  return usd / weight;
}
