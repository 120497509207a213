import * as Clock from '../../report/Clock.js';
import * as NumberText from '../../report/NumberText.js';
import * as Payers from '../Payers.js';
import * as Changed from './Changed.js';
import * as Channels from './Channels.js';
import * as CrashPhases from './CrashPhases.js';
import type { Facts } from './Facts.js';
import * as Instant from './Instant.js';
import * as Kinds from './Kinds.js';
import * as Stages from './Stages.js';

/** One table of a comparison: a row's first cell names it, the others belong to one run each. */
export interface Sheet {
  readonly title: string;
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A run with what was found in it. */
export interface Found {
  readonly facts: Facts;
  readonly phases: readonly CrashPhases.Phase[];
  readonly stages: readonly Stages.Stage[];
}

const NONE = 'none';
/** A phase that has not come by the end of a run may still come. */
const UNSEEN = 'not observed, the run ends';

/** What a run says in a row: words, or words with the number behind them, which can be subtracted. */
type Cell =
  | string
  | { readonly text: string; readonly value: number; readonly unit: NumberText.Unit | 'time' };
type Row = readonly [string, (run: Found) => Cell];

function of(unit: NumberText.Unit | 'time', value: number | null, text?: string): Cell {
  if (value === null || !Number.isFinite(value)) return NONE;
  const short = unit === 'time' ? Instant.length(value) : NumberText.format(unit, value);
  return { unit, value, text: text ?? short };
}

/** The second run less the first, with its sign; '' where one of them has no number. */
function difference([first, second]: readonly Cell[]): string {
  const unit = typeof first === 'object' ? first.unit : typeof second === 'object' ? second.unit : '';
  // Dollars that did not flow are none; a time or a ratio that is not known is not zero.
  const value = (cell: Cell | undefined) =>
    typeof cell === 'object' ? cell.value : cell === NONE && unit === 'usd' ? 0 : Number.NaN;
  const change = value(second) - value(first);
  if (unit === '' || !Number.isFinite(change)) return '';
  const text =
    unit === 'time'
      ? Instant.length(change)
      : unit === 'percent'
        ? `${NumberText.format('index', change * 100)} points`
        : NumberText.format(unit, change);
  return change > 0 ? `+${text}` : text;
}

export function find(facts: Facts): Found {
  const phases = CrashPhases.find(facts);
  return { facts, phases, stages: Stages.split(facts, phases) };
}

/** Every table, in the order in which a page and a terminal show them. */
export function all(runs: readonly Found[]): Sheet[] {
  const tables = [phases, speed, loop, amplification, channels, payers, brakes];
  return [...changed(runs), ...tables.map((table) => table(runs))];
}

function sheet(title: string, about: string, runs: readonly Found[], rows: readonly Row[]): Sheet {
  const isPair = runs.length === 2;
  return {
    title,
    about,
    head: ['', ...runs.map(({ facts }) => facts.label), ...(isPair ? ['difference'] : [])],
    rows: rows.map(([name, cell]) => {
      const cells = runs.map(cell);
      const texts = cells.map((one) => (typeof one === 'string' ? one : one.text));
      return [name, ...texts, ...(isPair ? [difference(cells)] : [])];
    }),
  };
}

function changed(runs: readonly Found[]): Sheet[] {
  const rows = Changed.rows(runs.map(({ facts }) => facts));
  const cells = rows.map(([path, cell]): Row => [path, ({ facts }) => cell(facts)]);
  return rows.length === 0 ? [] : [sheet('What was changed', Changed.ABOUT, runs, cells)];
}

function phases(runs: readonly Found[]): Sheet {
  const about =
    'The same definitions for every run, in the order in which they came: UTC, and the time since its start.';
  const order = runs[0]!.phases
    .map((_, i) => i)
    .sort((x, y) => earliest(runs, x) - earliest(runs, y) || x - y);
  const rows = order.map(
    (i): Row => [
      runs[0]!.phases[i]!.title,
      ({ facts, phases: own }) => {
        const { atUs, note } = own[i]!;
        if (atUs === null) return UNSEEN;
        const moment = Clock.moment(facts.startMs, Math.floor(atUs / 60e6));
        return of('time', atUs, `${moment} (+${Instant.length(atUs)})${note === '' ? '' : `; ${note}`}`);
      },
    ],
  );
  return sheet('Phases', about, runs, rows);
}

/** When a phase first came in any run; at the very end where it never did. */
function earliest(runs: readonly Found[], phase: number): number {
  return Math.min(...runs.map(({ phases: own }) => own[phase]!.atUs ?? Number.MAX_SAFE_INTEGER));
}

/** From one phase to another; `stress` is the first sign of it. */
const STEPS: readonly (readonly [string, CrashPhases.Key | 'stress', CrashPhases.Key])[] = [
  ['first stress to forced selling', 'stress', 'forced'],
  ['first stress to lost confidence', 'stress', 'confidence'],
  ['forced selling to peak loop gain', 'forced', 'loop'],
  ['forced selling to exhausted defense', 'forced', 'exhausted'],
  ['forced selling to bottom', 'forced', 'bottom'],
  ['first stress to bottom', 'stress', 'bottom'],
  ['bottom to recovery', 'bottom', 'recovery'],
];

function speed(runs: readonly Found[]): Sheet {
  const about = 'Time between phases; a minus means that the second came first.';
  const when = (run: Found, key: CrashPhases.Key | 'stress') =>
    key === 'stress' ? CrashPhases.firstStress(run.phases) : CrashPhases.at(run.phases, key);
  const rows = STEPS.map(
    ([title, from, to]): Row => [
      title,
      (run) => {
        const [start, end] = [when(run, from), when(run, to)];
        return start === null || end === null ? UNSEEN : of('time', end - start);
      },
    ],
  );
  return sheet('Speed', about, runs, rows);
}

function loop(runs: readonly Found[]): Sheet {
  const about =
    'Loop gain is the part of the forced dollars whose price push was itself forced; amplification is 1 / (1 − gain), ' +
    'all rounds over the first. The generation counts mark moves between a forced trade and its root.';
  const rows = Stages.TITLES.map(
    (title, i): Row => [
      title,
      ({ stages }) => {
        const stage = stages[i]!;
        if (stage.toUs <= stage.fromUs) return NONE;
        const time = Instant.length(stage.toUs - stage.fromUs);
        if (stage.loopGain === null) return `${time}; nothing forced`;
        const gain = `gain ${stage.loopGain.toFixed(2)}, ${NumberText.format('times', stage.amplification)}`;
        return `${time}; ${NumberText.format('usd', stage.forcedUsd)} forced; ${gain}; to generation ${stage.generation}`;
      },
    ],
  );
  return sheet('Loop gain by stage', about, runs, rows);
}

const GENERATIONS = 6;

function amplification(runs: readonly Found[]): Sheet {
  const about =
    'Over the whole run. A generation’s gain is its dollars over those of the one before: above one the cascade grows. ' +
    'The gain from counts takes the clustering of forced events in time alone, and reads a trend as a loop.';
  const rows: Row[] = [
    ['forced trades', ({ facts: { cascade } }) => of('usd', cascade.forcedUsd)],
    ['per dollar from outside', ({ facts: { cascade } }) => of('times', cascade.amplification)],
    ['led back to news', ({ facts: { cascade } }) => share(cascade.forcedUsd, cascade.forcedByNews)],
    ['loop gain', ({ facts: { cascade } }) => gain(cascade.forcedUsd > 0 ? cascade.forcedByForced : null)],
    ['loop gain from counts', ({ facts }) => gain(Stages.countedGain(facts))],
  ];
  const deepest = Math.max(0, ...runs.flatMap(({ facts }) => generationsOf(facts)));
  for (let generation = 1; generation <= Math.min(GENERATIONS, deepest); generation++)
    rows.push([`generation ${generation}`, ({ facts }) => step(facts, generation)]);
  return sheet('Amplification', about, runs, rows);
}

function generationsOf({ cascade }: Facts): number[] {
  return cascade.generations.map(({ generation }) => generation);
}

function step({ cascade }: Facts, generation: number): Cell {
  const found = cascade.generations.find((one) => one.generation === generation);
  if (found === undefined) return NONE;
  const usd = NumberText.format('usd', found.usd);
  return of('usd', found.usd, found.loopGain === null ? usd : `${usd}, gain ${found.loopGain.toFixed(2)}`);
}

function gain(value: number | null): Cell {
  return of('plain', value, value?.toFixed(2));
}

function share(total: number, part: number): Cell {
  return total > 0 ? of('percent', part) : NONE;
}

function channels(runs: readonly Found[]): Sheet {
  const lists = new Map(runs.map((run) => [run, Channels.list(run.facts)]));
  const about =
    'Share of losses, the losses, and the dollars that passed. A position or a coin that was closed or sold lost its fall ' +
    'since the run’s open; what went beyond its owner’s collateral stands under ADL or bad debt. Nobody who merely held is counted.';
  const rows = Kinds.CHANNELS.map(
    (title, i): Row => [
      title,
      (run) => {
        const { usd, lossUsd, share: part } = lists.get(run)![i]!;
        if (usd === 0 && lossUsd === 0) return NONE;
        const lost = `${NumberText.format('percent', part)}; ${NumberText.format('usd', lossUsd)} lost`;
        return of('usd', lossUsd, usd > 0 ? `${lost} of ${NumberText.format('usd', usd)}` : lost);
      },
    ],
  );
  const total = (run: Found) => lists.get(run)!.reduce((sum, { lossUsd }) => sum + lossUsd, 0);
  const unpriced = ({ facts: { flows } }: Found) => of('usd', flows.unpricedUsd);
  return sheet('Losses by channel', about, runs, [
    ...rows,
    ['all channels', (run) => of('usd', total(run))],
    ['forced at a price not known', unpriced],
  ]);
}

function payers(runs: readonly Found[]): Sheet {
  const kinds = [...new Set(runs.flatMap(({ facts }) => Object.keys(facts.summary.losses.payers)))].sort();
  const rows = kinds.map(
    (kind): Row => [
      Payers.name(kind),
      ({ facts: { summary } }) => {
        const usd = summary.losses.payers[kind] ?? 0;
        const part = usd / summary.losses.total;
        if (!(usd > 0)) return NONE;
        return of('usd', usd, `${NumberText.format('percent', part)}; ${NumberText.format('usd', usd)}`);
      },
    ],
  );
  const total = ({ facts: { summary } }: Found) => of('usd', summary.losses.total);
  const about = 'Of the losses beyond the losers’ own collateral: every dollar has a payer.';
  return sheet('Who paid', about, runs, [...rows, ['all losses beyond collateral', total]]);
}

function brakes(runs: readonly Found[]): Sheet {
  const about = 'What slowed the fall, and the stage in which it first did.';
  const rows = Kinds.BRAKES.map(
    (title, i): Row => [
      title,
      (run) => {
        const { count, usd, firstUs } = run.facts.flows.brakes[i]!;
        if (count === 0) return NONE;
        const dollars = usd > 0 ? ` ${NumberText.format('usd', usd)},` : '';
        const stage = run.stages.findLast(({ fromUs, toUs }) => fromUs <= firstUs && fromUs < toUs);
        const times = count === 1 ? 'once' : `${NumberText.format('count', count)} times`;
        return `${times},${dollars} first +${Instant.length(firstUs)} (${stage?.title ?? 'at the end'})`;
      },
    ],
  );
  return sheet('Brakes', about, runs, [
    ...rows,
    ['redeemed in all', redeemed],
    ['lowest backing', backing],
    ['insurance drawn at the worst', drawn],
    ['depth withdrawn by makers', withdrawn],
  ]);
}

function redeemed({ facts: { summary } }: Found): string {
  const parts = (summary.issuers ?? []).map(
    (issuer) => `${NumberText.format('usd', issuer.redeemed)} ${issuer.asset}`,
  );
  return parts.length > 0 ? NumberText.list(parts) : NONE;
}

function backing({ facts: { summary } }: Found): string {
  const parts = (summary.issuers ?? []).map(
    (issuer) => `${NumberText.format('percent', issuer.minBackingRatio)} of ${issuer.asset}`,
  );
  return parts.length > 0 ? NumberText.list(parts) : NONE;
}

function drawn({ facts: { summary } }: Found): string {
  const start = summary.insurance.reduce((sum, pool) => sum + pool.startUsd, 0);
  const usd = summary.insurance.reduce((sum, pool) => sum + Math.max(0, pool.startUsd - pool.minUsd), 0);
  return usd > 0
    ? `${NumberText.format('usd', usd)}, ${NumberText.format('percent', usd / start)} of all pools`
    : NONE;
}

function withdrawn({ facts: { summary } }: Found): Cell {
  const all = Object.values(summary.makers.withdrawnDepthByReason).reduce((sum, usd) => sum + usd, 0);
  return all > 0 ? of('usd', all) : NONE;
}
