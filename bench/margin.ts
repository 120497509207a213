import * as Streams from '../src/base/Streams.js';
import { type Benchmark, bytesOf, type Contender } from './harness.js';
import * as SurplusLevels from './surplus/SurplusLevels.js';

const INSTRUMENTS = 1_000;
const TICKS = 3_600;
/** The scan costs the same at every tick: it is measured over every thirtieth. */
const SCANNED = 120;
const MOST_POSITIONS = 5;

/** An operation is one tick: every price moves, and every account without surplus is found. */
export const benchmarks: Benchmark[] = [
  benchmark('margin-1m', 'a million', 1_000_000),
  benchmark('margin-10m', 'ten million', 10_000_000),
];

interface World {
  readonly cash: Float64Array;
  /** Accounts in groups by position count, so that a scan has loops of fixed length. */
  readonly from: Int32Array;
  readonly instrument: Uint16Array;
  readonly weight: Float64Array;
  /** Prices of tick k from k * INSTRUMENTS. */
  readonly path: Float64Array;
}

function benchmark(name: string, words: string, accounts: number): Benchmark {
  return {
    name,
    what: `${words} cross accounts of one to five positions, 1,000 instruments, 3,600 ticks of a crash`,
    contenders: () => {
      const world = draw(accounts);
      return [levels(world), scan(world)];
    },
  };
}

function draw(accounts: number): World {
  const streams = Streams.create(1);
  const id = Streams.open(streams, 'margin');
  const from = new Int32Array(accounts + 1);
  for (let a = 0; a < accounts; a++) from[a + 1] = from[a]! + 1 + Math.floor((a * MOST_POSITIONS) / accounts);
  const rows = from[accounts]!;
  const world: World = {
    cash: new Float64Array(accounts),
    from,
    instrument: new Uint16Array(rows).map(() => Streams.below(streams, id, INSTRUMENTS)),
    weight: new Float64Array(rows),
    path: drawPath(streams, id),
  };
  for (let a = 0; a < accounts; a++) {
    const first = from[a]!;
    for (let row = first; row < from[a + 1]!; row++) {
      const isLong = Streams.below(streams, id, 100) < 60;
      world.weight[row] = ((isLong ? 0.99 : -1.01) * 100) / world.path[world.instrument[row]!]!;
    }
    const gross = 100 * (from[a + 1]! - first);
    let net = 0;
    for (let row = first; row < from[a + 1]!; row++)
      net += world.weight[row]! * world.path[world.instrument[row]!]!;
    // A margin of 5 to 65 % of the gross position.
    world.cash[a] = gross * (0.05 + 0.6 * Streams.unit(streams, id)) - net;
  }
  return world;
}

/** All prices fall by about 40 % in common, each with noise of its own. */
function drawPath(streams: Streams.Streams, id: number): Float64Array {
  const path = new Float64Array((TICKS + 1) * INSTRUMENTS);
  for (let i = 0; i < INSTRUMENTS; i++) path[i] = Streams.lognormal(streams, id, 0, 3);
  for (let tick = 1; tick <= TICKS; tick++) {
    const common = -0.5 / TICKS + 0.0005 * Streams.normal(streams, id);
    for (let i = 0; i < INSTRUMENTS; i++) {
      const own = 0.001 * (Streams.unit(streams, id) - 0.5);
      path[tick * INSTRUMENTS + i] = path[(tick - 1) * INSTRUMENTS + i]! * (1 + common + own);
    }
  }
  return path;
}

function levels(world: World): Contender {
  const prepare = () => {
    const { path } = world;
    const t = SurplusLevels.create(
      path.slice(0, INSTRUMENTS),
      world.cash,
      world.from,
      world.instrument,
      world.weight,
    );
    const breached: number[] = [];
    SurplusLevels.assess(t, breached);
    const armed = t.looks;
    const play = (from: number, to: number): void => {
      for (let tick = from; tick < to; tick++) {
        for (let i = 0; i < INSTRUMENTS; i++) SurplusLevels.move(t, i, path[(tick + 1) * INSTRUMENTS + i]!);
        SurplusLevels.assess(t, breached);
      }
    };
    return {
      play,
      counts: () => ({ looks: t.looks - armed, breached: breached.length }),
      bytes: () => ({ unit: 'account', each: bytesOf(t) / world.cash.length }),
    };
  };
  return { name: 'boxes by level of surplus', operations: TICKS, passes: 3, latency: true, prepare };
}

function scan(world: World): Contender {
  const prepare = () => {
    const isBreached = new Uint8Array(world.cash.length);
    let breached = 0;
    let looks = 0;
    const play = (from: number, to: number): void => {
      for (let step = from; step < to; step++) {
        const tick = Math.round(((step + 1) * TICKS) / SCANNED);
        const price = world.path.subarray(tick * INSTRUMENTS, (tick + 1) * INSTRUMENTS);
        for (let size = 1; size <= MOST_POSITIONS; size++)
          breached += scanGroup(world, price, size, isBreached);
        looks += world.cash.length;
      }
    };
    return { play, counts: () => ({ looks, breached }) };
  };
  return { name: 'scan by position count', operations: SCANNED, passes: 2, prepare };
}

/** Newly breached accounts among those with `size` positions. */
function scanGroup(world: World, price: Float64Array, size: number, isBreached: Uint8Array): number {
  const { cash, from, instrument, weight } = world;
  const share = cash.length / MOST_POSITIONS;
  let found = 0;
  let row = from[(size - 1) * share]!;
  for (let a = (size - 1) * share; a < size * share; a++) {
    let sum = cash[a]!;
    for (let k = 0; k < size; k++, row++) sum += weight[row]! * price[instrument[row]!]!;
    if (sum > 0 || isBreached[a] === 1) continue;
    isBreached[a] = 1;
    found += 1;
  }
  return found;
}
