import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { InvariantError } from '../../src/base/assert.js';
import type { Engine } from '../../src/cli/CommandDoor.js';
import * as Program from '../../src/cli/Program.js';
import { InputError } from '../../src/format/InputError.js';
import * as Library from '../../src/format/Library.js';
import * as Source from '../../src/format/Source.js';
import * as UnitText from '../../src/format/UnitText.js';
import * as PositionDoor from '../../src/position/PositionDoor.js';
import * as Job from '../../src/study/Job.js';
import type { Runner } from '../../src/study/Runner.js';
import * as Store from '../../src/study/Store.js';

const SCHEMA = z.strictObject({
  title: z.string(),
  length: UnitText.duration(),
  depth: UnitText.usd(),
  weight: UnitText.ratio(),
  breakAt: UnitText.count().optional(),
  leak: z.boolean().optional(),
});
type Scenario = z.infer<typeof SCHEMA>;
interface Toy {
  scenario: Scenario;
  name: string;
  seed: number;
  events: number;
  lines: string[];
}

const MINUTE = 60e6;

/** What a fake must take; what it gives is its own. */
type Fake = {
  readonly [Name in keyof Engine]: Engine[Name] extends (...args: infer Args) => unknown
    ? (...args: Required<Args>) => unknown
    : Engine[Name];
};

/** An engine with one event a minute: enough to see what the command line does with any engine. */
const fake: Fake = {
  version: '1.2.3',
  InputError,
  InvariantError,
  position: PositionDoor,
  load: (library, name, options) => {
    const composed = Library.compose(library, name, options);
    const scenario = Source.validate(composed.source, SCHEMA);
    const interventions = composed.interventions.map((one) => one.name);
    const digest = Buffer.from(JSON.stringify(scenario)).toString('hex').slice(-18, -2);
    return { scenario, name: composed.name, digest, interventions };
  },
  build: ({ scenario, name }, seed): Toy => ({
    scenario: scenario as unknown as Scenario,
    name,
    seed,
    events: 0,
    lines: [],
  }),
  advance: (world, untilUs) => {
    const toy = world as unknown as Toy;
    toy.events++;
    toy.lines.push(JSON.stringify({ id: toy.events, cause: toy.events - 1, kind: 'tick' }));
    if (toy.events === toy.scenario.breakAt) throw new InvariantError('LOSS-1', 'the payers lack 1 atom');
    return toy.events * MINUTE >= untilUs;
  },
  progress: (world) => {
    const toy = world as unknown as Toy;
    const worst = toy.events > 3 ? { market: 'a ALT/USDT', fall: 0.5 } : undefined;
    return { atUs: toy.events * MINUTE, endUs: toy.scenario.length, events: toy.events, worst };
  },
  drainJournal: (world) => (world as unknown as Toy).lines.splice(0),
  summary: (world, cost) => summaryOf(world as unknown as Toy, cost),
  audit: (world) => ((world as unknown as Toy).scenario.leak === true ? ['CONSERVE-1: one atom'] : []),
  headlines: (_, summary) => ({ btcFall: summary.markets[0]!.maxDrawdown, afterNews: null }),
  fit: (_, start) => ({ point: start, moments: [], distance: 0, path: [0], slopes: [] }),
  fitText: () => 'fitted\n',
  checkText: () => 'checked\n',
  validation: (results, titles) => `${results.length} runs, deep is "${titles.deep}"\n`,
  series: () => ({ startMs: Date.UTC(2025, 9, 10), minutes: 0, markets: [], columns: {} }),
  onset: () => undefined,
  turn: () => undefined,
  story: () => ['ALT fell.', '', '10 Oct 21:15 UTC  low'],
  sheets: ({ markets }) => [
    {
      head: ['prices', 'lowest', 'fall'],
      rows: markets.map(({ symbol, low, maxDrawdown }) => [symbol, String(low), `${maxDrawdown * 100}%`]),
    },
  ],
  studySheet: (all) => ({ head: ['seed', 'number'], rows: all.map((_, i) => [String(i), '1']) }),
  seriesCsv: () => ['minute,price', '0,1'],
  report: (_world, _summary, seeds) => `<!doctype html>${seeds?.length ?? 0} seeds`,
  compare: (folders) => {
    const rows = folders.map(({ dir, series, journal }) => [
      dir,
      `${[...series].length}`,
      `${[...journal].length}`,
    ]);
    return { sheets: [{ title: 'Lines', head: ['', 'series', 'journal'], rows }], html: '<!doctype html>' };
  },
  describe: (loaded, path) => [`${path} of ${loaded.name}`],
  findRows: (lines, { kind }) => {
    const rows = [...lines]
      .map((line) => JSON.parse(line))
      .filter((row) => kind === undefined || row.kind === kind);
    return { rows, text: rows.map(({ id }) => `#${id}\n`).join('') };
  },
  traceText: (lines, id) => [...lines].filter((line) => JSON.parse(line).id <= id && id <= 90).join('\n'),
};

