import type { Summary } from './SummarySchema.js';

/** What the scenario says of its assets and venues: how readers group and explain what the run did. */
export interface Roster {
  readonly assets: readonly Summary['assets'][number][];
  readonly venues: readonly Summary['venues'][number][];
}
