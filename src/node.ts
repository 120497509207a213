import * as Files from './cli/Files.js';
import * as Door from './door/Door.js';
import * as Unwind from './index.js';

export type { Changes, Door, Run, RunOptions } from './door/Door.js';
export * from './index.js';

/** Packaged scenarios by name, files by the path of a `.yaml` file. */
const door = Door.open({
  library: Files.library(Unwind, Files.SCENARIOS),
  nowMs: () => performance.now(),
  peakRssBytes: () => process.resourceUsage().maxRSS * 1024,
});

export const library: Unwind.Library = door.library;
export const load: Door.Door['load'] = door.load;
export const run: Door.Door['run'] = door.run;
export const compare: Door.Door['compare'] = door.compare;
