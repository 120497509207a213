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
/** Exogenous minutes no further apart than this form one window. */
const JOIN = 5;

/** The crash is shown from 20 minutes before the last exogenous window, or around the worst minute if there is none. */
export function of(series: Series): Frame {
  const { startMs, minutes, columns } = series;
  const news = windows(columns.exogenousUsd ?? new Float64Array(0));
  const start = news.at(-1)?.from ?? peak(columns.liquidationsUsd ?? new Float64Array(0)) - LEAD;
  const length = Math.min(LENGTH, minutes);
  const from = Math.max(0, Math.min(start - LEAD, minutes - length));
  return { startMs, full: { from: 0, to: minutes }, crash: { from, to: from + length }, news };
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
