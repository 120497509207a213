import type { Span } from './Frame.js';
import type { Unit } from './NumberText.js';
import * as Scale from './Scale.js';

/** One curve: a value per minute; `low` adds a shaded wick down to the minute's lowest. */
export interface Line {
  readonly label: string;
  /** Index into the palette. */
  readonly color: number;
  readonly values: Float64Array;
  readonly low?: Float64Array | undefined;
  readonly isDashed?: boolean;
}

/** One set of bars per minute, from zero. */
export interface Bars {
  readonly label: string;
  readonly color: number;
  readonly values: Float64Array;
}

/** One axis with its curves and bars. Bars are stacked, or drawn one in front of the other. */
export interface Panel {
  readonly title: string;
  readonly unit: Unit;
  readonly scale: 'linear' | 'log';
  readonly lines: readonly Line[];
  readonly bars: readonly Bars[];
  readonly isStacked: boolean;
  /** CSS pixels of the large picture. */
  readonly height: number;
  /** A value that always shows and gets a stronger grid line (100, 0). */
  readonly reference?: number;
  /** Values that the axis covers whatever is drawn, so that pictures of several runs can be compared. */
  readonly covers?: readonly number[] | undefined;
}

/** A panel of curves. */
export function lines(
  title: string,
  unit: Unit,
  curves: readonly Line[],
  more: Partial<Pick<Panel, 'scale' | 'height' | 'reference' | 'covers'>> = {},
): Panel {
  return { title, unit, scale: 'linear', lines: curves, bars: [], isStacked: false, height: 230, ...more };
}

/** A panel of dollars per minute, from zero on a linear scale. */
export function bars(title: string, sets: readonly Bars[], isStacked: boolean, height: number): Panel {
  return { title, unit: 'usd', scale: 'linear', lines: [], bars: sets, isStacked, height, reference: 0 };
}

/** The value axis that shows everything drawn within the span. */
export function scaleOf(panel: Panel, span: Span): Scale.Scale {
  let lo = panel.reference ?? Number.POSITIVE_INFINITY;
  let hi = panel.reference ?? Number.NEGATIVE_INFINITY;
  const cover = (value: number) => {
    if (panel.scale === 'log' && !(value > 0)) return;
    if (value < lo) lo = value;
    if (value > hi) hi = value;
  };
  for (const value of panel.covers ?? []) cover(value);
  for (let minute = span.from; minute < span.to; minute++) {
    for (const { values, low } of panel.lines) {
      cover(values[minute]!);
      if (low !== undefined) cover(low[minute]!);
    }
    let stack = 0;
    for (const { values } of panel.bars) {
      cover(values[minute]!);
      cover((stack += panel.isStacked ? values[minute]! || 0 : 0));
    }
  }
  if (!(hi >= lo)) return Scale.linear(0, 1);
  return panel.scale === 'log'
    ? Scale.log(lo, hi)
    : Scale.linear(lo, hi === lo ? lo + Math.abs(lo || 1) : hi);
}
