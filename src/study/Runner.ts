import { Worker } from 'node:worker_threads';
import type { Job, Outcome } from './Job.js';

/** Does one job at a time. */
export interface Runner {
  /** Rejects when the thread dies or the store fails. */
  run(job: Job): Promise<Outcome>;
  /** The digest of the part as run again here, and of what lies in the store. */
  check(job: Job): Promise<Checked>;
  /** The seed in work when the last job was lost. */
  seed(): number | undefined;
  stop(): Promise<void>;
}

export interface Checked {
  readonly again: string;
  readonly stored: string | undefined;
}

/** To the thread. */
export interface Order {
  readonly task: 'run' | 'check';
  readonly job: Job;
}

/** From the thread. */
export type Answer =
  | { readonly seed: number }
  | { readonly outcome: Outcome }
  | { readonly checked: Checked }
  | { readonly error: string; readonly mistake: boolean };

/** An error that no second try can mend: a mistake in the input, or another version. */
export class Refused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refused';
  }
}

/** A runner on its own thread, started at the first job. A thread that dies loses its job; the next gets a new thread. */
export function thread(): Runner {
  let worker: Worker | undefined;
  let seed: number | undefined;
  let settle: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  const start = (): Worker => {
    const started = new Worker(new URL('./Thread.js', import.meta.url));
    const die = (why: string): void => {
      if (worker !== started) return;
      worker = undefined;
      settle?.reject(new Error(why));
    };
    started.on('message', (answer: Answer) => {
      if ('seed' in answer) seed = answer.seed;
      else settle?.resolve(answer);
    });
    started.on('error', (error) => die(`the thread ended: ${error.message}`));
    started.on('exit', (code) => die(`the thread ended with code ${code}`));
    return started;
  };
  const ask = async (order: Order): Promise<Answer> => {
    worker ??= start();
    seed = undefined;
    worker.postMessage(order);
    const answer = await new Promise<Answer>((resolve, reject) => {
      settle = { resolve, reject };
    });
    if (!('error' in answer)) return answer;
    throw answer.mistake ? new Refused(answer.error) : new Error(answer.error);
  };
  return {
    run: async (job) => ((await ask({ task: 'run', job })) as { outcome: Outcome }).outcome,
    check: async (job) => ((await ask({ task: 'check', job })) as { checked: Checked }).checked,
    seed: () => seed,
    stop: async () => {
      const stopping = worker;
      worker = undefined;
      await stopping?.terminate();
    },
  };
}
