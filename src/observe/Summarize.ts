import * as Digest from '../base/Digest.js';
import type { Engine } from '../state/Engine.js';
import type { Marks } from './LoopMarks.js';
import type { Milestones } from './Milestones.js';
import type { Own } from './Own.js';
import type { Producer } from './Producer.js';
import type * as Recorder from './Recorder.js';
import type { Change, Expectation, Roster } from './Roster.js';
import * as SummaryMarkets from './SummaryMarkets.js';
import type { Summary } from './SummarySchema.js';
import * as SummaryStory from './SummaryStory.js';

/** The parts of a world that a summary is made of. */
export interface Subject {
  readonly name: string;
  readonly seed: number;
  readonly interventions: readonly string[];
  readonly expect: readonly Expectation[];
  readonly changes: readonly Change[];
  readonly engine: Engine;
  readonly recorder: Recorder.Recorder;
  readonly roster: Roster;
}

/** What watched the run. */
export interface Seen {
  readonly marks: Marks;
  readonly milestones: Milestones;
  readonly own: Own;
  readonly equityUsd: (account: number) => number;
  /** Over every line of the journal so far. */
  readonly journalDigest: Digest.Digest;
}

/** Cost of the run, and what only its caller knows. */
export interface Run {
  readonly version: string;
  readonly wallMs: number;
  readonly peakRssBytes: number;
  readonly interrupted: boolean;
  /** Whether the auditor found nothing. */
  readonly conserved: boolean;
}

/**
 * The summary of a world as it stands; a run that was stopped early is summarized up to that point. Besides its head it
 * holds the parts that producers give; the schema says which fields are required.
 */
export function summarize(subject: Subject, seen: Seen, run: Run, producers: readonly Producer[]): Summary {
  const { engine, recorder } = subject;
  const scope = { engine, recorder, marks: seen.marks };
  const parts = producers.map(({ summary }) => summary?.(scope) ?? {});
  return Object.assign(head(subject, seen, run), ...parts, story(subject, seen)) as Summary;
}

function head(subject: Subject, { journalDigest }: Seen, run: Run): Partial<Summary> {
  const { engine, recorder, roster } = subject;
  return {
    scenario: subject.name,
    seed: subject.seed,
    version: run.version,
    digest: Digest.hex(engine.kernel.digest),
    outcomeDigest: outcome(engine, journalDigest),
    interventions: [...subject.interventions],
    changes: [...subject.changes],
    interrupted: run.interrupted,
    events: engine.kernel.events,
    wallMs: run.wallMs,
    peakRssBytes: run.peakRssBytes,
    conserved: run.conserved,
    assets: [...roster.assets],
    venues: [...roster.venues],
    markets: SummaryMarkets.list(engine, recorder),
  };
}

function story({ engine, expect }: Subject, { milestones, own, equityUsd }: Seen): Partial<Summary> {
  const { startMs, tally } = engine;
  const accounts = SummaryStory.accounts(own, startMs, equityUsd);
  return {
    ...(expect.length > 0 && { expect: [...expect] }),
    milestones: SummaryStory.milestones(milestones, startMs),
    ...(accounts && { accounts }),
    ...(Object.keys(tally.refused).length > 0 && { refused: { ...tally.refused } }),
  };
}

/** Digest of the outcome: every event, every line of the journal, and every balance at the end. */
function outcome({ kernel, ledger }: Engine, journal: Digest.Digest): string {
  const digest = Digest.create();
  Digest.mixText(digest, Digest.hex(kernel.digest));
  Digest.mixText(digest, Digest.hex(journal));
  for (let cell = 0; cell < ledger.size; cell++) Digest.mix(digest, ledger.balance[cell]!);
  return Digest.hex(digest);
}
