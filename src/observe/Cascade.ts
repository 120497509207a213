import * as Journal from '../messages/Journal.js';
import * as LoopMarks from './LoopMarks.js';
import * as Pushes from './Pushes.js';

/** Dollars of forced trades whose nearest named cause is `category`; `share` of all forced dollars, 0 to 1. */
export interface Root {
  readonly category: Journal.Category;
  readonly usd: number;
  readonly share: number;
}

/** Forced trades that are the same number of mark moves away from their root; generation 1 follows the shock. */
export interface Generation {
  readonly generation: number;
  readonly usd: number;
  readonly events: number;
  /** This generation's dollars over the one before; null for the first. */
  readonly loopGain: number | null;
}

/** What the tree reads of a row. */
export type Row = Pick<
  Journal.AnyRow,
  'id' | 'cause' | 'atUs' | 'kind' | 'venue' | 'market' | 'account' | 'usd' | 'aggressors' | 'remainder'
>;

/** Everything that descends, by single parents, from one event without a journaled cause. */
export interface Chain {
  readonly root: number;
  readonly kind: string;
  readonly venue: string;
  readonly market: string;
  readonly atUs: number;
  readonly usd: number;
  readonly events: number;
  /** Deepest generation reached. */
  readonly depth: number;
  /** The largest forced trade in it: the id worth tracing. */
  readonly largest: number;
}

export interface Cascade {
  readonly forcedUsd: number;
  readonly exogenousUsd: number;
  /** Forced dollars over exogenous dollars; null when nothing exogenous was traded. */
  readonly amplification: number | null;
  /** Share of forced dollars whose price push was itself forced: the loop gain over the whole run. */
  readonly forcedByForced: number;
  /** Share of forced dollars attributed to news or exogenous orders when causes are followed to their roots. */
  readonly forcedByNews: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly roots: readonly Root[];
  readonly generations: readonly Generation[];
  /** At most ten, largest first. */
  readonly chains: readonly Chain[];
}

type Tally = { -readonly [Key in keyof Chain]: Chain[Key] } & { largestUsd: number };

/** What is kept while rows stream by: plain data, one slot per causal row. */
export interface Builder {
  readonly pushes: Pushes.Pushes;
  /** Beside the cascade: which accounts were called, unwound and liquidated. */
  readonly marks: LoopMarks.Marks;
  readonly byCategory: number[];
  readonly byKind: Record<string, number>;
  readonly generationUsd: number[];
  readonly generationEvents: number[];
  readonly tallies: Map<number, Tally>;
  /** Dollars of liquidations that still count with their announced size. */
  readonly announced: Map<number, number>;
  forcedUsd: number;
  exogenousUsd: number;
  forcedByForcedUsd: number;
  forcedByNewsUsd: number;
}

export function create(): Builder {
  return {
    pushes: Pushes.create(),
    marks: LoopMarks.create(),
    byCategory: Journal.CATEGORIES.map(() => 0),
    byKind: {},
    generationUsd: [],
    generationEvents: [],
    tallies: new Map(),
    announced: new Map(),
    forcedUsd: 0,
    exogenousUsd: 0,
    forcedByForcedUsd: 0,
    forcedByNewsUsd: 0,
  };
}

/** Takes one journal row; rows come in rising order of id. */
export function observe(builder: Builder, row: Row): void {
  LoopMarks.observe(builder.marks, row);
  const slot = Pushes.add(builder.pushes, row);
  if (slot < 0) return;
  const { role } = Journal.entry(row.kind);
  if (role === 'outside') builder.exogenousUsd += Math.abs(row.usd ?? 0);
  if (builder.pushes.root[slot] === row.id) open(builder, row);
  // A breach counts with its announced size until its executed orders are journaled, if they are.
  if (role !== 'breach' && role !== 'forced') return;
  const usd = Math.abs(row.usd ?? 0);
  if (role === 'breach') builder.announced.set(row.id, usd);
  if (row.kind === 'liquidation-order') retract(builder, row.cause);
  count(builder, row.kind, slot, usd, 1);
  const tally = builder.tallies.get(builder.pushes.root[slot]!)!;
  if (usd > tally.largestUsd) {
    tally.largestUsd = usd;
    tally.largest = row.id;
  }
}

/** Removes an announced size once rows of that liquidation's orders state what was traded. */
function retract(builder: Builder, liquidation: number): void {
  const usd = builder.announced.get(liquidation);
  if (usd === undefined) return;
  builder.announced.delete(liquidation);
  count(builder, 'liquidation', builder.pushes.slotOf.get(liquidation)!, -usd, -1);
}

function open(builder: Builder, row: Row): void {
  const { id, kind, atUs, venue = '', market = '' } = row;
  const empty = { usd: 0, events: 0, depth: 0, largest: id, largestUsd: 0 };
  builder.tallies.set(id, { root: id, kind, venue, market, atUs, ...empty });
}

function count(builder: Builder, kind: string, slot: number, usd: number, events: number): void {
  const { pushes } = builder;
  builder.forcedUsd += usd;
  builder.byKind[kind] = (builder.byKind[kind] ?? 0) + usd;
  Journal.CATEGORIES.forEach((_, category) => {
    builder.byCategory[category]! += usd * Pushes.trigger(pushes, slot, category);
  });
  builder.forcedByForcedUsd += usd * pushes.forced[slot]!;
  builder.forcedByNewsUsd += usd * pushes.news[slot]!;
  const generation = pushes.generation[slot]!;
  while (builder.generationUsd.length <= generation) {
    builder.generationUsd.push(0);
    builder.generationEvents.push(0);
  }
  builder.generationUsd[generation]! += usd;
  builder.generationEvents[generation]! += events;
  const tally = builder.tallies.get(pushes.root[slot]!)!;
  tally.usd += usd;
  tally.events += events;
  tally.depth = Math.max(tally.depth, generation);
}

/** Computes the cascade of the rows so far; more rows may follow. */
export function summarize(builder: Builder): Cascade {
  const { forcedUsd, exogenousUsd } = builder;
  const part = (usd: number) => (forcedUsd > 0 ? usd / forcedUsd : 0);
  const chains = [...builder.tallies.values()].filter((tally) => tally.events > 0);
  chains.sort((a, b) => b.usd - a.usd || a.root - b.root);
  return {
    forcedUsd,
    exogenousUsd,
    amplification: exogenousUsd > 0 ? forcedUsd / exogenousUsd : null,
    forcedByForced: part(builder.forcedByForcedUsd),
    forcedByNews: part(builder.forcedByNewsUsd),
    byKind: Object.fromEntries(Object.entries(builder.byKind).filter(([, usd]) => usd !== 0)),
    roots: Journal.CATEGORIES.map((category, i) => {
      const usd = builder.byCategory[i]!;
      return { category, usd, share: part(usd) };
    }),
    generations: generations(builder),
    chains: chains.slice(0, 10).map(({ largestUsd: _, ...chain }) => chain),
  };
}

function generations(builder: Builder): Generation[] {
  return builder.generationUsd.flatMap((usd, generation) => {
    const events = builder.generationEvents[generation]!;
    if (events === 0) return [];
    const before = builder.generationUsd[generation - 1] ?? 0;
    return [{ generation, usd, events, loopGain: before > 0 ? usd / before : null }];
  });
}

/** The cascade of a finished journal; rows in rising order of id, read once. */
export function build(rows: Iterable<Row>): Cascade {
  const builder = create();
  for (const row of rows) observe(builder, row);
  return summarize(builder);
}
