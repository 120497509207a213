import { hostname } from 'node:os';
import type { Job as BullJob } from 'bullmq';
import * as Careful from './Careful.js';
import * as Identity from './Identity.js';
import * as JobQueue from './JobQueue.js';
import * as Part from './Part.js';
import * as Recheck from './Recheck.js';
import { Refused, type Runner } from './Runner.js';
import * as Store from './Store.js';
import type { Engine } from './StudyDoor.js';

export interface Request {
  readonly engine: Engine;
  readonly url: string;
  readonly threads: number;
  /** A worker that says nothing for so long loses its jobs to others. */
  readonly lockMs: number;
  /** Ends after so long without a job; undefined: never. */
  readonly leaveAfterMs: number | undefined;
  spawn(): Runner;
  /** Settles when no further job should be taken. */
  readonly stopped: Promise<void>;
  say(text: string): void;
}

interface State {
  readonly request: Request;
  readonly server: JobQueue.Server;
  readonly queue: JobQueue.Queue;
  readonly stores: Map<string, Promise<Store.Store>>;
  readonly idle: Runner[];
  readonly me: string;
  busy: number;
  lastMs: number;
  open: boolean;
}

/** Times that a worker passes a part of its own on before it runs it again itself, on another thread. */
const PASSES = 3;
const PASS_MS = 300;
const LOOK_MS = 500;

/** Takes jobs until stopped: the simulation runs in threads, so that the lock of a long job is renewed meanwhile. */
export async function serve(request: Request): Promise<void> {
  const { engine, url, threads, lockMs, say } = request;
  const server = await JobQueue.connect(engine, url);
  const me = `${hostname()}:${process.pid}`;
  const queue = server.queue();
  const state: State = {
    ...{ request, server, queue, me, stores: new Map(), idle: [] },
    ...{ busy: 0, lastMs: performance.now(), open: true },
  };
  const worker = server.worker((job, token) => take(state, job, token), {
    concurrency: threads,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: JobQueue.MOST_STALLED,
  });
  const quiet = speakOnce(say);
  worker.on('error', (error) => quiet(`queue: ${error.message || String(error)}\n`));
  queue.on('error', (error) => quiet(`queue: ${error.message || String(error)}\n`));
  worker.on('failed', (job, error) => say(`job ${job?.id} failed: ${error.message}\n`));
  say(
    `worker ${me}, ${threads} threads, version ${engine.version} (${Identity.build()}), waits at ${hidden(url)}\n`,
  );
  await Promise.race([request.stopped, idleFor(state)]);
  state.open = false;
  await worker.close();
  await queue.close();
  await Promise.all(state.idle.map((runner) => runner.stop()));
}

/** The URL without its password. */
export function hidden(url: string): string {
  return url.replace(/\/\/([^/@:]*):[^/@]*@/, '//$1:…@');
}

async function take(state: State, job: BullJob<JobQueue.Task>, token: string | undefined): Promise<unknown> {
  state.busy++;
  const runner = state.idle.pop() ?? state.request.spawn();
  try {
    refuseOther(state, job.data);
    const store = await storeOf(state, job.data.store);
    // Whoever watches sees why; a job that does nothing is soon gone.
    if ((await Recheck.stopped(store)) !== undefined) return null;
    return job.data.task === 'run'
      ? await run(state, store, runner, job.data)
      : await check(state, store, runner, { job, token });
  } catch (error) {
    if (error instanceof Refused || error instanceof state.request.engine.InputError)
      throw new state.server.errors.UnrecoverableError((error as Error).message);
    throw error;
  } finally {
    state.idle.push(runner);
    state.busy--;
    state.lastMs = performance.now();
  }
}

function refuseOther({ request }: State, { version, build }: JobQueue.Task): void {
  const ours = `${request.engine.version} (${Identity.build()})`;
  if (`${version} (${build})` === ours) return;
  throw new Refused(`made for version ${version} (${build}), this worker is ${ours}`);
}

async function run(state: State, store: Store.Store, runner: Runner, task: JobQueue.Task) {
  const { request, queue, me } = state;
  const outcome = await Careful.run(request.engine, store, runner, task);
  const again = outcome.parts.filter((part) => Recheck.isChosen(part, task.percent));
  const checks = again.map(({ point, from, to }) => ({
    ...task,
    point,
    from,
    to,
    task: 'check' as const,
    by: me,
  }));
  await JobQueue.add(queue, checks);
  for (const { text } of outcome.failures) request.say(text);
  const { parts, failures, wallMs } = outcome;
  request.say(`${Part.id(task)}: ${task.to - task.from + 1} runs in ${(wallMs / 1000).toFixed(1)} s\n`);
  return { parts, failed: failures.length, wallMs };
}

/** Another worker's part, run again here. Its own it passes on while others may come; then a new thread does it. */
async function check(
  state: State,
  store: Store.Store,
  runner: Runner,
  { job, token }: { job: BullJob<JobQueue.Task>; token: string | undefined },
) {
  const isOwn = job.data.by === state.me;
  if (isOwn && job.attemptsStarted <= PASSES) {
    await job.moveToDelayed(Date.now() + PASS_MS, token);
    throw new state.server.errors.DelayedError();
  }
  const other = isOwn ? state.request.spawn() : runner;
  try {
    const same = await Recheck.run(store, other, job.data, state.me);
    if (!same) state.request.say(`${await Recheck.stopped(store)}\n`);
    return { same };
  } finally {
    if (isOwn) await other.stop();
  }
}

function storeOf(state: State, url: string): Promise<Store.Store> {
  const known = state.stores.get(url) ?? Store.open(state.request.engine, url);
  state.stores.set(url, known);
  // A failure is tried again with the next job.
  known.catch(() => state.stores.delete(url));
  return known;
}

async function idleFor(state: State): Promise<void> {
  const { leaveAfterMs } = state.request;
  if (leaveAfterMs === undefined) return new Promise(() => undefined);
  while (state.open && (state.busy > 0 || performance.now() - state.lastMs < leaveAfterMs))
    await new Promise((settle) => setTimeout(settle, LOOK_MS));
}

/** A server that is away repeats its error many times a second. */
function speakOnce(say: (text: string) => void): (text: string) => void {
  let last = '';
  return (text) => {
    if (text !== last) say(text);
    last = text;
  };
}
