import * as NumberNames from '../study/NumberNames.js';
import * as Part from '../study/Part.js';
import * as Plan from '../study/Plan.js';
import * as Point from '../study/Point.js';
import * as Results from '../study/Results.js';
import * as Resume from '../study/Resume.js';
import * as RunTables from '../study/RunTables.js';
import * as Arguments from './Arguments.js';
import * as Exit from './Exit.js';
import type { Study } from './StudyCommand.js';
import * as StudyTables from './StudyTables.js';
import * as TerminalTables from './TerminalTables.js';

/** Runs up to which a study without varied values shows a line for each. */
const MOST_LINES = 40;

/** Prints what the folder holds of this study; gives the exit code. */
export async function print(one: Study): Promise<number> {
  const { context, store, tables, wanted } = one;
  const { terminal } = context;
  const parts = partsOf(one, (await Resume.state(store, tables, wanted)).parts);
  const keep = Part.seeds([]);
  for (const { point, seeds } of wanted) keep.set(point, new Set(seeds));
  const runs = (await Results.runs(store, parts)).filter(({ point, seed }) => keep.get(point)?.has(seed));
  const failures = await Resume.failures(store, wanted);
  const leaks = runs.filter(({ summary }) => !summary.conserved);
  for (const { findings, seed } of leaks) terminal.err(`seed ${seed}: ${findings.split('\n')[0]}\n`);
  const seeds = leaks.map(({ seed }) => seed).join(', ');
  if (leaks.length > 0) terminal.err(`money is not conserved in seeds ${seeds}\n`);
  for (const { command } of failures) terminal.err(`set aside: ${command}\n`);
  if (failures.length > 0) terminal.err('run what is set aside again with --retry\n');
  terminal.out(await text(one, parts, runs));
  if (leaks.length > 0) return Exit.BROKEN;
  return failures.reduce((worst, { code }) => (worst === Exit.OK ? code : Math.min(worst, code)), Exit.OK);
}

async function text(one: Study, parts: readonly Part.Part[], runs: readonly Results.Run[]): Promise<string> {
  const { options, points, out } = one;
  const asked = options.number.length > 0 || options.csv === true;
  const closing = `finished: ${runs.length} of ${Plan.count(one.wanted)} runs, in ${out}\n`;
  if (!asked && points.length === 1 && runs.length <= MOST_LINES)
    return `${TerminalTables.render([one.context.engine.studySheet(runs.map(({ summary }) => summary))])}\n${closing}`;
  const sheet = await compose(one, parts, runs);
  return options.csv === true ? StudyTables.csv(sheet) : `${StudyTables.quantiles(sheet)}\n${closing}`;
}

/** Named numbers of the runs, in the order in which their points were stated; without names, the headline numbers. Throws InputError for a name that no run has. */
async function compose(one: Study, parts: readonly Part.Part[], runs: readonly Results.Run[]) {
  const numbers = await Results.numbers(one.store, parts);
  const headlines = [...new Set(runs.flatMap(({ headlines }) => Object.keys(headlines)))];
  const names = one.options.number.length > 0 ? one.options.number : headlines;
  for (const name of names) if (!headlines.includes(name)) refuseUnknown(one, numbers, name);
  const axes = axesOf(one);
  const points = new Map(one.points.map((point) => [point.key, valuesAt(point, axes)]));
  const places = new Map(one.points.map(({ key }, i) => [key, i]));
  const stated = [...runs].sort((x, y) => places.get(x.point)! - places.get(y.point)! || x.seed - y.seed);
  return StudyTables.sheet(stated, numbers, { axes, names }, (key) => points.get(key)!);
}

function refuseUnknown(
  one: Study,
  numbers: ReadonlyMap<string, ReadonlyMap<string, number>>,
  name: string,
): void {
  const known = new Set([...numbers.values()].flatMap((mine) => [...mine.keys()]));
  if (known.has(name) || known.size === 0) return;
  const list = NumberNames.nearest(name, known).join(', ');
  const remedy = `ask: unwind query ${one.out} "select distinct name from numbers"`;
  throw Arguments.mistake(
    one.context.engine,
    '--number',
    name,
    `a number of these runs, such as ${list}`,
    remedy,
  );
}

/** What tells the points apart: varied paths, and interventions where they differ. */
function axesOf({ options, points }: Study): string[] {
  const axes = options.vary.map((text) => text.slice(0, text.indexOf('=')).trim());
  if (axes.length > 0) return [...new Set(axes)];
  return points.length > 1 ? ['with'] : [];
}

function valuesAt(point: Point.Point, axes: readonly string[]): string[] {
  const sets = new Map(
    RunTables.parametersOf(point).map(([name, value]) => [name.replace(/^set\./, ''), value]),
  );
  return axes.map((axis) =>
    axis === 'with' ? Point.label({ withs: point.withs, sets: [] }) : (sets.get(axis) ?? ''),
  );
}

function partsOf({ points }: Study, parts: readonly Part.Part[]): Part.Part[] {
  const keys = new Set(points.map(({ key }) => key));
  return parts.filter(({ point }) => keys.has(point));
}
