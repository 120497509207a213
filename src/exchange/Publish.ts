import type { Engine, Market, Venue } from '../state/Engine.js';
import type { VenueTally } from '../state/Tally.js';
import * as Whole from '../units/Whole.js';

/** One forced close of a perp. */
export interface Close {
  readonly isLong: boolean;
  readonly usd: number;
  /** Accounts that the closed row stands for. */
  readonly weight: number;
  /** Whether a liquidation begins with it. */
  readonly isOpening: boolean;
  /** The accounts are alike and not equal: they are reached one after the other. */
  readonly areAlike: boolean;
}

/** Seconds over which a throttled feed shows the accounts of a row of people. A row stands for a price range. */
const REACHED_SECONDS = 60;

/**
 * Counts a forced close of a perp, and the part that the venue's public feed shows: a share of it in full, and of the rest,
 * where the feed is throttled, one account a second and symbol.
 */
export function liquidation(engine: Engine, market: Market, close: Close): void {
  const { isLong: long, usd, weight, isOpening: opening } = close;
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
  show(engine, market, long, usd * venue.publish.share);
  if (venue.publish.throttled) queue(engine, market, close, 1 - venue.publish.share);
}

function show({ tally }: Engine, { venue, base }: Market, isLong: boolean, usd: number): void {
  tally.publishedUsd += usd;
  if (isLong) tally.publishedLongUsd += usd;
  tally.publishedByVenue[venue] = tally.publishedByVenue[venue]! + usd;
  tally.publishedByAsset[base] = tally.publishedByAsset[base]! + usd;
}

/** Shows the first account now, if nothing was shown in this second; accounts that are alike follow in later ones. */
function queue(engine: Engine, market: Market, { isLong, usd, weight, areAlike }: Close, part: number): void {
  const { feed } = engine.tally;
  const second = Whole.down(engine.kernel.nowUs / 1_000_000);
  const each = (usd * part) / weight;
  let left = areAlike ? Math.min(weight, REACHED_SECONDS) : 1;
  if (feed.second[market.id] !== second) {
    feed.second[market.id] = second;
    show(engine, market, isLong, each);
    left--;
  }
  if (areAlike && left > 0) feed.waiting[market.id]!.push({ left, usd: each, isLong });
}

/** What a throttled feed shows this second of accounts reached since: the largest. The others stay unseen. */
export function step(engine: Engine, venue: Venue): void {
  if (!venue.publish.throttled) return;
  const { feed } = engine.tally;
  const second = Whole.down(engine.kernel.nowUs / 1_000_000);
  for (const id of venue.perps) {
    const waiting = feed.waiting[id]!;
    if (waiting.length === 0 || feed.second[id] === second) continue;
    feed.second[id] = second;
    const largest = waiting.reduce((best, one) => (one.usd > best.usd ? one : best));
    show(engine, engine.markets[id]!, largest.isLong, largest.usd);
    for (const one of waiting) one.left--;
    feed.waiting[id] = waiting.filter(({ left }) => left > 0);
  }
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
