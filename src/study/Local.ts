import * as Careful from './Careful.js';
import type * as Job from './Job.js';
import type * as Part from './Part.js';
import * as Plan from './Plan.js';
import * as Recheck from './Recheck.js';
import type { Runner } from './Runner.js';
import type { Store } from './Store.js';
import type { Engine } from './StudyDoor.js';

export interface Request {
  readonly engine: Engine;
  readonly store: Store;
  readonly tables: readonly Part.Table[];
  /** Percent of parts that are run again on another runner. */
  readonly percent: number;
  readonly workers: number;
  /** Undefined: as many as take a few seconds, by the runs so far. */
  readonly runsPerJob: number | undefined;
  spawn(): Runner;
  /** Settles when nothing more should start. */
  readonly stopped: Promise<void>;
  onOutcome(outcome: Job.Outcome): void;
}

interface State {
  readonly waiting: (Plan.Lot & { readonly seeds: number[] })[];
  /** Parts to run again, and the runner that made each. */
  readonly checks: { part: Part.Part; by: number }[];
  msPerRun: number | undefined;
  open: boolean;
  same: boolean;
}

/** Work of the last jobs. */
const LEAST_MS = 500;
/** Weight of the newest job in the estimate of a run's time. */
const NEWEST = 0.5;

/**
 * Runs every seed on `workers` runners. The first jobs are single runs, which tell how many a job should hold. Gives false
 * when a part that was run again came out different. Running jobs are abandoned once `stopped` settles.
 */
export async function drain(request: Request, lots: readonly Plan.Lot[]): Promise<boolean> {
  const waiting = lots.map((lot) => ({ ...lot, seeds: [...lot.seeds] }));
  const state: State = { waiting, checks: [], msPerRun: undefined, open: true, same: true };
  const closed = request.stopped.then(() => {
    state.open = false;
    return undefined;
  });
  const workers = Math.min(request.workers, Plan.count(lots));
  const serving = Array.from({ length: workers }, (_, me) => serve(request, state, me, closed));
  const ended = await Promise.allSettled(serving);
  const broken = ended.find((one) => one.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  // What the last jobs left to run again, or all of it where there was one runner: a new one is another.
  if (state.open && state.checks.length > 0) await serve(request, state, -1, closed);
  return state.same;
}

async function serve(request: Request, state: State, me: number, closed: Promise<undefined>): Promise<void> {
  const runner = request.spawn();
  try {
    while (state.open) {
      const job = next(request, state, me);
      if (job === undefined) return;
      const work =
        'check' in job ? check(request, state, runner, job.check) : run(request, state, runner, job, me);
      work.catch(() => undefined);
      await Promise.race([work, closed]);
    }
  } catch (error) {
    state.open = false;
    throw error;
  } finally {
    await runner.stop();
  }
}

function next({ store, tables, runsPerJob, workers }: Request, state: State, me: number) {
  const other = state.checks.findIndex(({ by }) => by !== me);
  const whole = { store: store.url, tables };
  if (other >= 0) return { check: { ...whole, ...state.checks.splice(other, 1)[0]!.part } };
  const most = runsPerJob ?? (state.msPerRun === undefined ? 1 : sizeNow(state, state.msPerRun, workers));
  const range = take(state.waiting, most);
  return range === undefined ? undefined : { ...whole, ...range };
}

/** No job holds so much of the rest that others wait long for it at the end, and none is too short to pay for itself. */
function sizeNow({ waiting }: State, msPerRun: number, workers: number): number {
  const fair = Math.ceil(Plan.count(waiting) / (2 * workers));
  return Math.min(Plan.size(msPerRun), Math.max(fair, Math.ceil(LEAST_MS / msPerRun)));
}

/** The next range without holes, of at most `mostRuns` runs where a seed has no more; its seeds leave the list. */
function take(
  waiting: State['waiting'],
  mostRuns: number,
): (Part.Part & { readonly branches?: Plan.Branches }) | undefined {
  while (waiting[0]?.seeds.length === 0) waiting.shift();
  const lot = waiting[0];
  if (lot === undefined) return undefined;
  const [from] = lot.seeds;
  const { point, branches } = lot;
  const most = mostRuns / Plan.runsPerSeed(branches);
  let length = 1;
  while (length < most && lot.seeds[length] === from! + length) length++;
  lot.seeds.splice(0, length);
  const range = { point, from: from!, to: from! + length - 1 };
  return branches === undefined ? range : { ...range, branches };
}

async function run(request: Request, state: State, runner: Runner, job: Job.Job, me: number): Promise<void> {
  const { engine, store, percent } = request;
  const outcome = await Careful.run(engine, store, runner, job);
  if (!state.open) return;
  const ms = outcome.wallMs / ((job.to - job.from + 1) * Plan.runsPerSeed(job.branches));
  state.msPerRun = state.msPerRun === undefined ? ms : NEWEST * ms + (1 - NEWEST) * state.msPerRun;
  for (const part of outcome.parts) if (Recheck.isChosen(part, percent)) state.checks.push({ part, by: me });
  request.onOutcome(outcome);
}

async function check({ store }: Request, state: State, runner: Runner, job: Job.Job): Promise<void> {
  if (await Recheck.run(store, runner, job, 'another thread')) return;
  state.same = false;
  state.open = false;
}
