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

/** Price of the run's market and of its dollar coins, and what was forced, on one axis around the fall. */
export function render(run: Found): string {
  const { facts } = run;
  const title = facts.label;
  if (facts.tracks.minutes === 0)
    return `<h3>${NumberText.html(title)}</h3><p>This run is shorter than a minute: there is no series to draw.</p>`;
  const forced = perMinute(facts, (channel) => channel <= Kinds.ADL);
  const other = perMinute(facts, (channel) => channel === Kinds.REDEMPTION || channel === Kinds.DILUTION);
  const bars = [{ label: 'liquidations, collateral sales, ADL', color: RED, values: forced }];
  if (other.some((usd) => usd > 0))
    bars.push({ label: 'redemption, mint-and-burn', color: GRAY, values: other });
  const panels = [
    Panel.lines('Price, open = 100', 'index', prices(facts), { reference: 100 }),
    Panel.bars('Forced flow, dollars per minute', bars, true, 150),
  ];
  return Chart.render(title, 'Minute averages; shaded: orders from outside.', panels, frame(run));
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
