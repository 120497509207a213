import type { Facts } from './Facts.js';
import * as Instant from './Instant.js';
import * as Kinds from './Kinds.js';
import * as Tracks from './Tracks.js';

/** A dollar coin has left its peg this far below par. */
export const DEPEG = 0.02;
/** A fall from the highest price so far that is more than an ordinary day's. */
export const FALL = 0.05;
/** Makers have lost confidence when this part of the opening depth is left for this many minutes. */
export const DEPTH_LEFT = 0.5;
export const DEPTH_MINUTES = 5;
/** Holders have, when this part of the opening supply has left. */
export const LEFT = 0.01;
/** Forced selling has begun when this part of the run's total is done: one early liquidation is no cascade. */
export const BEGUN = 0.01;
/** Loop gain is measured over this much time, in windows with at least this part of the run's forced dollars. */
export const WINDOW_US = 600e6;
export const WINDOW_PART = 0.01;
/** A fall is recovered when this part of it is regained for this many minutes. */
export const REGAINED = 0.5;
export const REGAINED_MINUTES = 30;
/** A peg is back when the coin stays above the depeg line for this many minutes. */
export const PEG_MINUTES = 60;

const MINUTE_US = 60e6;

/** One phase of a run: when it began, in microseconds since the start, and what said so; null when it did not happen. */
export interface Phase {
  readonly key: Key;
  readonly title: string;
  readonly atUs: number | null;
  readonly note: string;
}

export type Key =
  | 'depeg'
  | 'fall'
  | 'confidence'
  | 'forced'
  | 'loop'
  | 'exhausted'
  | 'bottom'
  | 'recovery'
  | 'peg';

type Found = { readonly atUs: number; readonly note: string } | null;

/** All phases in the order in which a collapse is told; the same definitions for every run. */
export function find(facts: Facts): Phase[] {
  const fallen = fall(facts);
  const bottom = bottomOf(facts, fallen);
  const found: readonly (readonly [Key, string, Found])[] = [
    ['depeg', 'first depeg of a stable', depeg(facts)],
    ['fall', 'first fall', fallen],
    ['confidence', 'confidence lost', confidence(facts)],
    ['forced', 'forced selling', forced(facts)],
    ['loop', 'peak loop gain', loop(facts)],
    ['exhausted', 'defense exhausted', exhausted(facts)],
    ['bottom', 'bottom', bottom],
    ['recovery', 'half of the fall regained', recovery(facts, bottom)],
    ['peg', 'peg regained', peg(facts)],
  ];
  return found.map(([key, title, one]) => {
    return { key, title, atUs: one?.atUs ?? null, note: one?.note ?? '' };
  });
}

/** When a phase began; null when it did not happen. */
export function at(phases: readonly Phase[], key: Key): number | null {
  return phases.find((phase) => phase.key === key)!.atUs;
}

/** The first sign of stress: a depeg, a fall or lost confidence. */
export function firstStress(phases: readonly Phase[]): number | null {
  const known = (['depeg', 'fall', 'confidence'] as const).flatMap((key) => at(phases, key) ?? []);
  return known.length > 0 ? Math.min(...known) : null;
}

function depeg({ summary, tracks, startMs }: Facts): Found {
  const pegged = Tracks.pegged(summary);
  const found = pegged.flatMap((market) => {
    const track = Tracks.of(tracks, market);
    const note = `${market.symbol} on ${market.venue}`;
    if (track !== undefined) {
      const minute = track.price.findIndex((price) => price < 1 - DEPEG);
      return minute < 0 ? [] : [{ atUs: minute * MINUTE_US, note }];
    }
    return market.low < 1 - DEPEG
      ? [{ atUs: since(startMs, market.lowAt), note: `${note}, at its low` }]
      : [];
  });
  return first(found);
}

function fall({ summary, tracks, startMs }: Facts): Found {
  const market = Tracks.subject(summary);
  if (market === undefined || !(market.maxDrawdown >= FALL)) return null;
  const note = `${market.symbol} ${market.kind} on ${market.venue}`;
  const track = Tracks.of(tracks, market);
  if (track === undefined) return { atUs: since(startMs, market.lowAt), note: `${note}, at its low` };
  let peak = 0;
  for (const [minute, price] of track.price.entries()) {
    if (price > peak) peak = price;
    if (price <= peak * (1 - FALL)) return { atUs: minute * MINUTE_US, note };
  }
  return null;
}

function confidence(facts: Facts): Found {
  const { summary, tracks, flows } = facts;
  const subject = Tracks.subject(summary);
  const watched = summary.markets.filter(
    (market) => market === subject || Tracks.isPegged(summary.assets, market),
  );
  const thin = watched.flatMap((market) => {
    const depth = Tracks.of(tracks, market)?.depthUsd ?? [];
    const open = depth.find((usd) => usd > 0) ?? 0;
    const start = depth.indexOf(open);
    const minute = open > 0 ? stretch(depth, start, DEPTH_MINUTES, (usd) => usd < open * DEPTH_LEFT) : -1;
    return minute < 0
      ? []
      : [{ atUs: minute * MINUTE_US, note: `makers leave ${market.symbol} on ${market.venue}` }];
  });
  const supply = (summary.issuers ?? []).reduce((sum, issuer) => sum + issuer.supplyStart, 0);
  const left = reached(flows.leaving, supply * LEFT);
  return first(left === null || supply === 0 ? thin : [...thin, { atUs: left, note: 'holders leave' }]);
}

