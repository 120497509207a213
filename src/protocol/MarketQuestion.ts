import type * as Override from '../format/Override.js';
import * as UnitText from '../format/UnitText.js';
import * as Engine from '../index.js';
import * as Composition from './Composition.js';
import * as Curve from './Curve.js';
import * as Hanging from './Hanging.js';
import type * as LoanSnapshot from './LoanSnapshot.js';
import * as Answer from './MarketAnswer.js';
import * as ProtocolFile from './ProtocolFile.js';
import * as Response from './Response.js';
import * as Runs from './Runs.js';
import * as ShockFile from './ShockFile.js';
import * as Statistics from './Statistics.js';

export interface Request {
  readonly subject: Composition.Subject;
  readonly proposal: ProtocolFile.Proposal | undefined;
  /** Another snapshot of the same market's loans, to compare with instead of a proposal. */
  readonly later?: LoanSnapshot.Loans | undefined;
  readonly shocks: ShockFile.Shocks | undefined;
  readonly seeds: readonly number[];
  /** The command that reproduces the answer. */
  readonly command: string;
  readonly onRun?: (what: string) => void;
}

/** Seeds of the runs that tell what selling adds, and what the answer hangs on. */
const SIDE_SEEDS = 3;

/** Current and proposed parameters in the same crashes with the same luck. Throws InputError before the first run. */
export function ask(request: Request): Answer.Answer {
  const { subject, seeds, command } = request;
  const { spec, id } = subject.file;
  const shocks = request.shocks ?? spec.shocks ?? ShockFile.USUAL;
  const terms: Runs.Terms = { shocks, seeds, onRun: request.onRun };
  const other = otherOf(request);
  const market = ProtocolFile.marketOf(subject.file);
  Composition.load(subject, Composition.bare(subject));
  if (other) Composition.load(other.subject, Composition.bare(other.subject));
  const opening = Runs.opening(subject, shocks);
  const coverageUsd = spec.coverage ?? 0;
  const sold = { isSold: true, name: 'current' };
  const current = Runs.run(subject, opening.depth, terms, sold);
  const proposed = other && Runs.run(other.subject, opening.depth, terms, { ...sold, name: other.name });
  const side = { ...terms, seeds: seeds.slice(0, SIDE_SEEDS) };
  return {
    title: spec.title,
    about: spec.about ?? '',
    market: id,
    kind: String(market.kind ?? 'aave-v3'),
    version: Engine.version,
    command,
    loans: subject.loans ? facts(subject.loans) : null,
    horizon: subject.into === undefined ? UnitText.durationText(shocks.horizon) : `scenario ${subject.into}`,
    seeds,
    coverageUsd,
    response: spec.response ?? 'none',
    depthUsd: opening.measuredUsd,
    curve: Curve.of(subject, current.opening, opening.depth),
    current: Answer.told(current, coverageUsd),
    proposed: proposed
      ? {
          ...Answer.told(proposed, coverageUsd),
          ...{ name: other.name, title: other.title, changes: other.changes },
        }
      : null,
    feedback: subject.into === undefined ? feedback(subject, opening.depth, side, current) : [],
    difference: proposed ? differences(current, proposed) : [],
    hangsOn: Hanging.of(subject, opening, side, current),
  };
}

interface Other extends Pick<Answer.Proposed, 'name' | 'title' | 'changes'> {
  readonly subject: Composition.Subject;
}

/** The market under a proposal, or as a later snapshot has it; undefined where neither is asked for. */
function otherOf({ subject, proposal, later }: Request): Other | undefined {
  if (later !== undefined) {
    const told = (loans: LoanSnapshot.Loans | undefined) =>
      loans ? `${loans.time} (${loans.clock}), ${loans.hash}` : 'as the file states them';
    const changes = [{ path: 'loans', before: told(subject.loans), after: told(later) }];
    const title = `the loans of ${later.time}`;
    return { name: 'later', title, changes, subject: { ...subject, loans: later } };
  }
  if (proposal === undefined) return undefined;
  const changes: Override.Change[] = [];
  const changed = changedBy(subject, proposal, changes);
  const told = changes.map(({ path, before, after }) => ({ path, before, after }));
  return { name: 'proposed', title: proposal.title, changes: told, subject: changed };
}

function facts({ hash, source, time, clock }: { hash: string; source: string; time: string; clock: string }) {
  return { hash, source, time, clock };
}

/** The market under a proposal, with what its borrowers do about it. */
export function changedBy(
  subject: Composition.Subject,
  { changes: overrides }: Pick<ProtocolFile.Proposal, 'changes'>,
  changes: Override.Change[] = [],
): Composition.Subject {
  const file = ProtocolFile.change(subject.file, overrides, changes);
  return Response.apply(subject, { ...subject, file });
}

/** The same runs with liquidators who hold what they seize: no sale, so nothing feeds back on prices. */
function feedback(
  subject: Composition.Subject,
  depth: Parameters<typeof Runs.run>[1],
  terms: Runs.Terms,
  current: Runs.Variant,
): Answer.Feedback[] {
  const held = Runs.run(subject, depth, terms, { isSold: false, name: 'without sales' });
  return held.cells.map(({ of, outcomes }, i) => {
    const sold = current.cells[i]!.outcomes.slice(0, outcomes.length);
    const side = (all: typeof outcomes) => ({
      breachedUsd: Statistics.mean(all.map(({ breachedUsd }) => breachedUsd)),
      badDebtUsd: Statistics.mean(all.map(({ badDebtUsd }) => badDebtUsd)),
      low: Answer.lowOf(all),
    });
    return {
      ...of,
      held: side(outcomes),
      sold: side(sold),
      breachedUsd: paired(outcomes, sold, ({ breachedUsd }) => breachedUsd),
      badDebtUsd: paired(outcomes, sold, ({ badDebtUsd }) => badDebtUsd),
    };
  });
}

type Outcomes = Runs.Cell['outcomes'];

function paired(
  before: Outcomes,
  after: Outcomes,
  pick: (one: Outcomes[number]) => number,
): Statistics.Difference {
  return Statistics.paired(before.map(pick), after.map(pick));
}

function differences(current: Runs.Variant, proposed: Runs.Variant): Answer.Differences[] {
  return current.cells.map(({ of, outcomes }, i) => {
    const after = proposed.cells[i]!.outcomes;
    return {
      ...of,
      badDebtUsd: paired(outcomes, after, ({ badDebtUsd }) => badDebtUsd),
      liquidatedUsd: paired(outcomes, after, ({ liquidatedUsd }) => liquidatedUsd),
      liquidatedAccounts: paired(outcomes, after, ({ liquidatedAccounts }) => liquidatedAccounts),
    };
  });
}
