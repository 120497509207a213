import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as Streams from '../src/base/Streams.js';
import type { Library } from '../src/format/Library.js';
import * as Kernel from '../src/kernel/Kernel.js';
import * as Phases from '../src/kernel/Phases.js';
import * as EventKind from '../src/messages/EventKind.js';
import type * as Noise from '../src/populations/noise/Noise.js';
import * as Advance from '../src/run/Advance.js';
import * as World from '../src/run/World.js';
import * as DollarWorld from './cast/DollarWorld.js';
import * as FreshProcess from './cast/FreshProcess.js';
import * as Worlds from './cast/Worlds.js';

/** Ten minutes around the first headline, on few books: every population acts, in well under a second. */
const LITE = ['start=2025-10-10T20:23:00Z', 'end=2025-10-10T20:33:00Z', 'universe.alts=2'];
const SMALL: [string, readonly string[]][] = [
  ['isolated-liquidation', []],
  ['oct-2025-lite', [...LITE, 'populations.crowd.fuelRows=40']],
  // Pools, rails, issuer, lending, loops and holders all at work.
  ['oct-2025-lite', DollarWorld.SETS],
];
const [NAME, SETS] = SMALL[1]!;

interface Outcome {
  readonly digest: string;
  readonly world: World.World;
  readonly rows: Worlds.Row[];
}

function run(name: string, choices: Worlds.Choices): Outcome {
  const world = Worlds.open(name, choices);
  const rows = Worlds.finish(world);
  return { digest: Worlds.digest(world), world, rows };
}

/** Run once; every test below compares another run with these. */
const firsts = SMALL.map(([name, sets]) => run(name, { sets }));
const base = firsts[1]!;

/** Scenario texts with every list of maps or rows the other way round; a row itself is a tuple and keeps its order. */
function reversed(): Library {
  const plain = Worlds.library();
  return {
    names: plain.names,
    read: (folder, name) => {
      const text = plain.read(folder, name);
      return text === undefined ? undefined : JSON.stringify(turn(parse(text)));
    },
  };
}

function turn(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(turn);
    return value.every((item) => typeof item === 'object') ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turn(item)]),
  );
}

describe.each(SMALL)('%s %#: same scenario, seed and version, same digest', (name, sets) => {
  const first = firsts[SMALL.findIndex(([, one]) => one === sets)]!;

  test('twice in one process', () => {
    const again = run(name, { sets });
    expect(again.digest).toBe(first.digest);
    expect(again.rows).toEqual(first.rows);
    expect(again.world.engine.kernel.events).toBeGreaterThan(50);
  });

  test('with every list and every map of the files reversed', () => {
    const other = run(name, { sets, library: reversed() });
    expect(other.world.scenarioDigest).toBe(first.world.scenarioDigest);
    expect(other.digest).toBe(first.digest);
    expect(other.rows).toEqual(first.rows);
  });

  test.each([0.1, 0.5, 0.9])('forked at %d of its events and run to the end, both branches', (share) => {
    const world = Worlds.open(name, { sets });
    Advance.advance(world, Number.POSITIVE_INFINITY, Math.ceil(share * first.world.engine.kernel.events));
    expect(world.engine.kernel.nowUs).toBeLessThan(world.engine.endUs);
    const branch = World.fork(world);
    const rows = Worlds.finish(branch);
    expect(Worlds.digest(world)).not.toBe(first.digest);
    Worlds.finish(world);
    expect(Worlds.digest(branch)).toBe(first.digest);
    expect(Worlds.digest(world)).toBe(first.digest);
    expect(rows).toEqual(first.rows);
    expect(branch.engine.ledger.balance).toEqual(first.world.engine.ledger.balance);
  });
});

test('in a fresh process', () => {
  const script = `import * as Worlds from './test/cast/Worlds.js';
for (const [name, sets] of ${JSON.stringify(SMALL)}) {
  const world = Worlds.open(name, { sets });
  Worlds.finish(world);
  console.log(Worlds.digest(world));
}`;
  const here = firsts.map((first) => first.digest);
  expect(FreshProcess.run(script).trim().split('\n')).toEqual(here);
});

describe('random streams', () => {
  test('another seed is another run', () => {
    expect(run(NAME, { sets: SETS, seed: 2 }).digest).not.toBe(base.digest);
  });

  test('an idle agent that wakes and draws changes nobody else', () => {
    const world = withIdler(Worlds.open(NAME, { sets: SETS }));
    const rows = Worlds.finish(world);
    const drawn = world.engine.streams.ids.get('idler')!;
    expect(word(world, drawn)).not.toEqual(word(Worlds.open(NAME, { sets: SETS }), drawn));
    expect(rows).toEqual(base.rows);
    expectSameLuck(world, base.world);
  });

  test('agents and accounts that come before everybody else change nobody else', () => {
    const text = `extends: ${NAME}\nplanted: { accounts: [{ id: idle, venue: a, holdings: { USDT: 1000 } }] }\n`;
    const world = Worlds.write(text, { sets: SETS });
    const rows = Worlds.finish(world);
    expect(world.agents.length).toBe(base.world.agents.length + 1);
    expect(world.agents.findIndex((agent) => agent.kind === 'planted')).toBeLessThan(
      base.world.agents.length / 2,
    );
    expect(world.agents.map((agent) => agent.kind)).toContain('planted');
    // Accounts are numbered anew; what happened, when, and why is the same.
    const plain = (row: Worlds.Row) => ({ ...row, account: 0 });
    expect(rows.map(plain)).toEqual(base.rows.map(plain));
    expectSameLuck(world, base.world);
  });
});

describe('tie-shuffle', () => {
  test('another order of simultaneous events is another run, and repeatable', () => {
    const shuffled = run(NAME, { sets: SETS, tieSeed: 7 });
    expect(shuffled.digest).not.toBe(base.digest);
    expect(run(NAME, { sets: SETS, tieSeed: 7 }).digest).toBe(shuffled.digest);
    expect(run(NAME, { sets: SETS, tieSeed: 8 }).digest).not.toBe(shuffled.digest);
  });
});

function word(world: World.World, stream: number): number[] {
  return [...world.engine.streams.words.slice(4 * stream, 4 * stream + 4)];
}

/** Every stream of `base` stands where it stood there, and every market traded the same. */
function expectSameLuck(world: World.World, base: World.World): void {
  for (const [name, stream] of base.engine.streams.ids)
    expect([name, word(world, world.engine.streams.ids.get(name)!)]).toEqual([name, word(base, stream)]);
  expect(world.recorder.series.markets).toEqual(base.recorder.series.markets);
  expect(world.engine.markets.map((m) => m.tape)).toEqual(base.engine.markets.map((m) => m.tape));
}

/** The world with one more agent: it wakes every second, draws, and never has a whole lot to trade. */
function withIdler(world: World.World): World.World {
  const { engine } = world;
  const agent: Noise.State = {
    kind: 'noise',
    name: 'idler',
    latencyUs: 1000,
    stream: Streams.open(engine.streams, 'idler'),
    market: 0,
    account: 0,
    everyUs: 1_000_000,
    usd: 1e-9,
    sigma: 1,
  };
  const id = world.agents.push(agent) - 1;
  engine.agentKinds[id] = 'noise';
  Kernel.schedule(engine.kernel, 1, Phases.DECISIONS, Kernel.task(EventKind.WAKE, id, 1));
  return {
    ...world,
    tokens: Float64Array.from([...world.tokens, 1]),
    pendingUs: Float64Array.from([...world.pendingUs, 1]),
  };
}
