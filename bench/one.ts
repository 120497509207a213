/**
 * One run of a scenario in a process of its own, so that its memory and its compiled code are its own: prints what it took
 * as JSON. The files of a run are not written. Usage: node one.js NAME SEED
 */
import * as Seed from './seed.js';

/** Processor and wall time in seconds, building and auditing included; peak resident memory in bytes. */
export interface Took {
  readonly events: number;
  readonly processorS: number;
  readonly wallS: number;
  readonly peakRssBytes: number;
  readonly markets: number;
  readonly forcedAccounts: number;
  readonly digest: string;
  readonly conserved: boolean;
}

const [name = 'oct-2025-lite', seed = '1'] = process.argv.slice(2);
const startMs = performance.now();
const summary = Seed.run(Seed.load(name), Number(seed));
const { user, system } = process.cpuUsage();
const took: Took = {
  events: summary.events,
  processorS: (user + system) / 1e6,
  wallS: (performance.now() - startMs) / 1000,
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
  markets: summary.markets.length,
  forcedAccounts: summary.liquidations.accounts,
  digest: summary.digest,
  conserved: summary.conserved,
};
console.log(JSON.stringify(took));
