import type { Runner } from '../study/Runner.js';
import type { Engine } from './CommandDoor.js';
import type { Terminal } from './Terminal.js';

/** Everything a command needs from outside; tests give fakes. */
export interface Context {
  readonly engine: Engine;
  readonly terminal: Terminal;
  /** Folder of the packaged scenarios. */
  readonly scenarios: string;
  /** Starts a runner of a study's jobs: a thread. */
  spawn(): Runner;
}
