import { join } from 'node:path';
import type { Command } from 'commander';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';
import * as FreeValues from './FreeValues.js';
import * as StudyProgram from './StudyProgram.js';

interface Options {
  readonly seeds: string;
  readonly check: string;
  readonly rounds: string;
  readonly free?: string;
  readonly recover?: boolean;
  readonly set: readonly string[];
  readonly with: readonly string[];
}

/** Moments that a calibration aims at: their ids, and what they should be. */
interface Aims {
  readonly ids: readonly string[];
  readonly targets: readonly { readonly value: number; readonly scale: number }[];
}

export function register(program: Command, context: Context, settle: (code: number) => void): void {
  StudyProgram.changes(
    program
      .command('calibrate')
      .description('fit the free values of a scenario to its bands, by simulated moments with paired luck')
      .argument('<scenario>', 'name or .yaml file'),
  )
    .option('--seeds <range>', 'seeds that are fitted on', '1..20')
    .option('--check <range>', 'seeds that are never fitted on', '41..80')
    .option('--rounds <n>', 'most steps', '4')
    .option('--free <file>', 'free values (default: scenarios/calibration/<scenario>.yaml)')
    .option('--recover', 'fit data made by the model itself, at values in the middle of the ranges')
    .action((name: string, options: Options) => settle(calibrate(context, name, options)));
}

/** `unwind calibrate`: prints what was fitted, how well it is identified, and how it does on other seeds. */
function calibrate(context: Context, name: string, options: Options): number {
  const { engine, terminal } = context;
  const free = FreeValues.read(
    engine,
    options.free ?? join(context.scenarios, 'calibration', `${name}.yaml`),
  );
  const seeds = Arguments.seeds(engine, options.seeds);
  const others = Arguments.seeds(engine, options.check);
  const rounds = Arguments.atLeastOne(engine, '--rounds', options.rounds);
  const study = { context, name, options, free };
  const start = free.map(FreeValues.placeOf);
  const stated = aims(study, start, seeds[0]!);
  const middle = free.map(() => 0.5);
  const known: Aims = options.recover === true ? made(study, stated, middle, others) : stated;
  const model = (point: readonly number[]) => means(study, point, seeds, known.ids);
  const fit = engine.fit(model, start, known.targets, rounds);
  terminal.out(
    engine.fitText({ free, start, fit, known, truth: options.recover === true ? middle : undefined }),
  );
  if (options.recover === true) return Exit.OK;
  const check = means(study, fit.point, others, known.ids);
  terminal.out(engine.checkText(known, check, options.check));
  return Exit.OK;
}

interface Study {
  readonly context: Context;
  readonly name: string;
  readonly options: Options;
  readonly free: readonly FreeValues.Free[];
}

/** The numbers of the scenario's `expect:` that have a documented value or a closed band. */
function aims(study: Study, point: readonly number[], seed: number): Aims {
  const { engine } = study.context;
  const { summary } = simulate(study, point, seed);
  const found = (summary.expect ?? []).flatMap(({ id, value, band }) => {
    const [low, high] = band ?? [null, null];
    const isClosed = low !== null && high !== null;
    if (value === undefined && !isClosed) return [];
    const aim = value ?? (low! + high!) / 2;
    return [{ id, value: aim, scale: isClosed ? (high! - low!) / 2 : Math.abs(aim) / 4 }];
  });
  const usable = found.filter(({ scale }) => scale > 0);
  if (usable.length === 0)
    throw Arguments.mistake(engine, 'SCENARIO', study.name, 'a scenario with `expect:`', 'add bands');
  return { ids: usable.map(({ id }) => id), targets: usable };
}

/** Data of the model's own making: moments at known values, on seeds that are not fitted on. */
function made(
  study: Study,
  { ids, targets }: Aims,
  point: readonly number[],
  seeds: readonly number[],
): Aims {
  const data = means(study, point, seeds, ids);
  return { ids, targets: targets.map(({ scale }, i) => ({ value: data[i]!, scale })) };
}

/** Mean of each moment over seeds. */
function means(
  study: Study,
  point: readonly number[],
  seeds: readonly number[],
  ids: readonly string[],
): number[] {
  const runs = seeds.map((seed) => simulate(study, point, seed).numbers);
  study.context.terminal.err(`${runs.length} runs at ${point.map((one) => one.toFixed(2)).join(' ')}\n`);
  return ids.map((id) => {
    const all = runs.map((run) => run[id]).filter((one): one is number => typeof one === 'number');
    return all.reduce((sum, one) => sum + one, 0) / all.length;
  });
}

function simulate({ context, name, options, free }: Study, point: readonly number[], seed: number) {
  const { engine, scenarios } = context;
  const sets = [...options.set, ...free.map((one, i) => FreeValues.setting(one, point[i]!))];
  const loaded = engine.load(Files.library(engine, scenarios), name, { sets, withs: options.with });
  const world = engine.build(loaded, seed);
  engine.advance(world);
  const summary = engine.summary(world);
  return { summary, numbers: engine.headlines(world, summary) };
}
