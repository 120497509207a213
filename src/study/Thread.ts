import { parentPort } from 'node:worker_threads';
import * as Unwind from '../index.js';
import * as Job from './Job.js';
import type { Answer, Order } from './Runner.js';
import * as Store from './Store.js';

/* A thread of a study: takes a job, answers each seed as it begins and the outcome at the end. */
const port = parentPort!;
const caches = new Map<string, { store: Store.Store; cache: Job.Cache }>();

port.on('message', async (order: Order) => {
  try {
    port.postMessage(await answer(order));
  } catch (error) {
    const mistake = error instanceof Unwind.InputError;
    const text =
      error instanceof Error ? (mistake ? error.message : (error.stack ?? error.message)) : String(error);
    port.postMessage({ error: text, mistake } satisfies Answer);
  }
});

async function answer({ task, job }: Order): Promise<Answer> {
  const known = caches.get(job.store) ?? { store: await Store.open(Unwind, job.store), cache: new Map() };
  caches.set(job.store, known);
  const { store, cache } = known;
  if (task === 'run') {
    const begin = (seed: number) => port.postMessage({ seed } satisfies Answer);
    return { outcome: await Job.run(Unwind, store, cache, job, begin) };
  }
  const again = await Job.rerun(Unwind, store, cache, job);
  return { checked: { again, stored: await Job.stored(store, job) } };
}
