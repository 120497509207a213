import * as Fit from '../analysis/calibrate/Fit.js';

/** A free value as its file states it. */
export interface Free {
  readonly path: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly prior: string;
}

export interface Aims {
  readonly ids: readonly string[];
  readonly targets: readonly Fit.Target[];
}

export interface Fitted {
  readonly free: readonly Free[];
  readonly start: readonly number[];
  readonly fit: Fit.Fit;
  readonly known: Aims;
  /** Values that made the data, in a recovery test. */
  readonly truth?: readonly number[] | undefined;
}

const digits = (value: number, count = 4): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(count))) : '–';

/** Markdown: each free value with its fit, what a fifth of its range moves, and how well it is identified. */
export function table({ free, start, fit, known, truth }: Fitted): string {
  const identity = Fit.identify(fit.slopes);
  const at = ({ low, high, unit }: Free, place: number) => `${digits(low + place * (high - low))}${unit}`;
  const rows = free.map((one, i) => {
    const { strength, own, halfWidth } = identity[i]!;
    const half =
      halfWidth >= 1 ? 'the whole range' : `± ${digits(halfWidth * (one.high - one.low), 2)}${one.unit}`;
    return [
      one.path,
      `${digits(one.low)}..${digits(one.high)}${one.unit}`,
      one.prior,
      at(one, start[i]!),
      at(one, fit.point[i]!),
      ...(truth === undefined ? [] : [at(one, truth[i]!)]),
      half,
      digits(own, 2),
      digits(strength / 5, 2),
      largest(fit.slopes[i]!, known.ids),
    ];
  });
  const made = truth === undefined ? [] : ['made with'];
  const head = [
    'free value',
    'range',
    'prior',
    'start',
    'fitted',
    ...made,
    'profile',
    'own part',
    'a fifth of the range',
    'moves most',
  ];
  const path = fit.path.map((one) => digits(one)).join(' → ');
  return `${markdown(head, rows)}\ndistance: ${path}\n\n${moments(known, fit.moments)}`;
}

/** The moment that a value moves most. */
function largest(slopes: readonly number[], ids: readonly string[]): string {
  let best = 0;
  slopes.forEach((slope, i) => {
    if (Math.abs(slope) > Math.abs(slopes[best]!)) best = i;
  });
  return slopes.length === 0 || slopes[best] === 0 ? '–' : ids[best]!;
}

/** Markdown: moments on seeds that were not fitted on. */
export function check(aims: Aims, found: readonly number[], seeds: string): string {
  return `\nseeds ${seeds}, not used for fitting:\n\n${moments(aims, found)}`;
}

/** Markdown: each moment beside what it should be, and the miss over its scale. */
function moments({ ids, targets }: Aims, found: readonly number[]): string {
  const misses = Fit.misses(found, targets);
  const rows = ids.map((id, i) => [id, digits(targets[i]!.value), digits(found[i]!), digits(misses[i]!, 2)]);
  return markdown(['moment', 'aim', 'mean over seeds', 'miss over scale'], rows);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}
