import type * as NumberText from '../report/NumberText.js';
import type { Subject } from './numbers/Known.js';
import * as Numbers from './numbers/Numbers.js';
import type { Summary } from './Summary.js';

/** One number that a scenario expects or watches, in one run. NaN is "no data". */
export interface Headline {
  readonly key: string;
  readonly title: string;
  readonly unit: NumberText.Unit;
  readonly documented: number | null;
  /** Where the median over seeds has to lie, both ends included; null for an open end; absent: anywhere. */
  readonly band: readonly [lo: number | null, hi: number | null] | undefined;
  readonly confidence?: string | undefined;
  readonly source?: string | undefined;
  /** Whether tables of interventions show it. */
  readonly isTold: boolean;
  readonly value: number;
}

/** The numbers that the run's scenario names under `expect:`, without those that speak of what this run does not have. */
export function list(subject: Subject): Headline[] {
  return of(subject, () => undefined);
}

/** The list of a stored run: what only the series could tell is taken from `values`, as are all other numbers. */
export function restore(summary: Summary, values: Readonly<Record<string, number | null>>): Headline[] {
  // A number that this run's list did not have yet is computed from its summary.
  return of({ summary }, (key) => (key in values ? (values[key] ?? Number.NaN) : undefined));
}

function of(subject: Subject, stored: (key: string) => number | undefined): Headline[] {
  const { expect = [] } = subject.summary;
  const ids = Numbers.idsOf(subject.summary);
  return expect.flatMap(({ id, number, title, value: documented = null, band, confidence, source, told }) => {
    const found = Numbers.find(number, ids);
    const value = stored(id) ?? found?.value(subject);
    if (found === undefined || value === undefined) return [];
    const isTold = told === true;
    const known = { confidence, source, isTold, value };
    return [{ key: id, title: title ?? found.title, unit: found.unit, documented, band, ...known }];
  });
}
