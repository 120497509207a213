import * as Identity from './Identity.js';
import * as JobQueue from './JobQueue.js';
import * as Part from './Part.js';
import * as Plan from './Plan.js';
import * as Point from './Point.js';
import * as Recheck from './Recheck.js';
import * as Replay from './Replay.js';
import * as Resume from './Resume.js';
import { hidden } from './Serve.js';
import * as Shelf from './Shelf.js';
import type { Store } from './Store.js';
import type { Engine } from './StudyDoor.js';

export interface Request {
  readonly engine: Engine;
  readonly store: Store;
  readonly tables: readonly Part.Table[];
  readonly percent: number;
  readonly url: string;
  readonly runsPerJob: number;
  /** All that the study asks for, done or not. */
  readonly wanted: readonly Plan.Lot[];
  readonly stopped: Promise<void>;
  say(text: string): void;
  onProgress(progress: Progress): void;
}

export interface Progress {
  readonly done: number;
  readonly running: number;
  readonly failed: number;
}

const POLL_MS = 500;
/** How often the queue is compared with what is missing: a server that lost its jobs gets them again. */
const COMPARE_MS = 10_000;
const NOBODY_MS = 10_000;

/**
 * Puts what is missing into the queue and watches until all of it is done or set aside. The queue may be lost at any
 * time: what is done is read from the parts. Gives false when a part that was run again came out different.
 */
export async function submit(request: Request): Promise<boolean> {
  const server = await JobQueue.connect(request.engine, request.url);
  const queue = server.queue();
  queue.on('error', () => undefined);
  const watch: Watch = {
    ...{ comparedMs: Number.NEGATIVE_INFINITY, startMs: performance.now() },
    ...{ quiet: false, open: true },
  };
  const stopped = request.stopped.then(() => {
    watch.open = false;
  });
  try {
    while (watch.open) {
      const look = looking(request, queue, watch);
      look.catch(() => undefined);
      if ((await Promise.race([look, stopped])) === true) break;
      await Promise.race([new Promise((settle) => setTimeout(settle, POLL_MS)), stopped]);
    }
    return (await Recheck.stopped(request.store)) === undefined;
  } finally {
    await Promise.race([queue.close(), new Promise((settle) => setTimeout(settle, POLL_MS))]);
  }
}

interface Watch {
  comparedMs: number;
  readonly startMs: number;
  /** Said once that the server or the workers are away. */
  quiet: boolean;
  open: boolean;
}

/** Whether all is done. An unreachable server is waited for. */
async function looking(request: Request, queue: JobQueue.Queue, watch: Watch): Promise<boolean> {
  const { store, wanted } = request;
  if ((await Recheck.stopped(store)) !== undefined) return true;
  let running = 0;
  let busy = true;
  try {
    const compare = performance.now() - watch.comparedMs > COMPARE_MS;
    const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
    running = counts.active ?? 0;
    busy = Object.values(counts).some((count) => count > 0);
    await takeFailed(request, queue);
    if (compare || !busy) {
      busy = (await refill(request, queue)) > 0;
      watch.comparedMs = performance.now();
    }
    if (busy && performance.now() - watch.startMs > NOBODY_MS) await askForWorkers(request, queue, watch);
  } catch (error) {
    if (!watch.quiet)
      request.say(`the queue does not answer (${(error as Error).message}), waiting for it\n`);
    watch.quiet = true;
  }
  const { done, failed } = await Resume.state(store, request.tables, wanted);
  request.onProgress({ done, running, failed });
  return done + failed === Plan.count(wanted) && !busy;
}

/** Adds what is neither done nor waiting; gives how many tasks of this study wait or run. */
async function refill(request: Request, queue: JobQueue.Queue): Promise<number> {
  const { store, tables, percent, wanted, engine } = request;
  // In this order: a job that ends in between is then seen as done.
  const pending = await JobQueue.pending(queue, store.url);
  const { parts, missing } = await Resume.state(store, tables, wanted);
  const waiting = pending.filter(({ task }) => task === 'run');
  const lots = Plan.missing(missing, Part.seeds(waiting));
  const common = { store: store.url, tables, percent, version: engine.version, build: Identity.build() };
  const runs = Plan.ranges(lots, request.runsPerJob).map((part) => ({
    ...common,
    ...part,
    task: 'run' as const,
  }));
  const checked = await Recheck.done(store);
  const points = new Set(wanted.map(({ point }) => point));
  const known = new Set(pending.filter(({ task }) => task === 'check').map(Part.id));
  const checks = parts
    .filter((part) => points.has(part.point) && Recheck.isChosen(part, percent))
    .filter((part) => !checked.has(Part.id(part)) && !known.has(Part.id(part)))
    .map((part) => ({ ...common, ...part, task: 'check' as const }));
  await JobQueue.add(queue, [...runs, ...checks]);
  return pending.length + runs.length + checks.length;
}

/** A job that failed for good leaves the queue; its seeds are set aside with the command that repeats them. */
async function takeFailed(request: Request, queue: JobQueue.Queue): Promise<void> {
  const { store, engine } = request;
  for (const job of await JobQueue.failed(queue, store.url)) {
    const { task, point: key, from, to } = job.data;
    const point = await Point.read(engine, store, key);
    const command = Replay.text(Replay.study(point.name, from, to, point));
    const why = `${task} of seeds ${from} to ${to} failed: ${job.failedReason}`;
    request.say(`${why}\nreplay: ${command}\n`);
    if (task === 'run')
      for (let seed = from; seed <= to; seed++)
        await Shelf.setAside(store, key, { seed, code: 1, command, text: `${why}\nreplay: ${command}\n` });
    else
      await store.write(
        `checks/${Part.id(job.data)}.json`,
        Buffer.from(`${JSON.stringify({ failed: why })}\n`),
      );
    await job.remove();
  }
}

async function askForWorkers(
  { url, engine, say }: Request,
  queue: JobQueue.Queue,
  watch: Watch,
): Promise<void> {
  if (watch.quiet || (await queue.getWorkersCount()) > 0) return;
  watch.quiet = true;
  const version = `${engine.version} (${Identity.build()})`;
  say(`no worker of version ${version} at ${hidden(url)}: start some with unwind worker URL\n`);
}
