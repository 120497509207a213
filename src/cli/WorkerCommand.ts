import { availableParallelism } from 'node:os';
import * as Serve from '../study/Serve.js';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';

export interface Options {
  readonly threads?: string;
  readonly lock: string;
  readonly leaveAfter?: string;
}

/** `unwind worker`: does the jobs of a queue until Ctrl-C; those in work are finished first. */
export async function work(context: Context, url: string, options: Options): Promise<number> {
  const { engine, terminal } = context;
  const number = (name: string, text: string) => Arguments.atLeastOne(engine, name, text);
  let stop = (): void => undefined;
  const stopped = new Promise<void>((settle) => {
    stop = settle;
  });
  const release = terminal.onInterrupt(() => {
    terminal.err('finishing the jobs in work; Ctrl-C again ends at once\n');
    stop();
  });
  try {
    await Serve.serve({
      ...{ engine, url, stopped, spawn: context.spawn, say: terminal.err },
      threads: number('--threads', options.threads ?? String(availableParallelism())),
      lockMs: number('--lock', options.lock) * 1000,
      leaveAfterMs:
        options.leaveAfter === undefined ? undefined : number('--leave-after', options.leaveAfter) * 1000,
    });
    return Exit.OK;
  } finally {
    release();
  }
}
