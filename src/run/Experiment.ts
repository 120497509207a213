import * as Digest from '../base/Digest.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import type { Default } from '../ledger/Auditor.js';
import type { Row } from '../messages/Journal.js';
import * as Cascade from '../observe/Cascade.js';
import * as Links from '../observe/Links.js';
import * as Milestones from '../observe/Milestones.js';
import * as Own from '../observe/Own.js';
import * as Equity from './Equity.js';
import type { World } from './World.js';
import * as WorldAudit from './WorldAudit.js';

/** A world under observation, with what its journal has said so far, because journal rows are not kept. */
export interface Experiment {
  readonly world: World;
  readonly cascade: Cascade.Builder;
  readonly milestones: Milestones.Milestones;
  readonly links: Links.Links;
  /** What became of the accounts that the scenario plants. */
  readonly own: Own.Own;
  /** Over every line of the journal so far. */
  readonly journalDigest: Digest.Digest;
  /** Every default with its payers, for the auditor. */
  readonly defaults: Default[];
  /** Lines that were read but not yet handed over. */
  pending: string[];
}

export function create(world: World): Experiment {
  const { engine, roster } = world;
  return {
    world,
    cascade: Cascade.create(),
    milestones: Milestones.create(),
    links: Links.create(),
    own: Own.create(roster.planted, (account) => Equity.of(engine, account)),
    journalDigest: Digest.create(),
    defaults: [],
    pending: [],
  };
}

/** Reads what the journal holds by now. */
export function observe(experiment: Experiment): void {
  const { journal } = experiment.world.engine;
  const rows = journal.pending as Row[];
  const lines = JournalWriter.drain(journal);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const row = rows[i]!;
    Cascade.observe(experiment.cascade, row);
    Milestones.observe(experiment.milestones, row);
    Links.observe(experiment.links, row);
    Own.observe(experiment.own, row);
    Digest.mixText(experiment.journalDigest, line);
    const one = WorldAudit.defaultOf(row);
    if (one !== undefined) experiment.defaults.push(one);
    experiment.pending.push(line);
  }
}

/** Hands over the journal lines since the last call. */
export function drain(experiment: Experiment): string[] {
  observe(experiment);
  const lines = experiment.pending;
  experiment.pending = [];
  return lines;
}
