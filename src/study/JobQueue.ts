import { createHash } from 'node:crypto';
import type { Job as BullJob, Queue as BullQueue, Worker as BullWorker, WorkerOptions } from 'bullmq';
import * as Identity from './Identity.js';
import type { Job } from './Job.js';
import * as Lazy from './Lazy.js';
import * as Mistake from './Mistake.js';
import * as Part from './Part.js';
import type { Engine } from './StudyDoor.js';

/** What goes through the queue: where, what and how; never a table. */
export interface Task extends Job {
  readonly task: 'run' | 'check';
  readonly version: string;
  readonly build: string;
  /** Parts in a hundred that are run again. */
  readonly percent: number;
  /** Who wrote the part that is to be run again. */
  readonly by?: string;
}

export type Queue = BullQueue<Task>;
export type Processor = (job: BullJob<Task>, token?: string) => Promise<unknown>;
export type Worker = BullWorker<Task>;

/** A server and how to reach it through the queue library. */
export interface Server {
  readonly url: string;
  readonly errors: typeof import('bullmq');
  queue(): Queue;
  worker(processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker;
}

/** Tries of a job whose worker reports an error, or whose worker vanished. */
const ATTEMPTS = 3;
export const MOST_STALLED = 5;
const RETRY_MS = 1000;

/** A server by its URL: redis://, rediss://, postgres:// or postgresql://. Throws InputError. */
export async function connect(engine: Engine, url: string): Promise<Server> {
  const scheme = /^([a-z]+):\/\//.exec(url)?.[1] ?? '';
  if (!['redis', 'rediss', 'postgres', 'postgresql'].includes(scheme)) {
    const expected = 'redis://host:port or postgres://user@host:port/database';
    throw Mistake.of(engine, '--on', JSON.stringify(url), expected, 'name the server of the queue');
  }
  const bull = await Lazy.load(engine, 'bullmq', () => import('bullmq'));
  const name = nameOf(engine);
  if (scheme.startsWith('redis')) {
    await Lazy.load(engine, 'ioredis', () => import('ioredis'));
    return {
      url,
      errors: bull,
      queue: () => new bull.Queue<Task>(name, { connection: { url } }),
      worker: (processor, options) =>
        new bull.Worker<Task>(name, processor, {
          ...options,
          connection: { url, maxRetriesPerRequest: null },
        }),
    };
  }
  await Lazy.load(engine, 'pg', () => import('pg'));
  const backend = bull.withBackend(bull.createPostgresBackend);
  const connection = { connectionString: url, schema: 'unwind_queue', migrate: true };
  return {
    url,
    errors: bull,
    queue: () => new backend.Queue<Task>(name, { connection }) as unknown as Queue,
    worker: (processor, options) =>
      new backend.Worker<Task>(name, processor, { ...options, connection }) as unknown as Worker,
  };
}

/** A version has a queue of its own, so that a worker never takes what it would have to refuse. */
function nameOf({ version }: Engine): string {
  return `unwind-${version}-${Identity.build()}`;
}

/** The same job of the same folder has the same id: adding it twice adds it once. */
function idOf(task: Pick<Task, 'store' | 'task' | keyof Part.Part>): string {
  const folder = createHash('sha256').update(task.store).digest('hex').slice(0, 8);
  return `${folder}-${Part.id(task)}${task.task === 'check' ? '-check' : ''}`;
}

export async function add(queue: Queue, tasks: readonly Task[]): Promise<void> {
  const opts = {
    attempts: ATTEMPTS,
    backoff: { type: 'fixed', delay: RETRY_MS },
    removeOnComplete: true,
    removeOnFail: false,
  };
  const jobs = tasks.map((data) => ({ name: data.task, data, opts: { ...opts, jobId: idOf(data) } }));
  if (jobs.length > 0) await queue.addBulk(jobs);
}

/** Tasks of one folder that wait or run. */
export async function pending(queue: Queue, store: string): Promise<Task[]> {
  const jobs = await queue.getJobs(['wait', 'active', 'delayed', 'prioritized']);
  return jobs.flatMap((job) => (job?.data?.store === store ? [job.data] : []));
}

/** Tasks of one folder that failed for good, and how to take them out of the queue. */
export async function failed(queue: Queue, store: string): Promise<BullJob<Task>[]> {
  const jobs = await queue.getJobs(['failed']);
  return jobs.filter((job) => job?.data?.store === store);
}
