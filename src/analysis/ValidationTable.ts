import * as NumberText from '../report/NumberText.js';
import type { Headline } from './Headline.js';
import * as Study from './Study.js';

/** The headlines of one run of a study. */
export interface Sample {
  readonly seed: number;
  readonly headlines: readonly Headline[];
}

/** The runs of one intervention, with the seeds of the base case. */
export interface Story {
  readonly name: string;
  readonly title: string;
  readonly samples: readonly Sample[];
}

function runs(samples: readonly Sample[]): Study.Run[] {
  return samples.map(({ seed, headlines }) => {
    return { seed, values: Object.fromEntries(headlines.map(({ key, value }) => [key, value])) };
  });
}

/** Markdown: each number of the reality check over the seeds, against its band and against the record. */
export function realityCheck(samples: readonly Sample[]): string {
  const all = runs(samples);
  const rows = (samples[0]?.headlines ?? []).map(({ key, title, unit, documented, band }) => {
    const spread = Study.spread(all, key);
    return [
      title,
      NumberText.format(unit, documented),
      range(unit, spread.low, spread.high),
      NumberText.format(unit, spread.median),
      bandText(unit, band),
      verdict(band === undefined || spread.count === 0 ? null : isInside(band, spread.median)),
      verdict(Study.covers(spread, documented)),
    ];
  });
  const head = [
    'number',
    'documented',
    '5-95% of seeds',
    'median',
    'band for the median',
    'in band',
    'documented inside 5-95%',
  ];
  return table(head, rows);
}

/** Markdown: what each intervention changes in the numbers named by `keys`, seed against seed. */
export function stories(base: readonly Sample[], all: readonly Story[], keys: readonly string[]): string {
  const baseRuns = runs(base);
  const rows = all.flatMap((story) => {
    const storyRuns = runs(story.samples);
    const seeds = new Set(story.samples.map((sample) => sample.seed));
    const shared = baseRuns.filter((run) => seeds.has(run.seed));
    return keys.map((key, i) => {
      const { title = key, unit = 'count' } = base[0]?.headlines.find((one) => one.key === key) ?? {};
      const change = Study.paired(shared, storyRuns, key);
      return [
        i === 0 ? `\`${story.name}\` ${story.title}` : '',
        title,
        NumberText.format(unit, Study.spread(shared, key).median),
        NumberText.format(unit, Study.spread(storyRuns, key).median),
        delta(unit, change.mean),
        `${delta(unit, change.low)} to ${delta(unit, change.high)}`,
        change.sign === 0 ? 'not statistically significant' : change.sign > 0 ? 'raises' : 'lowers',
        String(change.count),
      ];
    });
  });
  const head = [
    'intervention',
    'number',
    'base',
    'with it',
    'mean change',
    '95% interval',
    'effect',
    'seeds',
  ];
  return table(head, rows);
}

type Band = NonNullable<Headline['band']>;

/** Ends that are null are open. */
export function isInside([lo, hi]: Band, value: number): boolean {
  return value >= (lo ?? Number.NEGATIVE_INFINITY) && value <= (hi ?? Number.POSITIVE_INFINITY);
}

export function bandText(unit: NumberText.Unit, band: Headline['band']): string {
  if (band === undefined) return '–';
  const [lo, hi] = band;
  if (hi === null) return `at least ${NumberText.format(unit, lo)}`;
  return lo === null ? `at most ${NumberText.format(unit, hi)}` : range(unit, lo, hi);
}

function range(unit: NumberText.Unit, lo: number, hi: number): string {
  return Number.isFinite(lo) ? `${NumberText.format(unit, lo)} to ${NumberText.format(unit, hi)}` : '–';
}

/** A change with its sign; shares change by points, since "percent" of a share would be read as relative. */
function delta(unit: NumberText.Unit, value: number): string {
  if (!Number.isFinite(value)) return '–';
  const text = unit === 'percent' ? NumberText.format('index', value * 100) : NumberText.format(unit, value);
  return `${value > 0 ? '+' : ''}${text}${unit === 'percent' ? ' points' : ''}`;
}

function verdict(is: boolean | null): string {
  return is === null ? '–' : is ? 'yes' : '**no**';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}
