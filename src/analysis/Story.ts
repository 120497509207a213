import type { Series } from '../observe/Series.js';
import * as Assets from './Assets.js';
import * as Instant from './compare/Instant.js';
import * as Leads from './Leads.js';
import * as MainVenue from './MainVenue.js';
import * as Payers from './Payers.js';
import * as StoryEvents from './StoryEvents.js';
import type { MarketSummary, Summary } from './Summary.js';
import * as Wording from './Wording.js';

/** One step of what happened. `{path}` in the text stands for a number of the run. */
export interface Step {
  /** Epoch milliseconds; NaN for what has no moment. */
  readonly atMs: number;
  readonly text: string;
  /** Section of the report that says more. */
  readonly more: string;
  /** Journal id to trace from; 0 for none. */
  readonly id: number;
}

export interface Story {
  /** The run in one or two sentences. */
  readonly lead: string;
  /** In order of time. */
  readonly steps: readonly Step[];
}

/** Falls and depegs are told from here on. */
const FALL = 0.05;
const DEPEG = 0.02;
const HALF = 0.5;
/** Minutes for which depth has to be gone. */
const GONE_MINUTES = 5;
const MINUTE_MS = 60_000;

/** What broke, in which order, and who paid. */
export function tell(summary: Summary, series: Series | undefined): Story {
  const leads = Leads.of(summary);
  const steps = [
    ...StoryEvents.list(summary),
    ...leads.coins.flatMap((lead) => falls(summary, series, lead)),
    ...leads.pegged.flatMap((lead) => depegs(summary, series, lead)),
    ...depth(summary, series, leads),
    ...median(summary, leads),
  ];
  steps.sort((a, b) => a.atMs - b.atMs);
  const adapt = (text: string) => Wording.adapt(text, { summary, series });
  const all = [...steps, ...paid(summary)].map((one) => ({ ...one, text: adapt(one.text) }));
  return { lead: adapt(lead(summary, leads)), steps: all };
}

function lead(summary: Summary, { coins, classes, pegged }: Leads.Leads): string {
  const fallen = (one: Leads.Lead) =>
    (MainVenue.marketOf(summary, one.venue, one.asset)?.maxDrawdown ?? 0) > 0.001;
  const parts = coins
    .slice(0, 2)
    .filter(fallen)
    .map(({ asset, venue }) => [asset, `fall.${venue}.${asset}`]);
  const alt = classes.find(({ asset }) => asset === 'alt');
  if (alt !== undefined) parts.push(['the median alt', `median.fall.${alt.venue}.alt`]);
  const off = pegged.filter((one) => lowOf(summary, one) < 1 - DEPEG);
  const pegs = off.map(({ asset, venue }) => `${asset} traded at {lowMinute.${venue}.${asset}} on ${venue}`);
  const told = parts.map(([name, path], i) => `${name} ${i === 0 ? 'fell ' : ''}by {${path}}`);
  const prices = told.length > 0 ? `From high to low ${joined(told)}.` : 'No price fell.';
  const dollars = pegs.length > 0 ? ` ${joined(pegs)} (lowest one-minute average).` : '';
  return `${prices}${dollars} ${forced(summary)} ${Payers.sentence(summary)}`;
}

