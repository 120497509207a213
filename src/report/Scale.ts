/** Maps values to 0 (bottom) … 1 (top). A log scale takes positive values only. */
export interface Scale {
  readonly kind: 'linear' | 'log';
  readonly lo: number;
  readonly hi: number;
  /** Distance between grid lines; a log scale has one per decade. */
  readonly step: number;
}

/** A linear scale that covers the values with round ends. */
export function linear(lo: number, hi: number): Scale {
  if (!(hi > lo)) return { kind: 'linear', lo: lo - 1, hi: lo + 1, step: 1 };
  const step = roundStep(hi - lo, 4);
  return {
    kind: 'linear',
    lo: Math.floor(lo / step + 1e-9) * step,
    hi: Math.ceil(hi / step - 1e-9) * step,
    step,
  };
}

/** Whole decades, at most six of them below the top. */
export function log(lo: number, hi: number): Scale {
  const top = Math.ceil(Math.log10(hi) - 1e-9);
  const bottom = Math.max(Math.floor(Math.log10(lo) + 1e-9), top - 6);
  return { kind: 'log', lo: 10 ** Math.min(bottom, top - 1), hi: 10 ** top, step: 10 };
}

/** Position of a value, clamped to the picture; NaN stays NaN. */
export function place(scale: Scale, value: number): number {
  const { kind, lo, hi } = scale;
  if (Number.isNaN(value)) return Number.NaN;
  if (kind === 'log' && value <= lo) return 0;
  const part = kind === 'log' ? Math.log(value / lo) / Math.log(hi / lo) : (value - lo) / (hi - lo);
  return Math.min(1, Math.max(0, part));
}

/** Values worth a grid line, lowest first. */
export function ticks(scale: Scale): number[] {
  const { kind, lo, hi, step } = scale;
  if (kind === 'log') {
    const decades = Math.round(Math.log10(hi / lo));
    return Array.from({ length: decades + 1 }, (_, i) => lo * 10 ** i);
  }
  // Multiples of the step, so that zero is exactly zero.
  const first = Math.round(lo / step);
  const count = Math.round((hi - lo) / step);
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** 1, 2 or 5 times a power of ten, giving at most `count` steps over the span. */
function roundStep(span: number, count: number): number {
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const unit = raw / power;
  return (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10) * power;
}