function forced({ flows: { flows } }: Facts): Found {
  const selling = flows.filter(({ channel }) => channel <= Kinds.ADL);
  const total = selling.reduce((sum, { usd }) => sum + usd, 0);
  if (!(total > 0)) return null;
  const atUs = reached(selling, total * BEGUN);
  return atUs === null ? null : { atUs, note: '' };
}

/** The end of the window in which the largest part of forced dollars was pushed by forced trades. */
function loop({ flows: { loops }, cascade }: Facts): Found {
  let [from, usd, looped, peak, atUs] = [0, 0, 0, 0, -1];
  for (const one of loops) {
    usd += one.usd;
    looped += one.loopedUsd;
    for (; loops[from]!.atUs <= one.atUs - WINDOW_US; from++) {
      usd -= loops[from]!.usd;
      looped -= loops[from]!.loopedUsd;
    }
    if (usd < cascade.forcedUsd * WINDOW_PART || !(looped / usd > peak + 1e-9)) continue;
    peak = looped / usd;
    atUs = one.atUs;
  }
  return atUs < 0 ? null : { atUs, note: `loop gain ${peak.toFixed(2)} over ${Instant.length(WINDOW_US)}` };
}

function exhausted({ flows: { exhaustedUs, exhaustedBy } }: Facts): Found {
  return exhaustedUs < 0 ? null : { atUs: exhaustedUs, note: exhaustedBy };
}

/** The lowest minute from the first fall on. */
function bottomOf({ summary, tracks }: Facts, fallen: Found): Found {
  const market = Tracks.subject(summary);
  if (market === undefined || fallen === null) return null;
  const track = Tracks.of(tracks, market);
  const note = `${(market.maxDrawdown * 100).toFixed(1)}% below its high`;
  if (track === undefined) return { atUs: fallen.atUs, note };
  return { atUs: lowest(track.price, fallen.atUs / MINUTE_US) * MINUTE_US, note };
}

function recovery({ summary, tracks }: Facts, bottom: Found): Found {
  const market = Tracks.subject(summary);
  const track = market && Tracks.of(tracks, market);
  if (bottom === null || track === undefined) return null;
  const from = Math.round(bottom.atUs / MINUTE_US);
  const low = track.price[from]!;
  const high = track.price.slice(0, from + 1).reduce((best, price) => (price > best ? price : best), 0);
  const line = low + REGAINED * (high - low);
  const minute = stretch(track.price, from + 1, REGAINED_MINUTES, (price) => price >= line);
  return minute < 0 ? null : { atUs: minute * MINUTE_US, note: '' };
}

/** The last of the coins that left their pegs to come back; null while one has not. */
function peg({ summary, tracks }: Facts): Found {
  const back = Tracks.pegged(summary).flatMap((market) => {
    const price = Tracks.of(tracks, market)?.price ?? [];
    if (!price.some((one) => one < 1 - DEPEG)) return [];
    return stretch(price, lowest(price) + 1, PEG_MINUTES, (one) => one >= 1 - DEPEG);
  });
  if (back.length === 0 || back.includes(-1)) return null;
  return { atUs: Math.max(...back) * MINUTE_US, note: '' };
}

/** First minute of a stretch of `length` minutes in which all values pass; -1 without one. */
function stretch(
  values: readonly number[],
  from: number,
  length: number,
  passes: (value: number) => boolean,
): number {
  let run = 0;
  for (let minute = from; minute < values.length; minute++) {
    run = passes(values[minute]!) ? run + 1 : 0;
    if (run === length) return minute - length + 1;
  }
  return -1;
}

/** When a sum of dollars is first reached; null when it never is. */
function reached(
  flows: readonly { readonly atUs: number; readonly usd: number }[],
  usd: number,
): number | null {
  let sum = 0;
  for (const one of flows) {
    sum += one.usd;
    if (sum > 0 && sum >= usd) return one.atUs;
  }
  return null;
}

function lowest(values: readonly number[], from = 0): number {
  let best = from;
  for (let i = from + 1; i < values.length; i++)
    if (values[i]! < values[best]! || Number.isNaN(values[best]!)) best = i;
  return best;
}

function first(found: readonly NonNullable<Found>[]): Found {
  return found.reduce<Found>((best, one) => (best === null || one.atUs < best.atUs ? one : best), null);
}

function since(startMs: number, iso: string): number {
  return (Instant.parse(iso) - startMs) * 1000;
}
