import type { Engine } from './Door.js';
import type { Terminal } from './Terminal.js';
import type { Runner, Task } from './WorkerPool.js';

/** Everything a command needs from outside; tests give fakes. */
export interface Context {
  readonly engine: Engine;
  readonly terminal: Terminal;
  /** Folder of the packaged scenarios. */
  readonly scenarios: string;
  /** Starts a runner of study seeds: a thread. */
  spawn(task: Task): Runner;
}
