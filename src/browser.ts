import * as Door from './door/Door.js';
import type * as Unwind from './index.js';
import { SCENARIOS } from './scenarios.js';

export type { Changes, Door, Run, RunOptions } from './door/Door.js';
export * from './index.js';

/** Packaged scenarios by name; there are no files. A page does not tell its memory. */
const door = Door.open({
  library: {
    read: (folder, name) => (Object.hasOwn(SCENARIOS[folder], name) ? SCENARIOS[folder][name] : undefined),
    names: (folder) => Object.keys(SCENARIOS[folder]),
  },
  nowMs: () => performance.now(),
  peakRssBytes: () => 0,
});

export const library: Unwind.Library = door.library;
export const load: Door.Door['load'] = door.load;
export const run: Door.Door['run'] = door.run;
export const compare: Door.Door['compare'] = door.compare;
