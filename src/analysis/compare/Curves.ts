import type { Series } from '../../observe/Series.js';
import * as Chart from '../../report/Chart.js';
import * as Frame from '../../report/Frame.js';
import * as NumberText from '../../report/NumberText.js';
import * as Panel from '../../report/Panel.js';
import * as CrashPhases from './CrashPhases.js';
import type { Facts } from './Facts.js';
import * as Instant from './Instant.js';
import * as Kinds from './Kinds.js';
import type { Found } from './Sheets.js';
import * as Tracks from './Tracks.js';

const RED = 4;
const GRAY = 7;

/** Minutes shown at least, and the part of the way down that is added on both sides. */
const LEAST = 150;
const MARGIN = 0.2;

/** What all pictures of a comparison share: the ends of both value axes, and the minutes they show. */
interface Axes {
  readonly prices: readonly number[];
  readonly flows: readonly number[];
  readonly minutes: number;
}

/** The curves of every run on the same axes: the same length of time around each fall, the same scales. */
export function all(runs: readonly Found[]): string[] {
  const drawn = runs.filter(({ facts }) => facts.tracks.minutes > 0);
  const frames = new Map(drawn.map((run) => [run, frame(run)]));
  const minutes = Math.max(0, ...[...frames.values()].map(({ crash }) => crash.to - crash.from));
  const wide = new Map(drawn.map((run) => [run, widened(frames.get(run)!, minutes)]));
  const shown = drawn.map((run) => extremes(run, wide.get(run)!));
  const axes = {
    prices: shown.flatMap((one) => one.prices),
    flows: shown.flatMap((one) => one.flows),
    minutes,
  };
  return runs.map((run) => render(run, wide.get(run), axes));
}

/** The same window, longer on both sides as far as the run goes. */
function widened(one: Frame.Frame, minutes: number): Frame.Frame {
  const { from, to } = one.crash;
  const start = Math.max(0, Math.min(from - Math.floor((minutes - (to - from)) / 2), one.full.to - minutes));
  return { ...one, crash: { from: start, to: Math.min(one.full.to, start + minutes) } };
}

function extremes(run: Found, { crash }: Frame.Frame): Pick<Axes, 'prices' | 'flows'> {
  const within = (values: Float64Array) => values.subarray(crash.from, crash.to).filter(Number.isFinite);
  const lines = prices(run.facts).flatMap(({ values, low = values }) => [...within(values), ...within(low)]);
  const flow = bars(run.facts).map(({ values }) => within(values));
  const stacked = flow[0]?.map((usd, i) => flow.reduce((sum, one) => sum + (one[i] ?? 0), 0) || usd) ?? [];
  const ends = (values: readonly number[]) =>
    values.length === 0
      ? []
      : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  return { prices: ends(lines), flows: ends([...stacked]) };
}

/** Price of the run's market and of its dollar coins, and what was forced, on one axis around the fall. */
function render({ facts }: Found, shown: Frame.Frame | undefined, axes: Axes): string {
  const title = facts.label;
  if (shown === undefined)
    return `<h3>${NumberText.html(title)}</h3><p>This run is shorter than a minute: there is no series to draw.</p>`;
  const panels = [
    Panel.lines('Price, open = 100', 'index', prices(facts), { reference: 100, covers: axes.prices }),
    {
      ...Panel.bars('Forced flow, dollars per minute', bars(facts), true, 150),
      covers: axes.flows,
    },
  ];
  const about = `Minute averages; shaded: orders from outside. Both axes are those of all runs, ${axes.minutes} minutes long.`;
  return Chart.render(title, about, panels, shown);
}

function bars(facts: Facts): Panel.Bars[] {
  const forced = perMinute(facts, (channel) => channel <= Kinds.ADL);
  const other = perMinute(facts, (channel) => channel === Kinds.REDEMPTION || channel === Kinds.DILUTION);
  const sets = [{ label: 'liquidations, collateral sales, ADL', color: RED, values: forced }];
  if (other.some((usd) => usd > 0))
    sets.push({ label: 'redemption, mint-and-burn', color: GRAY, values: other });
  return sets;
}

function prices({ summary, tracks }: Facts): Panel.Line[] {
  const subject = Tracks.subject(summary);
  const pegged = Tracks.pegged(summary).filter((market) => Tracks.of(tracks, market));
  const deepest = [...pegged].sort((a, b) => b.maxDrawdown - a.maxDrawdown || (a.venue < b.venue ? -1 : 1));
  return [subject ?? [], deepest[0] ?? []].flat().flatMap((market, color) => {
    const track = Tracks.of(tracks, market);
    if (track === undefined) return [];
    const index = (values: readonly number[]) =>
      Float64Array.from(values, (price) => (100 * price) / market.open);
    const label = `${market.symbol} ${market.kind} on ${market.venue}`;
    return [{ label, color, values: index(track.price), low: index(track.low) }];
  });
}

function perMinute({ flows: { flows }, tracks }: Facts, takes: (channel: number) => boolean): Float64Array {
  const values = new Float64Array(tracks.minutes);
  for (const { atUs, channel, usd } of flows) {
    const minute = Math.floor(atUs / 60e6);
    if (takes(channel) && minute < values.length) values[minute]! += usd;
  }
  return values;
}

/** From the first stress to the bottom, with some time before and after; the minutes of outside orders are shaded. */
function frame({ facts, phases }: Found): Frame.Frame {
  const { tracks, startMs, summary } = facts;
  const { minutes } = tracks;
  const exogenousUsd = new Float64Array(minutes);
  for (const { at, usd } of summary.exogenous.byMinute) {
    const minute = Math.floor((Instant.parse(at) - startMs) / 60_000);
    if (minute >= 0 && minute < minutes) exogenousUsd[minute] = usd;
  }
  const columns = { exogenousUsd, liquidationsUsd: perMinute(facts, (channel) => channel <= Kinds.ADL) };
  const series: Series = { startMs, minutes, markets: [], columns };
  const known = Frame.of(series);
  const bottom = CrashPhases.at(phases, 'bottom');
  const start = CrashPhases.at(phases, 'forced') ?? CrashPhases.firstStress(phases);
  if (bottom === null || start === null) return known;
  const [first, last] = [Math.min(start, bottom) / 60e6, Math.max(start, bottom) / 60e6];
  const spare = Math.max((last - first) * MARGIN, (LEAST - (last - first)) / 2);
  const from = Math.max(0, Math.floor(first - spare));
  const to = Math.min(minutes, Math.ceil(last + spare));
  return { ...known, crash: { from, to: Math.max(to, from + 1) } };
}
