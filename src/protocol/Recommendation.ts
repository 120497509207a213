import { InputError } from '../format/InputError.js';
import * as Source from '../format/Source.js';
import * as UnitText from '../format/UnitText.js';
import * as YamlTree from '../format/YamlTree.js';
import * as NumberText from '../report/NumberText.js';
import * as Composition from './Composition.js';
import * as Answer from './MarketAnswer.js';
import * as Question from './MarketQuestion.js';
import * as Outcome from './Outcome.js';
import type * as ProtocolFile from './ProtocolFile.js';
import * as Runs from './Runs.js';
import * as ShockFile from './ShockFile.js';
import * as Statistics from './Statistics.js';

type Search = NonNullable<ProtocolFile.Spec['recommend']>;

/** One set of values. */
export interface Candidate {
  /** By path of the file. */
  readonly values: Readonly<Record<string, number>>;
  readonly revenueUsdAYear: number;
  /** What the bound is about, in the worst class; undefined where it was not run. */
  readonly risk?: number;
}

export interface Recommendation {
  readonly bound: string;
  readonly seeds: readonly number[];
  readonly classes: readonly string[];
  readonly horizon: string;
  readonly current: Candidate;
  /** Undefined where no candidate keeps the bound. */
  readonly chosen: Candidate | undefined;
  /** Those that were run, the most revenue first. */
  readonly run: readonly Candidate[];
  readonly candidates: number;
  /** What each value of a candidate is, by path. */
  readonly units: Readonly<Record<string, Unit>>;
}

export type Unit = 'ratio' | 'usd';

interface Present {
  readonly value: number;
  readonly unit: Unit;
}

const MOST = 2000;

/**
 * The values that keep the bound at the most revenue. Revenue is read when the market opens; risk is run. Candidates
 * stand in the order of their revenue, and the border between those that break the bound and those that keep it is found
 * by halving: where risk does not fall with revenue, a better candidate may be missed.
 */
export function find(request: Omit<Question.Request, 'proposal' | 'command'>): Recommendation {
  const { subject, seeds } = request;
  const search = stated(subject.file);
  const shocks = request.shocks ?? subject.file.spec.shocks ?? ShockFile.USUAL;
  const { depth } = Runs.opening(subject, shocks);
  const terms = { shocks, seeds, onRun: request.onRun };
  const revenue = (values: Candidate['values']) => revenueOf(changed(subject, values), depth, shocks);
  const risk = (one: Candidate): Candidate => {
    const name = Object.entries(one.values)
      .map(([path, value]) => `${path} ${value}`)
      .join(', ');
    const { cells, opening } = Runs.run(changed(subject, one.values), depth, terms, { isSold: true, name });
    return { ...one, risk: Math.max(...cells.map(({ outcomes }) => riskOf(outcomes, opening, search.keep))) };
  };
  const all = grid(subject.file, search).map(
    (values): Candidate => ({ values, revenueUsdAYear: revenue(values) }),
  );
  all.sort((x, y) => y.revenueUsdAYear - x.revenueUsdAYear || (text(x) < text(y) ? -1 : 1));
  const run = new Map<number, Candidate>();
  const look = (i: number): Candidate => {
    if (!run.has(i)) run.set(i, risk(all[i]!));
    return run.get(i)!;
  };
  const holds = (i: number) => look(i).risk! < search.keep.below || look(i).risk === 0;
  const border = halve(all.length, holds);
  const before = presentValues(subject.file, search);
  return {
    bound: `${search.keep.of === 'badDebt' ? `P${100 * search.keep.quantile} of bad debt` : `mean of the worst ${Runs.percent(1 - search.keep.quantile)} of bad debt`} below ${Runs.percent(search.keep.below)} of what is lent`,
    seeds,
    classes: Runs.classes(subject, shocks).map(({ name }) => name),
    horizon: UnitText.durationText(shocks.horizon),
    current: risk({ values: before, revenueUsdAYear: revenue(before) }),
    chosen: border < all.length ? look(border) : undefined,
    run: [...run.entries()].sort(([i], [j]) => i - j).map(([, one]) => one),
    candidates: all.length,
    units: Object.fromEntries(
      Object.keys(all[0]!.values).map((path) => [path, present(subject.file, path).unit]),
    ),
  };
}

