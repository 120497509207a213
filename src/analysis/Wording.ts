import type { Subject } from './numbers/Known.js';
import * as Numbers from './numbers/Numbers.js';

/** `: {path} sold in all` to the end of a sentence. */
const IN_ALL = /: \{([^}]+)\}[^:{]*in all.*?(?=\.(?:$| ))/;
const ACCOUNTS = /\{([^}]+)\} accounts/g;

/** A text with `{path}` in place of numbers, fitted to them: no sum of nothing, and one account is no plural. */
export function adapt(text: string, subject: Subject): string {
  const ids = Numbers.idsOf(subject.summary);
  const number = (path: string) => Numbers.find(path, ids)?.value(subject);
  const told = text.replace(IN_ALL, (clause, path: string) => (number(path) === 0 ? '' : clause));
  return told.replace(ACCOUNTS, (words, path: string) => (number(path) === 1 ? words.slice(0, -1) : words));
}
