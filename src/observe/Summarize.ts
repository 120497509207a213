import * as Digest from '../base/Digest.js';
import type { Engine } from '../state/Engine.js';
import * as TerraColumns from '../terra/TerraColumns.js';
import * as Time from '../units/Time.js';
import * as Issuers from './Issuers.js';
import * as Lendings from './Lendings.js';
import type { Marks } from './LoopMarks.js';
import * as Loops from './Loops.js';
import type { Milestones } from './Milestones.js';
import type { Own } from './Own.js';
import * as Recorder from './Recorder.js';
import type { Change, Expectation, Roster } from './Roster.js';
import * as SummaryForced from './SummaryForced.js';
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

/** What the run cost, and what is known of it from outside the world. */
export interface Run {
  readonly version: string;
  readonly wallMs: number;
  readonly peakRssBytes: number;
  readonly interrupted: boolean;
  /** Whether the auditor found nothing. */
  readonly conserved: boolean;
}

/** The summary of a world as it stands; a run that was stopped early is summarized as far as it came. */
export function summarize(subject: Subject, seen: Seen, run: Run): Summary {
  const { marks, milestones, own, equityUsd } = seen;
  const { engine, recorder } = subject;
  const { tally } = engine;
  const issuers = Issuers.summary(engine);
  const lending = Lendings.summary(engine);
  const loops = Loops.summary(recorder, engine, marks);
  const accounts = SummaryStory.accounts(own, engine.startMs, equityUsd);
  const terra = TerraColumns.summary(engine, recorder.series);
  return {
    scenario: subject.name,
    seed: subject.seed,
    version: run.version,
    digest: Digest.hex(engine.kernel.digest),
    outcomeDigest: outcome(engine, seen.journalDigest),
    interventions: [...subject.interventions],
    changes: [...subject.changes],
    interrupted: run.interrupted,
    events: engine.kernel.events,
    wallMs: run.wallMs,
    peakRssBytes: run.peakRssBytes,
    conserved: run.conserved,
    assets: [...subject.roster.assets],
    venues: [...subject.roster.venues],
    markets: SummaryMarkets.list(engine, recorder),
    liquidations: SummaryForced.liquidations(engine, recorder.series),
    adl: SummaryForced.adl(engine),
    insurance: engine.pools.map(({ venue, id, startUsd, minUsd, equityUsd }) => {
      return { venue: engine.venues[venue]!.id, pool: id, startUsd, minUsd, endUsd: equityUsd };
    }),
    makers: makers(engine, recorder),
    openInterest: openInterest(engine, recorder),
    exogenous: { byMinute: exogenous(recorder) },
    losses: { total: tally.losses, payers: { ...tally.payers } },
    ...(subject.expect.length > 0 && { expect: [...subject.expect] }),
    milestones: SummaryStory.milestones(milestones, engine.startMs),
    ...(accounts && { accounts }),
    ...(Object.keys(tally.refused).length > 0 && { refused: { ...tally.refused } }),
    ...(terra && { terra }),
    ...(issuers && { issuers }),
    ...(lending && { lending }),
    ...(loops && { loops }),
  };
}

/** What the run came to: every event, every line of the journal, and every balance at the end. */
function outcome({ kernel, ledger }: Engine, journal: Digest.Digest): string {
  const digest = Digest.create();
  Digest.mixText(digest, Digest.hex(kernel.digest));
  Digest.mixText(digest, Digest.hex(journal));
  for (let cell = 0; cell < ledger.size; cell++) Digest.mix(digest, ledger.balance[cell]!);
  return Digest.hex(digest);
}

/** Makers of the venue the headline speaks of, the first by id with spot and perps; without one, the mean over venues. */
function makers({ venues, tally }: Engine, { makers: all }: Recorder.Recorder): Summary['makers'] {
  const ids = venues.filter(({ spots, perps }) => spots.length > 0 && perps.length > 0).map(({ id }) => id);
  const known = all.filter(({ leverageOpen }) => leverageOpen > 0);
  const main = known.filter(({ venue }) => venue === ids.sort()[0]);
  const shown = main.length > 0 ? main : known;
  const mean = (of: (one: Recorder.Makers) => number) =>
    shown.length === 0 ? 0 : shown.reduce((sum, one) => sum + of(one), 0) / shown.length;
  return {
    leverageOpen: mean((one) => one.leverageOpen),
    leverageBeforeFirstLiquidation: mean(leverageBefore),
    withdrawnDepthByReason: { ...tally.withdrawn },
  };
}

/** Leverage has no value once equity is gone: the peak stands for it. */
function leverageBefore({ liquidated, leverageBefore: before, leveragePeak }: Recorder.Makers): number {
  return liquidated && Number.isFinite(before) ? before : leveragePeak;
}

function openInterest(engine: Engine, { openInterestStart }: Recorder.Recorder): Summary['openInterest'] {
  const byVenue: Summary['openInterest']['byVenue'] = {};
  for (const { id, index, perps } of engine.venues) {
    if (perps.length === 0) continue;
    byVenue[id] = { startUsd: openInterestStart[index]!, endUsd: Recorder.openInterestUsd(engine, index) };
  }
  const all = Object.values(byVenue);
  return {
    startUsd: all.reduce((sum, one) => sum + one.startUsd, 0),
    endUsd: all.reduce((sum, one) => sum + one.endUsd, 0),
    byVenue,
  };
}

function exogenous({ series }: Recorder.Recorder): Summary['exogenous']['byMinute'] {
  const usd = series.columns.exogenousUsd ?? new Float64Array(0);
  const minutes: Summary['exogenous']['byMinute'] = [];
  for (let minute = 0; minute < series.minutes; minute++) {
    if (!(Math.abs(usd[minute]!) > 0)) continue;
    minutes.push({ at: Time.iso(series.startMs, minute * Time.MINUTE), usd: usd[minute]! });
  }
  return minutes;
}