/** The first place from which on everything holds; the length where nothing does. */
function halve(length: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function stated({ spec, source }: ProtocolFile.ProtocolFile): Search {
  if (spec.recommend !== undefined) return spec.recommend;
  const place = Source.locate(source, ['recommend']);
  const remedy = 'add "recommend: { vary: [...], keep: { of: badDebt, quantile: 99%, below: 0.1% } }"';
  throw new InputError([
    {
      ...place,
      path: 'recommend',
      found: 'nothing to search',
      expected: 'values to vary and a bound to keep',
      remedy,
    },
  ]);
}

/** A value as a file states it: a ratio in percent, or dollars. */
function stating(value: number, unit: Unit): string {
  return unit === 'usd'
    ? `${value.toLocaleString('en-US').replaceAll(',', '_')} USD`
    : `${rounded(100 * value)}%`;
}

/** A value that stands in the file now. Throws InputError where the path names neither a ratio nor dollars. */
function present({ source }: ProtocolFile.ProtocolFile, path: string): Present {
  let node: YamlTree.Node | undefined = source.root;
  for (const step of path.split('.')) node = node && YamlTree.named(node, step);
  const data = node === undefined ? undefined : YamlTree.toData(node);
  const ratio = UnitText.ratio({ max: 10 }).safeParse(data);
  if (ratio.success) return { value: ratio.data, unit: 'ratio' };
  const dollars = UnitText.usd().safeParse(data);
  if (dollars.success) return { value: dollars.data, unit: 'usd' };
  const found = node === undefined ? 'nothing' : JSON.stringify(data);
  const place = Source.locateShown(source, path);
  throw new InputError([
    {
      ...place,
      path,
      found,
      expected: 'a ratio or dollars of the market that stand in the file',
      remedy: 'write the value out instead of taking it from a preset',
    },
  ]);
}

function presentValues(file: ProtocolFile.ProtocolFile, { vary }: Search): Record<string, number> {
  return Object.fromEntries(vary.map(({ path }) => [path, present(file, path).value]));
}

/** Every combination within the range and the steps of a steward, with what moves along. */
function grid(file: ProtocolFile.ProtocolFile, { vary }: Search): Record<string, number>[] {
  let all: Record<string, number>[] = [{}];
  for (const { path, from, to, step, most = Number.POSITIVE_INFINITY, with: along = {} } of vary) {
    const { value: now } = present(file, path);
    const count = Math.floor((to - from) / step + 1e-9) + 1;
    const values = Array.from({ length: Math.max(0, count) }, (_, i) => rounded(from + i * step));
    const allowed = values.filter((value) => Math.abs(value - now) <= most + 1e-9);
    all = all.flatMap((one) =>
      allowed.map((value) => ({
        ...one,
        [path]: value,
        ...Object.fromEntries(
          Object.entries(along).map(([other, offset]) => [other, rounded(value + offset)]),
        ),
      })),
    );
    if (all.length === 0 || all.length > MOST)
      throw new InputError([
        {
          ...Source.locateShown(file.source, 'recommend.vary'),
          path: 'recommend.vary',
          found: `${all.length} candidates`,
          expected: `1 to ${MOST}`,
          remedy: 'change the ranges, the steps, or "most"',
        },
      ]);
  }
  return all;
}

function rounded(value: number): number {
  return Number(value.toFixed(9));
}

function text({ values }: Candidate): string {
  return JSON.stringify(values);
}

/** The same values as a proposal. */
function overrides(file: ProtocolFile.ProtocolFile, values: Candidate['values']) {
  return Object.entries(values).map(([path, value]) => {
    const { root } = Source.parse('recommendation', stating(value, present(file, path).unit));
    return { path, value: root, place: root.place, by: 'recommendation' };
  });
}

function changed(subject: Composition.Subject, values: Candidate['values']): Composition.Subject {
  return Question.changedBy(subject, { changes: overrides(subject.file, values) });
}

function revenueOf(
  subject: Composition.Subject,
  depth: Parameters<typeof Runs.run>[1],
  shocks: ShockFile.Shocks,
): number {
  const data = Composition.world(subject, { shocks, fall: 0, isSold: false, depth });
  const world = Composition.build(subject, Composition.load(subject, data), 1);
  return Answer.revenueOf(Outcome.bookOf(world, subject.file.id).reserves);
}

function riskOf(
  outcomes: Runs.Cell['outcomes'],
  { reserves }: { readonly reserves: readonly { readonly lentUsd: number }[] },
  keep: Search['keep'],
): number {
  const lent = reserves.reduce((all, { lentUsd }) => all + lentUsd, 0);
  const shares = outcomes.map(({ badDebtUsd }) => badDebtUsd / lent).sort((x, y) => x - y);
  if (keep.of === 'badDebt') return Statistics.quantile(shares, keep.quantile);
  return Statistics.mean(
    shares.slice(Math.min(shares.length - 1, Math.floor(keep.quantile * shares.length))),
  );
}

/** A proposal file that `unwind protocol --propose` takes. */
export function proposal({ chosen, bound, units }: Recommendation, title: string): string {
  const lines = Object.entries(chosen?.values ?? {}).map(
    ([path, value]) => `  ${path}: ${stating(value, units[path]!)}`,
  );
  return `title: ${JSON.stringify(title)}\nabout: ${JSON.stringify(`Found by unwind recommend: ${bound}.`)}\nset:\n${lines.join('\n')}\n`;
}

/** The search as text for a forum. */
export function markdown(found: Recommendation, title: string): string {
  const row = (name: string, { values, revenueUsdAYear, risk }: Candidate) =>
    `| ${name} | ${Object.entries(values)
      .map(([path, value]) => `${path} ${stating(value, found.units[path]!)}`)
      .join(
        ', ',
      )} | ${NumberText.format('usd', revenueUsdAYear)} | ${risk === undefined ? '' : `${Number((100 * risk).toFixed(4))}%`} |`;
  const [first, last] = [found.seeds[0], found.seeds.at(-1)];
  return [
    `# ${title}`,
    '',
    `Bound: ${found.bound}, in the worst of ${found.classes.length} classes (${found.classes.join('; ')}), horizon ${found.horizon}, ${found.seeds.length} seeds (${first} to ${last}) a class. ${found.candidates} candidates in the order of revenue; ${found.run.length} of them were run, the border found by halving.`,
    '',
    '| | values | revenue a year | risk |',
    '|---|---|---:|---:|',
    row('current', found.current),
    ...(found.chosen ? [row('**recommended**', found.chosen)] : []),
    ...found.run.filter((one) => one !== found.chosen).map((one) => row('run', one)),
    '',
    found.chosen === undefined ? 'No candidate keeps the bound.' : '',
    '',
  ].join('\n');
}
