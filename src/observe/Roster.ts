import type { Planted } from './Own.js';
import type { Summary } from './SummarySchema.js';

/** One value that an intervention or a set replaced. */
export type Change = Summary['changes'][number];

/** What the record says of one number of a run. */
export type Expectation = NonNullable<Summary['expect']>[number];

/** What the scenario says of its assets and venues: how readers group and explain what the run did. */
export interface Roster {
  readonly assets: readonly Summary['assets'][number][];
  readonly venues: readonly Summary['venues'][number][];
  readonly planted: readonly Planted[];
}
