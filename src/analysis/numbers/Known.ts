import type { Series } from '../../observe/Series.js';
import type { Unit } from '../../report/NumberText.js';
import type { Summary } from '../Summary.js';

/** What a number is computed from. A stored result of a study has no series: numbers that need it are NaN there. */
export interface Subject {
  readonly summary: Summary;
  readonly series?: Series | undefined;
}

/** The words of a path that stand where its template has a placeholder, by placeholder. */
export type Words = Readonly<Record<string, string>>;

/**
 * A named number, or a family of them. In a template `<venue>`, `<asset>`, `<class>` and `<protocol>` stand for ids of
 * the scenario, other placeholders for a word of their form; what stands in brackets at the end may be left out.
 */
export interface Known {
  readonly template: string;
  readonly unit: Unit;
  /** Short words for a table, with the same placeholders. */
  readonly title: string;
  /** NaN: the run gave no value. Undefined: this run has no such market, venue or protocol. */
  readonly value: (subject: Subject, words: Words) => number | undefined;
}