function forced({ liquidations, lending = [] }: Summary): string {
  const parts: string[] = [];
  if (liquidations.notionalUsd > 0)
    parts.push(
      'Positions worth {liquidations.trueUsd} were liquidated on venues ({liquidations.accounts} accounts)',
    );
  if (lending.some(({ liquidatedUsd }) => liquidatedUsd > 0))
    parts.push('lending protocols seized {lending.liquidatedUsd} of collateral');
  if (parts.length === 0) {
    const { accounts } = liquidations;
    if (accounts === 0) return 'Nobody was liquidated.';
    return `${accounts === 1 ? 'One account was' : '{liquidations.accounts} accounts were'} liquidated without closing a position.`;
  }
  const text = joined(parts);
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function lowOf(summary: Summary, { asset, venue }: Leads.Lead): number {
  return MainVenue.marketOf(summary, venue, asset)?.low1mVwap ?? 1;
}

function trackOf(series: Series | undefined, market: MarketSummary) {
  return series?.markets.find(
    ({ venue, symbol, kind }) => venue === market.venue && symbol === market.symbol && kind === market.kind,
  );
}

/** First minute average this far under the highest before it, and the low. */
function falls(summary: Summary, series: Series | undefined, { asset, venue }: Leads.Lead): Step[] {
  const market = MainVenue.marketOf(summary, venue, asset);
  if (market === undefined || !(market.maxDrawdown >= FALL)) return [];
  const at = `${venue}.${asset}`;
  const low = Instant.parse(market.lowAt);
  const bottom = step(
    low,
    `${asset} reaches its low on ${venue}: {low.${at}}, {fall.${at}} below its high; the lowest one-minute average is {lowMinute.${at}}.`,
    'prices',
  );
  const vwap = trackOf(series, market)?.vwap;
  let peak = 0;
  const first = vwap?.findIndex((price) => {
    if (price > peak) peak = price;
    return price <= peak * (1 - FALL);
  });
  if (series === undefined || first === undefined || first < 0) return [bottom];
  const start = step(
    series.startMs + first * MINUTE_MS,
    `${asset} is 5% below its high on ${venue}.`,
    'prices',
  );
  return low - start.atMs > MINUTE_MS ? [start, bottom] : [bottom];
}

function depegs(summary: Summary, series: Series | undefined, { asset, venue }: Leads.Lead): Step[] {
  const market = MainVenue.marketOf(summary, venue, asset);
  if (market === undefined || !(market.low1mVwap < 1 - DEPEG)) return [];
  const at = `${venue}.${asset}`;
  const low = Instant.parse(market.lowAt);
  const bottom = step(
    low,
    `${asset} trades at its lowest, {low.${at}}, on ${venue}; the lowest one-minute average is {lowMinute.${at}}, the last trade of the run {close.${at}}.`,
    'pegs',
  );
  const first = trackOf(series, market)?.vwap.findIndex((price) => price < 1 - DEPEG);
  if (series === undefined || first === undefined || first < 0) return [bottom];
  return [
    step(series.startMs + first * MINUTE_MS, `${asset} leaves its peg: below 0.98 on ${venue}.`, 'pegs'),
    bottom,
  ];
}

/** When half of the opening depth of the first coin was gone for five minutes. */
function depth(summary: Summary, series: Series | undefined, { coins }: Leads.Leads): Step[] {
  const market = coins[0] && MainVenue.marketOf(summary, coins[0].venue, coins[0].asset);
  const track = market && trackOf(series, market);
  if (series === undefined || market === undefined || track === undefined) return [];
  const open = market.depth1pctOpenUsd;
  let run = 0;
  const end = track.bidDepthUsd.findIndex((usd, minute) => {
    run = minute < series.minutes && usd < HALF * open ? run + 1 : 0;
    return run === GONE_MINUTES;
  });
  if (end < 0 || !(open > 0)) return [];
  const atMs = series.startMs + (end - GONE_MINUTES + 1) * MINUTE_MS;
  const { asset, venue } = coins[0]!;
  return [
    step(
      atMs,
      `Bids for ${asset} within 1% on ${venue} fall below half of the opening depth; {depthLost.${venue}.${asset}} is gone in the thinnest minute.`,
      'liquidity',
    ),
  ];
}

/** The median low of a class, at the median time. */
function median(summary: Summary, { classes }: Leads.Leads): Step[] {
  const alt = classes.find(({ asset }) => asset === 'alt');
  if (alt === undefined) return [];
  const all = MainVenue.ofClass(summary, alt.venue, 'alt');
  const times = all.map(({ lowAt }) => Instant.parse(lowAt)).sort((a, b) => a - b);
  const noun = Assets.noun('alt');
  return [
    step(
      times[Math.floor(times.length / 2)]!,
      `Half of the ${noun}s on ${alt.venue} have seen their low: the median ${noun} is {median.fall.${alt.venue}.alt} below its high.`,
      'prices',
    ),
  ];
}

function paid(summary: Summary): Step[] {
  return summary.losses.total > 0 ? [step(Number.NaN, Payers.sentence(summary), 'payers')] : [];
}

function step(atMs: number, text: string, more: string, id = 0): Step {
  return { atMs, text, more, id };
}
