import * as Streams from '../src/base/Streams.js';
import * as LiquidationIndex from '../src/mechanisms/lending/LiquidationIndex.js';
import { type Benchmark, bytesOf, type Contender } from './harness.js';

const POSITIONS = 1_000_000;
const UPDATES = 3600;
/** The scan does the same work at every update, so it is measured over every thirtieth, and finds what is low just then. */
const SCANNED = 120;
const COLLATERALS = 5;
const WIDTH = COLLATERALS + 1;
const PACES = [1, 1, 1, 1, 0.2, 0.02];

/** An operation is one oracle update. */
export const benchmarks: Benchmark[] = [
  lending('lending-calm', 'an hour of oracle updates, prices end near where they began', 0),
  lending('lending-crash', 'an hour in which collateral loses a fifth', -0.2),
];

type World = {
  readonly amount: Float64Array;
  /** Prices of update u from u * WIDTH. */
  readonly path: Float64Array;
};

function lending(name: string, what: string, drift: number): Benchmark {
  return {
    name,
    what: `a million positions over five collaterals; ${what}`,
    contenders: () => {
      const world = draw(drift);
      return [indexed(world), scanned(world)];
    },
  };
}

/** Positions of one to five collaterals with health 1.02 to 2.5, and correlated second-by-second prices. */
function draw(drift: number): World {
  const streams = Streams.create(1);
  const id = Streams.open(streams, 'lending');
  const amount = new Float64Array(POSITIONS * WIDTH);
  for (let p = 0; p < POSITIONS; p++) {
    const kinds = 1 + Streams.below(streams, id, COLLATERALS);
    let secured = 0;
    for (let k = 0; k < kinds; k++) {
      const value = 100 + 10_000 * Streams.unit(streams, id);
      amount[p * WIDTH + Streams.below(streams, id, COLLATERALS)]! += value;
      secured += value;
    }
    amount[p * WIDTH + COLLATERALS] = secured / (1.02 + 1.48 * Streams.unit(streams, id));
  }
  const path = new Float64Array((UPDATES + 1) * WIDTH).fill(1);
  for (let u = 1; u <= UPDATES; u++) {
    const common = Streams.normal(streams, id);
    for (let c = 0; c < WIDTH; c++) {
      const own = 0.8 * common + 0.6 * Streams.normal(streams, id);
      path[u * WIDTH + c] = path[(u - 1) * WIDTH + c]! * (1 + PACES[c]! * (3e-4 * own + drift / UPDATES));
    }
  }
  return { amount, path };
}

function build(world: World): LiquidationIndex.Index {
  const index = LiquidationIndex.create(PACES, COLLATERALS, world.path.subarray(0, WIDTH), POSITIONS, 13);
  index.amount.set(world.amount);
  for (let p = 0; p < POSITIONS; p++) LiquidationIndex.arm(index, p);
  return index;
}

function indexed(world: World): Contender {
  const prepare = () => {
    const index = build(world);
    const found: number[] = [];
    let looks = 0;
    return {
      play: (from: number, to: number) => {
        for (let u = from + 1; u <= to; u++)
          looks += LiquidationIndex.update(index, world.path.subarray(u * WIDTH, (u + 1) * WIDTH), found);
      },
      counts: () => ({ looks, liquidatable: found.length }),
      bytes: () => ({ unit: 'position', each: bytesOf(index) / POSITIONS }),
    };
  };
  return { name: 'buckets', operations: UPDATES, passes: 3, latency: true, prepare };
}

/** Every position at every update, over flat columns, with a mark for those already found. */
function scanned({ amount, path }: World): Contender {
  const prepare = () => {
    const isFound = new Uint8Array(POSITIONS);
    return {
      play: (from: number, to: number) => {
        for (let s = from + 1; s <= to; s++)
          scan(amount, path, Math.floor((s * UPDATES) / SCANNED) * WIDTH, isFound);
      },
      counts: () => ({
        looks: SCANNED * POSITIONS,
        liquidatable: isFound.reduce((sum, one) => sum + one, 0),
      }),
    };
  };
  return { name: 'full scan', operations: SCANNED, passes: 3, prepare };
}

/** Written out for five collaterals and one debt: about as fast as memory is read. */
function scan(amount: Float64Array, path: Float64Array, u: number, isFound: Uint8Array): void {
  const [p0, p1, p2, p3, p4, p5] = [
    path[u]!,
    path[u + 1]!,
    path[u + 2]!,
    path[u + 3]!,
    path[u + 4]!,
    path[u + 5]!,
  ];
  for (let p = 0, at = 0; p < POSITIONS; p++, at += WIDTH) {
    const secured =
      amount[at]! * p0 +
      amount[at + 1]! * p1 +
      amount[at + 2]! * p2 +
      amount[at + 3]! * p3 +
      amount[at + 4]! * p4;
    if (secured < amount[at + 5]! * p5) isFound[p] = 1;
  }
}
