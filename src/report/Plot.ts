import * as Clock from './Clock.js';
import * as Draw from './Draw.js';
import type { Frame, Span } from './Frame.js';
import * as NumberText from './NumberText.js';
import * as Panel from './Panel.js';
import * as Scale from './Scale.js';

/** Minutes between time labels, by the length of the axis; every second one is dropped on a phone. */
const STEPS: readonly (readonly [span: number, step: number])[] = [
  [60, 10],
  [200, 15],
  [480, 60],
  [1500, 120],
  [3000, 240],
  [7200, 720],
  [Number.POSITIVE_INFINITY, 1440],
];

export interface View {
  readonly span: Span;
  /** CSS pixels. */
  readonly height: number;
  /** The overview marks the crash window; the large picture marks the news in words. */
  readonly isOverview: boolean;
}

/** One picture: an SVG stretched to the page with its labels as text beside it, so that they stay readable. */
export function render(panel: Panel.Panel, frame: Frame, view: View): string {
  const { span, height, isOverview } = view;
  const scale = Panel.scaleOf(panel, span);
  const ticks = shownTicks(scale, isOverview);
  const grid = ticks.map((value) => gridLine(scale, value, height, value === panel.reference));
  const shades = bands(frame, view);
  const content = Draw.content(panel, span, scale, height);
  const svg =
    `<svg role="img" aria-label="${NumberText.html(label(panel, frame, span))}" viewBox="0 0 ${Draw.WIDTH} ${height}"` +
    ` preserveAspectRatio="none">${shades}${grid.join('')}${content}</svg>`;
  const hover = isOverview ? '' : hoverData(panel, frame, span);
  const values = valueLabels(panel, scale, ticks);
  const kind = isOverview ? 'plot overview' : 'plot';
  return `<div class="${kind}" style="height:${height}px"${hover}>${svg}${values}${timeLabels(frame, span)}</div>`;
}

function gridLine(scale: Scale.Scale, value: number, height: number, isReference: boolean): string {
  const at = (1 - Scale.place(scale, value)) * height;
  return `<path class="${isReference ? 'grid ref' : 'grid'}" d="M0 ${at.toFixed(1)}H${Draw.WIDTH}"/>`;
}

function bands(frame: Frame, { span, height, isOverview }: View): string {
  const rect = (one: Span, kind: string) => {
    const left = part(span, Math.max(one.from, span.from)) * Draw.WIDTH;
    const right = part(span, Math.min(one.to, span.to)) * Draw.WIDTH;
    if (right <= left) return '';
    return `<rect class="${kind}" x="${left.toFixed(1)}" width="${(right - left).toFixed(1)}" height="${height}"/>`;
  };
  const crash = isOverview ? rect(frame.crash, 'zoomed') : '';
  return crash + frame.news.map((one) => rect(one, 'news')).join('');
}

function part(span: Span, minute: number): number {
  return (minute - span.from) / (span.to - span.from);
}

/** The overview is too low for more than its two ends. */
function shownTicks(scale: Scale.Scale, isOverview: boolean): number[] {
  const all = Scale.ticks(scale);
  return isOverview ? [all[0]!, all.at(-1)!] : all;
}

function valueLabels(panel: Panel.Panel, scale: Scale.Scale, ticks: readonly number[]): string {
  return ticks
    .map((value) => {
      const top = ((1 - Scale.place(scale, value)) * 100).toFixed(1);
      return `<span class="y" style="top:${top}%">${NumberText.format(panel.unit, value)}</span>`;
    })
    .join('');
}

function timeLabels(frame: Frame, span: Span): string {
  const step = STEPS.find(([length]) => span.to - span.from <= length)![1];
  const labels: string[] = [];
  let isMinor = false;
  for (let minute = span.from; minute <= span.to; minute++) {
    const ofDay = Clock.minuteOfDay(frame.startMs, minute);
    if (ofDay % step !== 0) continue;
    const text =
      ofDay === 0 ? Clock.date(frame.startMs, minute).slice(0, -5) : Clock.time(frame.startMs, minute);
    const left = (part(span, minute) * 100).toFixed(2);
    labels.push(`<span class="x${isMinor ? ' minor' : ''}" style="left:${left}%">${text}</span>`);
    isMinor = !isMinor;
  }
  return labels.join('');
}

/** What a reader who cannot see the picture is told: the axis, and the extremes of each curve. */
function label(panel: Panel.Panel, frame: Frame, span: Span): string {
  const when = `${Clock.time(frame.startMs, span.from)} to ${Clock.time(frame.startMs, span.to)} UTC`;
  const sets = [...panel.lines, ...panel.bars].map(({ label: name, values }) => {
    const { low, high, lowAt, highAt } = extremes(values, span);
    if (lowAt < 0) return `${name}: no data`;
    const at = (minute: number) => Clock.time(frame.startMs, minute);
    const text = (value: number) => NumberText.format(panel.unit, value);
    return `${name}: lowest ${text(low)} at ${at(lowAt)}, highest ${text(high)} at ${at(highAt)}`;
  });
  return `${panel.title}, ${panel.scale} scale, ${when}. ${sets.join('; ')}.`;
}

export function extremes(values: Float64Array, { from, to }: Span) {
  let lowAt = -1;
  let highAt = -1;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i]!)) continue;
    if (lowAt < 0 || values[i]! < values[lowAt]!) lowAt = i;
    if (highAt < 0 || values[i]! > values[highAt]!) highAt = i;
  }
  return { low: values[lowAt] ?? Number.NaN, high: values[highAt] ?? Number.NaN, lowAt, highAt };
}

/** Values under the pointer, four digits each; read by the page's script. */
function hoverData(panel: Panel.Panel, frame: Frame, span: Span): string {
  const sets = [...panel.lines, ...panel.bars].map(({ label: name, color, values }) => {
    const points = Array.from(values.subarray(span.from, span.to), (value) =>
      Number.isFinite(value) ? Number(value.toPrecision(4)) : null,
    );
    return { name, color, points };
  });
  const data = { unit: panel.unit, start: Clock.minuteOfDay(frame.startMs, span.from), sets };
  return ` data-hover="${NumberText.html(JSON.stringify(data))}"`;
}
