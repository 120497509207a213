import type { Series } from '../observe/Series.js';

/** Minutes `[from, to)` of a run that share one time axis. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What every chart of one report has in common. */
export interface Frame {
  readonly startMs: number;
  readonly full: Span;
  /** The crash, drawn large. */
  readonly crash: Span;
  /** Windows in which something exogenous traded, shaded in every chart. */
  readonly news: readonly Span[];
}

const LEAD = 20;
const LENGTH = 150;
/** A fall is under way once this part of it is done, and over once that part is; a smaller one than `CALM` is none. */
const BEGUN = 0.4;
const DONE = 0.97;
const CALM = 0.02;
/** Of a long fall's minutes, shown before and after it. */
const MARGIN = 0.5;
/** Exogenous minutes no further apart than this form one window. */
const JOIN = 5;

/**
 * The crash is shown from 20 minutes before the last exogenous window, or around the worst minute if there is none; a fall
 * that takes longer is shown whole.
 */
export function of(series: Series): Frame {
  const { startMs, minutes, columns } = series;
  const news = windows(columns.exogenousUsd ?? new Float64Array(0));
  const full = { from: 0, to: minutes };
  const fall = mainFall(series);
  if (fall !== undefined && fall.to - fall.from > LENGTH - LEAD) {
    const margin = Math.round(MARGIN * (fall.to - fall.from));
    const crash = { from: Math.max(0, fall.from - margin), to: Math.min(minutes, fall.to + margin) };
    return { startMs, full, crash, news };
  }
  const start = news.at(-1)?.from ?? peak(columns.liquidationsUsd ?? new Float64Array(0)) - LEAD;
  const length = Math.min(LENGTH, minutes);
  const from = Math.max(0, Math.min(start - LEAD, minutes - length));
  return { startMs, full, crash: { from, to: from + length }, news };
}

/** From four tenths to nearly all of the fall of the market with the most dollars traded times depth of fall. */
function mainFall({ markets }: Series): Span | undefined {
  let best: { weight: number; span: Span } | undefined;
  for (const { close, volumeUsd } of markets) {
    const fall = fallOf(close);
    if (fall === undefined) continue;
    const dollars = volumeUsd.reduce((sum, usd) => sum + (usd || 0), 0);
    const weight = -Math.max(1, dollars) * Math.log(Math.max(1e-12, 1 - fall.depth));
    if (best === undefined || weight > best.weight) best = { weight, span: fall.span };
  }
  return best?.span;
}

/** The deepest fall of a price: its share of the high, and the minutes in which it happened. */
function fallOf(close: Float64Array): { depth: number; span: Span } | undefined {
  let [high, from, depth] = [0, 0, 0];
  close.forEach((price, minute) => {
    if (price > high) high = price;
    else if (1 - price / high > depth) [depth, from] = [1 - price / high, minute];
  });
  if (!(depth > CALM)) return undefined;
  const low = close[from]!;
  const peak = low / (1 - depth);
  const reached = (part: number) =>
    close.findIndex((price, i) => i >= start && price <= peak - part * (peak - low));
  const start = close.findIndex((price) => price >= peak * (1 - 1e-9));
  return { depth, span: { from: reached(BEGUN), to: reached(DONE) + 1 } };
}

function windows(values: Float64Array): Span[] {
  const spans: { from: number; to: number }[] = [];
  values.forEach((value, minute) => {
    if (!(Math.abs(value) > 0)) return;
    const last = spans.at(-1);
    if (last !== undefined && minute - last.to < JOIN) last.to = minute + 1;
    else spans.push({ from: minute, to: minute + 1 });
  });
  return spans;
}

function peak(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > (values[best]! || 0)) best = i;
  return best;
}
