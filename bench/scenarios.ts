import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Benchmark, Contender } from './harness.js';
import type { Took } from './one.js';
import * as Seed from './seed.js';

/** An operation is one event, of whose number a run tells when it is over; in a study it is one seed. */
export const benchmarks: Benchmark[] = [
  run('oct-2025', 'the default scenario, seed 1: 34 hours, 30 alts, four venues', 3),
  run('oct-2025-lite', 'its reduction for studies, seed 1: an hour and three quarters, five alts', 5),
  run(
    'oct-2025-full',
    'the event at full size, seed 1: nine hours and a half, 400 alts, ten million accounts',
    1,
  ),
  study(
    'oct-2025-lite',
    'the reduction, seed after seed in one process, as a study runs them on each core',
    40,
  ),
];

function run(name: string, what: string, passes: number): Benchmark {
  return { name, what, contenders: () => [contender(name, passes)] };
}

/** The first pass is as cold as any: each is a process of its own. */
function contender(name: string, passes: number): Contender {
  const prepare = () => {
    let took: Took | undefined;
    return {
      play: () => {
        took = inProcess(name);
      },
      measured: () => ({ operations: took!.events, processorUs: took!.processorS * 1e6 }),
      counts: () => ({
        events: took!.events,
        'processor s': Number(took!.processorS.toFixed(1)),
        'wall s': Number(took!.wallS.toFixed(1)),
        'MB resident at most': Math.round(took!.peakRssBytes / 1e6),
        markets: took!.markets,
        'accounts liquidated': took!.forcedAccounts,
        digest: took!.conserved ? took!.digest : 'NOT CONSERVED',
      }),
    };
  };
  return { name: 'run', operations: 1, passes, prepare };
}

function inProcess(name: string): Took {
  const script = fileURLToPath(new URL('./one.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, name, '1'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Took;
}

/** Seeds in one process: only the first of them are cold. */
function study(name: string, what: string, seeds: number): Benchmark {
  const prepare = () => {
    const loaded = Seed.load(name);
    let events = 0;
    return {
      play: (from: number, to: number) => {
        for (let seed = from + 1; seed <= to; seed++) events += Seed.run(loaded, seed).events;
      },
      counts: () => ({ events }),
    };
  };
  const contender = { name: 'seeds', operations: seeds, passes: 3, latency: true, prepare };
  return { name: `${name}-study`, what, contenders: () => [contender] };
}
