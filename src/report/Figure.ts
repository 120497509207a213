import type { Subject } from '../analysis/numbers/Known.js';
import * as Numbers from '../analysis/numbers/Numbers.js';
import * as NumberText from './NumberText.js';

/** Writes numbers of a run by their path. In a page each carries its path, so that it can be checked and found again. */
export interface Figures {
  /** NaN where the run has no such number. */
  value(path: string): number;
  text(path: string): string;
  /** The text as markup that names the path. */
  html(path: string): string;
}

export function of(subject: Subject): Figures {
  const ids = Numbers.idsOf(subject.summary);
  const find = (path: string) => {
    const found = Numbers.find(path, ids);
    return { unit: found?.unit ?? 'plain', value: found?.value(subject) ?? Number.NaN };
  };
  const text = (path: string) => {
    const { unit, value } = find(path);
    return NumberText.format(unit, value);
  };
  return {
    value: (path) => find(path).value,
    text,
    html: (path) => `<span data-number="${NumberText.html(path)}">${NumberText.html(text(path))}</span>`,
  };
}
