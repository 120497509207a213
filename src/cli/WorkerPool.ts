import { Worker } from 'node:worker_threads';
import type { Choices, Result } from './Door.js';

/** What all seeds of a study share. */
export interface Task extends Choices {
  readonly name: string;
  readonly scenarios: string;
}

export type Outcome =
  | { readonly seed: number; readonly result: Result; readonly findings: readonly string[] }
  | { readonly seed: number; readonly code: number; readonly text: string };

/** Runs one seed at a time. */
export interface Runner {
  run(seed: number): Promise<Outcome>;
  stop(): Promise<void>;
}

/**
 * Runs every seed on `size` runners and hands each outcome on as it ends.
 * Once `stopped` settles, running seeds are abandoned and no new one starts.
 */
export async function drain(
  seeds: readonly number[],
  size: number,
  spawn: () => Runner,
  stopped: Promise<void>,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const waiting = [...seeds];
  let open = true;
  const closed = stopped.then(() => {
    open = false;
    return undefined;
  });
  const serve = async (): Promise<void> => {
    const runner = spawn();
    try {
      for (let seed = waiting.shift(); open && seed !== undefined; seed = waiting.shift()) {
        const outcome = await Promise.race([runner.run(seed), closed]);
        if (outcome !== undefined) onOutcome(outcome);
      }
    } finally {
      await runner.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(size, seeds.length) }, serve));
}

/** A runner on its own thread. A thread that dies takes one seed with it; the next seed gets a new thread. */
export function thread(task: Task): Runner {
  let worker: Worker | undefined;
  let seed = 0;
  let settle: (outcome: Outcome) => void = () => undefined;
  const start = (): Worker => {
    const started = new Worker(new URL('./StudyWorker.js', import.meta.url), { workerData: task });
    const die = (text: string): void => {
      if (worker !== started) return;
      worker = undefined;
      settle({ seed, code: 1, text });
    };
    started.on('message', (outcome: Outcome) => settle(outcome));
    started.on('error', (error) => die(`unexpected error: ${error.stack ?? error.message}\n`));
    started.on('exit', (code) => die(`the thread ended with code ${code}\n`));
    return started;
  };
  return {
    run: (next) => {
      seed = next;
      worker ??= start();
      worker.postMessage(seed);
      return new Promise((done) => {
        settle = done;
      });
    },
    stop: async () => {
      const stopping = worker;
      worker = undefined;
      await stopping?.terminate();
    },
  };
}
