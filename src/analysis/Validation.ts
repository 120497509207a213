import * as Headline from './Headline.js';
import type { Summary } from './Summary.js';
import * as ValidationTable from './ValidationTable.js';

/** One seed of a study: its summary and, by key, the numbers of its reality check. */
export interface Result extends Summary {
  readonly headlines: Readonly<Record<string, number | null>>;
  /** Values set on the command line, as "path=value". */
  readonly sets?: readonly string[];
}

/** Numbers in which an intervention is told: those that the scenario says so of. */
function told(samples: readonly ValidationTable.Sample[]): string[] {
  const all = samples.flatMap(({ headlines }) => headlines.filter(({ isTold }) => isTold));
  return [...new Set(all.map(({ key }) => key))];
}

/**
 * Markdown over all results: for each scenario the reality check over its seeds without intervention, and each
 * intervention against the same seeds without it. `titles` by intervention.
 */
export function render(results: readonly Result[], titles: Readonly<Record<string, string>>): string {
  const scenarios = [...new Set(results.map((result) => result.scenario))].sort();
  return scenarios
    .map((scenario) =>
      section(
        scenario,
        results.filter((result) => result.scenario === scenario),
        titles,
      ),
    )
    .join('\n');
}

function section(
  scenario: string,
  results: readonly Result[],
  titles: Readonly<Record<string, string>>,
): string {
  const by = (name: string) =>
    results
      .filter((result) => labelOf(result) === name)
      .sort((a, b) => a.seed - b.seed)
      .map(sample);
  const base = by('');
  const names = [...new Set(results.map(labelOf))].filter((name) => name !== '').sort();
  const storiesOf = (isSet: boolean) =>
    names
      .filter((name) => name.includes('=') === isSet)
      .map((name) => ({ name, title: titles[name] ?? '', samples: by(name) }));
  const check = base.length === 0 ? '' : ValidationTable.realityCheck(base);
  const seeds =
    base.length === 0 ? 'no seed without intervention' : `seeds ${ranges(base.map((one) => one.seed))}`;
  const leaks = results.filter((result) => !result.conserved).length;
  const warning =
    leaks === 0
      ? ''
      : `**${leaks} of ${results.length} runs do not conserve money: do not use these numbers.**\n\n`;
  const title = `### ${scenario}: reality check, ${seeds}\n\n${warning}${check}`;
  const tables = (
    [
      ['interventions', storiesOf(false)],
      ['one free value moved by a fifth', storiesOf(true)],
    ] as const
  )
    .filter(([, stories]) => stories.length > 0)
    .map(
      ([what, stories]) =>
        `\n### ${scenario}: ${what}, seed against seed\n\n${ValidationTable.stories(base, stories, told([...base, ...stories.flatMap(({ samples }) => samples)]))}`,
    );
  return `${title}${tables.join('')}`;
}

/** What a run changed: interventions, then values set by hand. */
function labelOf(result: Result): string {
  return [...result.interventions, ...(result.sets ?? [])].join('+');
}

function sample(result: Result): ValidationTable.Sample {
  return { seed: result.seed, headlines: Headline.restore(result, result.headlines) };
}

/** "1-40, 42": rising seeds as ranges. */
function ranges(seeds: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const seed of seeds) {
    const last = spans.at(-1);
    if (last !== undefined && seed === last[1] + 1) last[1] = seed;
    else spans.push([seed, seed]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
