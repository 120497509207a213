import type { Engine } from '../state/Engine.js';
import type { Marks } from './LoopMarks.js';
import type { Recorder } from './Recorder.js';
import type { Summary } from './SummarySchema.js';

export type Column = readonly [name: string, value: number];

/** What a summary is made from: the world as it stands, the series so far, and what the journal says about accounts. */
export interface Scope {
  readonly engine: Engine;
  readonly recorder: Recorder;
  readonly marks: Marks;
}

/**
 * One subject of observation: its columns and its part of the summary. It reads the world and never writes to it; a
 * new subject is one of these and a line of the registry.
 */
export interface Producer {
  readonly key: string;
  /** Values at the end of a minute, by column. */
  readonly levels?: (engine: Engine, recorder: Recorder) => readonly Column[];
  /** Running totals since the start, by column: the series holds their growth in each minute. */
  readonly totals?: (engine: Engine, recorder: Recorder) => readonly Column[];
  /** Its fields of the summary; none in a world without the subject. */
  readonly summary?: (scope: Scope) => Partial<Summary>;
}
