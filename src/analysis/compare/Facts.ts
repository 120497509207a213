import type * as CascadeType from '../../observe/Cascade.js';
import type { Summary } from '../Summary.js';
import * as Flows from './Flows.js';
import * as Instant from './Instant.js';
import type { Row } from './Kinds.js';
import type * as Tracks from './Tracks.js';

/** What a run folder holds, read: the journal may come in any number of rows, in rising order of id. */
export interface Folder {
  readonly label: string;
  readonly summary: Summary;
  readonly tracks: Tracks.Tracks;
  readonly rows: Iterable<Row>;
}

/** The cascade tree's functions: handed in, because analysis knows only the types of observe. */
export type Tree = Pick<typeof CascadeType, 'create' | 'observe' | 'summarize'>;

/** One run as far as a comparison needs it. Times are microseconds since the start of the run. */
export interface Facts {
  readonly label: string;
  readonly summary: Summary;
  readonly tracks: Tracks.Tracks;
  /** Epoch milliseconds of the start. */
  readonly startMs: number;
  /** End of the series; for a run shorter than a minute, a second after the last row of its journal. */
  readonly endUs: number;
  readonly flows: Flows.Flows;
  readonly cascade: CascadeType.Cascade;
}

/** Reads the journal once; memory grows with its forced rows alone. */
export function gather({ label, summary, tracks, rows }: Folder, tree: Tree): Facts {
  const builder = tree.create();
  const flows = Flows.create(summary, tracks);
  for (const row of rows) {
    const { forcedUsd, forcedByForcedUsd } = builder;
    tree.observe(builder, row);
    const slot = builder.pushes.slotOf.get(row.id);
    const generation = slot === undefined ? 0 : builder.pushes.generation[slot]!;
    const loopedUsd = builder.forcedByForcedUsd - forcedByForcedUsd;
    Flows.observe(flows, row, { usd: builder.forcedUsd - forcedUsd, loopedUsd, generation });
  }
  const startMs = tracks.minutes > 0 ? tracks.startMs : earliest(summary);
  const endUs = tracks.minutes > 0 ? tracks.minutes * 60e6 : flows.lastUs + 1e6;
  return { label, summary, tracks, startMs, endUs, flows, cascade: tree.summarize(builder) };
}

/** A run shorter than a minute has no series: depth, which it never measured, is dated at its start. */
function earliest({ markets }: Summary): number {
  const known = markets.flatMap((market) =>
    [market.highAt, market.lowAt, market.depth1pctMinAt].map(Instant.parse),
  );
  return known.length > 0 ? Math.min(...known) : 0;
}

/** A run's whole identity in a line: scenario, seed, interventions, and values set by hand. */
export function labelOf({ scenario, seed, interventions, changes }: Summary): string {
  return [`${scenario}-${seed}`, ...interventions, ...setsOf(changes)].join('+');
}

/** Values set by hand, as "path=value". */
export function setsOf(changes: Summary['changes']): string[] {
  return changes.filter(({ by }) => by === '').map(({ path, after }) => `${path}=${after}`);
}

/** Labels of several runs, made distinct by a number where they repeat. */
export function distinct(labels: readonly string[]): string[] {
  return labels.map((label, i) => {
    const before = labels.slice(0, i).filter((one) => one === label).length;
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}
