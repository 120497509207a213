import * as Bundles from './Bundles.js';
import type * as Job from './Job.js';
import * as Point from './Point.js';
import { Refused, type Runner } from './Runner.js';
import * as Shelf from './Shelf.js';
import * as Simulate from './Simulate.js';
import type { Store } from './Store.js';
import type { Engine } from './StudyDoor.js';

/** Threads that one seed may end before it is set aside. */
const TRIES = 2;

/**
 * Does a job on a runner whose thread may die under it (out of memory, a native crash). Then every seed is run alone; one
 * that ends its thread again is set aside, so that it costs the others nothing.
 */
export async function run(engine: Engine, store: Store, runner: Runner, job: Job.Job): Promise<Job.Outcome> {
  try {
    return await runner.run(job);
  } catch (error) {
    if (error instanceof Refused) throw error;
    const outcomes: Job.Outcome[] = [];
    if (job.branches !== undefined) {
      for (const single of Bundles.apart(job)) outcomes.push(await run(engine, store, runner, single));
      return merge(outcomes);
    }
    for (let seed = job.from; seed <= job.to; seed++)
      outcomes.push(await alone(engine, store, runner, { ...job, from: seed, to: seed }));
    return merge(outcomes);
  }
}

async function alone(engine: Engine, store: Store, runner: Runner, job: Job.Job): Promise<Job.Outcome> {
  let why = '';
  for (let i = 0; i < TRIES; i++) {
    try {
      return await runner.run(job);
    } catch (error) {
      if (error instanceof Refused) throw error;
      // The thread did not come as far as the seed: the fault is in the store or the machine, not in the run.
      if (runner.seed() === undefined) throw error;
      why = (error as Error).message;
    }
  }
  const point = await Point.read(engine, store, job.point);
  const failure = Simulate.lost(point, job.from, `${why}, ${TRIES} times`);
  await Shelf.setAside(store, job.point, failure);
  return { parts: [], failures: [failure], findings: [], wallMs: 0, savedEvents: 0 };
}

function merge(outcomes: readonly Job.Outcome[]): Job.Outcome {
  return {
    parts: outcomes.flatMap((one) => one.parts),
    failures: outcomes.flatMap((one) => one.failures),
    findings: outcomes.flatMap((one) => one.findings),
    wallMs: outcomes.reduce((sum, one) => sum + one.wallMs, 0),
    savedEvents: outcomes.reduce((sum, one) => sum + one.savedEvents, 0),
  };
}