const engine = fake as unknown as Engine;

function summaryOf(toy: Toy, cost: object) {
  const market = {
    venue: 'a',
    kind: 'spot' as const,
    open: 100,
    lowAt: '2025-10-10T21:15:00.000Z',
    low1mVwap: 55,
  };
  const side = { notionalUsd: 2e9, publishedUsd: 1e9, longUsd: 1.8e9, accounts: 1200 };
  return {
    scenario: toy.name,
    seed: toy.seed,
    version: '1.2.3',
    digest: '0123456789abcdef',
    interventions: [],
    events: toy.events,
    wallMs: 1,
    peakRssBytes: 1,
    conserved: toy.scenario.leak !== true,
    markets: ['BTC', 'ALT1', 'ALT2', 'ALT3'].map((base, i) => ({
      ...market,
      symbol: `${base}/USDT`,
      low: 50 - i,
      maxDrawdown: 0.5 + i / 100,
    })),
    liquidations: { ...side, byVenue: { a: side } },
    adl: { notionalUsd: 5e6, byVenue: { a: { notionalUsd: 5e6 } } },
    losses: { total: 3e6, payers: { insurance: 1e6, adl: 2e6 } },
    ...cost,
  };
}

export const GOOD = 'title: "A crash"\nlength: 2h\ndepth: 3M USD\nweight: 0.9\n';

/** A folder of its own with a small library of scenarios; the caller removes it. */
export interface Shell {
  readonly dir: string;
  readonly files: string;
}

export function open(): Shell {
  const dir = mkdtempSync(join(tmpdir(), 'unwind-'));
  const files = join(dir, 'scenarios');
  for (const folder of ['history', 'presets', 'interventions'])
    mkdirSync(join(files, folder), { recursive: true });
  writeFileSync(join(files, 'history', 'crash.yaml'), GOOD);
  writeFileSync(join(files, 'presets', 'usual.yaml'), 'source: s\nasOf: d\nweight: 95%\n');
  const intervention = 'title: Deep\nstory: N0\nabout: more depth\nset:\n  depth: 9M USD\n';
  writeFileSync(join(files, 'interventions', 'deep.yaml'), intervention);
  return { dir, files };
}

/** Does a study's jobs in this process, with this engine. */
function runner(): Runner {
  const cache: Job.Cache = new Map();
  return {
    run: async (job) => Job.run(engine, await Store.open(engine, job.store), cache, job, () => undefined),
    check: async (job) => {
      const store = await Store.open(engine, job.store);
      return { again: await Job.rerun(engine, store, cache, job), stored: await Job.stored(store, job) };
    },
    seed: () => undefined,
    stop: async () => undefined,
  };
}

/** Runs a command line; `interruptAfter` looks at the clock stand for a Ctrl-C. */
export async function unwind({ files }: Shell, argv: string[], interruptAfter = Number.POSITIVE_INFINITY) {
  let [out, err, looks] = ['', '', 0];
  let interrupt = (): void => undefined;
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    screen: false,
    nowMs: () => {
      if (++looks === interruptAfter) interrupt();
      return looks * 100;
    },
    onInterrupt: (callback: () => void) => {
      interrupt = callback;
      return () => undefined;
    },
  };
  const code = await Program.run({ engine, terminal, scenarios: files, spawn: runner }, argv);
  return { code, out, err };
}
