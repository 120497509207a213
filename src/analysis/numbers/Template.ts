import * as Nearest from '../../format/Nearest.js';
import type { Known, Words } from './Known.js';

/** Names that a scenario gives to what it has: what placeholders may stand for. */
export type Ids = Readonly<Record<'venue' | 'asset' | 'class' | 'protocol', readonly string[]>>;

/** Placeholders that stand for any text of a form, with an example. */
const FORMS: Readonly<Record<string, readonly [form: RegExp, example: string]>> = {
  percent: [/^\d+(?:\.\d+)?%$/, '80%'],
  span: [/^[1-9]\d*(?:min|h)$/, '5min'],
  clock: [/^\d\d:\d\d$/, '21:09'],
  hours: [/^\d+h$/, '2h'],
  day: [/^\d{4}-\d\d-\d\d$/, '2022-05-08'],
  days: [/^\d+d$/, '10d'],
  column: [/^[^.]+$/, 'liquidationsUsd'],
  of: [/^(?:least|most|first|last|median|sum)$/, 'least'],
  kind: [/^(?:spot|perp)$/, 'spot'],
  event: [/^[a-z-]+$/, 'adl'],
  payer: [/^[A-Za-z-]+$/, 'insurance'],
};

/** A template without and with its optional last word. */
function forms(template: string): string[][] {
  const [must, optional] = template.split('[');
  const words = must!.split('.');
  return optional === undefined ? [words] : [words, [...words, optional.slice(1, -1)]];
}

/** The words of `path` by placeholder; undefined when it does not fit. */
export function match(template: string, path: string, ids: Ids): Words | undefined {
  const asked = path.split('.');
  for (const words of forms(template)) {
    if (words.length !== asked.length) continue;
    const found: Record<string, string> = {};
    const fits = words.every((word, i) => {
      const name = placeholder(word);
      if (name === undefined) return word === asked[i];
      found[Object.hasOwn(found, name) ? `${name}2` : name] = asked[i]!;
      return accepts(name, asked[i]!, ids);
    });
    if (fits) return found;
  }
  return undefined;
}

function placeholder(word: string): string | undefined {
  return /^<(.+)>$/.exec(word)?.[1];
}

function accepts(name: string, word: string, ids: Ids): boolean {
  const form = FORMS[name];
  return form === undefined ? ids[name as keyof Ids].includes(word) : form[0].test(word);
}

/** Known paths that look most like `path`, the likeliest first. */
export function nearest(all: readonly Known[], path: string, ids: Ids, count = 3): string[] {
  const asked = path.split('.');
  const guesses = all.flatMap(({ template }) => forms(template)).map((words) => guess(words, asked, ids));
  guesses.sort((a, b) => a.edits - b.edits || (a.path < b.path ? -1 : 1));
  return [...new Set(guesses.map((one) => one.path))].slice(0, count);
}

/** A form filled with the words nearest to those asked for, and the edits between the two. */
function guess(words: readonly string[], asked: readonly string[], ids: Ids) {
  let edits = asked.slice(words.length).reduce((sum, word) => sum + word.length + 1, 0);
  const filled = words.map((word, i) => {
    const name = placeholder(word);
    const given = asked[i] ?? '';
    const choices = name === undefined ? [word] : choicesOf(name, given, ids);
    const best = Nearest.nearest(given, choices) ?? word;
    edits += Nearest.distance(given, best);
    return best;
  });
  return { path: filled.join('.'), edits };
}

function choicesOf(name: string, given: string, ids: Ids): readonly string[] {
  const form = FORMS[name];
  if (form === undefined) return ids[name as keyof Ids];
  return [form[0].test(given) ? given : form[1]];
}

/** A template's title with the words in their places. */
export function fill(title: string, words: Words): string {
  return title
    .replace(/<(\w+)>/g, (_, name: string) => words[name] ?? '')
    .replace(/ +/g, ' ')
    .trim();
}
