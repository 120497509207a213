import type { z } from 'zod';
import type * as Call from '../messages/Call.js';
import type { Producer } from '../observe/Producer.js';
import type { Bench } from '../opening/Bench.js';
import type { Base } from '../populations/Agent.js';
import type { Behavior } from '../populations/Kind.js';
import type { Engine } from '../state/Engine.js';

/** A room that plugs in: a chain with a section of the file, state, calls and people of its own. */
export interface Plug {
  /** Key of its section in a file, of its state in `onchain.plugged`, and of its view. */
  readonly name: string;
  readonly schema: z.ZodType;
  /** Its lists of items that nothing reads before the time (`from` or `at`) that each states. */
  readonly dated: readonly string[];
  /** Opens what the section states, after everybody else; nothing where it is absent. */
  open(bench: Bench): void;
  /** An event of its own has come. */
  wake(engine: Engine): void;
  /** Whether a call of an agent is for it; then it takes the call, and executes it when it is in a block. */
  takes(call: Call.Call): boolean;
  send(engine: Engine, call: Call.Call): void;
  execute(engine: Engine, call: Call.Call): void;
  /** What everybody sees of it; undefined where the world has none. */
  view(engine: Engine): unknown;
  /** Its series columns and its part of the summary. */
  readonly producer: Producer;
  readonly behaviors: readonly Behavior<Base>[];
}
