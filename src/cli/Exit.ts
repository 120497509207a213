import * as Replay from '../study/Replay.js';
import type { Engine, Loaded } from './CommandDoor.js';

export const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export const OK = 0;
export const BROKEN = 1;
export const MISTAKE = 2;
export const INTERRUPTED = 130;

export interface Identity {
  readonly loaded: Loaded;
  readonly seed: number;
  readonly version: string;
  /** Events done when the run broke. */
  readonly events: number;
  /** The arguments that lead to the same event again. */
  readonly replay: readonly string[];
}

/** A run that broke, with what is needed to break it again. */
export class BrokenRun extends Error {
  readonly identity: Identity;

  constructor(cause: unknown, identity: Identity) {
    super('broken run', { cause });
    this.name = 'BrokenRun';
    this.identity = identity;
  }
}

/** The kinds of errors that a command explains. */
export type Errors = Pick<Engine, 'InputError' | 'InvariantError'>;

/** The exit code of an error and the text for a person. */
export function explain(engine: Errors, error: unknown): { code: number; text: string } {
  if (error instanceof BrokenRun)
    return { code: BROKEN, text: `${headline(engine, error.cause)}\n${identify(error.identity)}\n` };
  if (error instanceof engine.InputError) return { code: MISTAKE, text: `${error.message}\n` };
  if (isSystem(error)) {
    const place = `${error.path ?? 'output'}:1:1`;
    return {
      code: MISTAKE,
      text: `${place}: found ${error.message}, expected files that can be read and written. Remedy: check the path, its permissions and the space left\n`,
    };
  }
  return { code: BROKEN, text: `${headline(engine, error)}\n` };
}

function headline(engine: Errors, error: unknown): string {
  if (error instanceof engine.InvariantError) return `broken invariant ${error.message}`;
  return `unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function identify(identity: Identity): string {
  const { loaded, seed, version, events, replay } = identity;
  const interventions = loaded.interventions.length === 0 ? 'none' : loaded.interventions.join(', ');
  return [
    `run: ${loaded.name}, scenario digest ${loaded.digest}, seed ${seed}, version ${version}, interventions ${interventions}`,
    `event: ${events}`,
    `replay: ${Replay.text(replay)}`,
  ].join('\n');
}

function isSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
