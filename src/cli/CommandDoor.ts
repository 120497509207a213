import type * as Unwind from '../index.js';

export type {
  Comparison,
  Folder,
  Library,
  Loaded,
  Progress,
  Result,
  RunFiles,
  Seeds,
  Sheet,
  Summary,
  World,
} from '../index.js';

/** What the command line uses of src/index.ts, with its types; a test gives a fake. */
export type Engine = Pick<
  typeof Unwind,
  | 'version'
  | 'InputError'
  | 'InvariantError'
  | 'load'
  | 'build'
  | 'describe'
  | 'advance'
  | 'progress'
  | 'drainJournal'
  | 'summary'
  | 'audit'
  | 'headlines'
  | 'fit'
  | 'fitText'
  | 'checkText'
  | 'validation'
  | 'series'
  | 'onset'
  | 'turn'
  | 'story'
  | 'sheets'
  | 'studySheet'
  | 'seriesCsv'
  | 'report'
  | 'traceText'
  | 'findRows'
  | 'compare'
  | 'position'
>;

/** In the order in which they are listed. */
export const FOLDERS = [
  'history',
  'primer',
  'presets',
  'interventions',
  'studies',
] as const satisfies readonly Unwind.Folder[];
