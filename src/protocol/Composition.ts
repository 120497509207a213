import * as Source from '../format/Source.js';
import type * as YamlTree from '../format/YamlTree.js';
import * as Engine from '../index.js';
import type * as LoanSnapshot from './LoanSnapshot.js';
import * as ProtocolFile from './ProtocolFile.js';
import * as Surroundings from './Surroundings.js';

/** A market in question: its file, its loans, and the scenarios that the engine knows. */
export interface Subject {
  readonly file: ProtocolFile.ProtocolFile;
  readonly loans: LoanSnapshot.Loans | undefined;
  readonly library: Engine.Library;
  /** Scenario that it is put into; undefined for a world of its own. */
  readonly into: string | undefined;
}

/** Plain data of a scenario: YAML is a superset of it. */
export type Data = Readonly<Record<string, unknown>>;

const TEXT = 'question.yaml';
const PEOPLE = ['suppliers', 'borrowers', 'loopers', 'liquidators', 'seekers'];

/** A market of which a file states the id alone is that of the scenario. */
function isOfScenario({ file, into }: Subject): boolean {
  return into !== undefined && Object.keys(ProtocolFile.marketOf(file)).length === 1;
}

/** Loads a scenario that was composed here; mistakes are told at the file that it was composed from. Throws InputError. */
export function load({ file, library }: Subject, data: Data): Engine.Loaded {
  const text = JSON.stringify(data);
  const own: Engine.Library = {
    names: library.names,
    read: (folder, name) => (name === TEXT ? text : library.read(folder, name)),
  };
  return told(file, () => Engine.load(own, TEXT, { sets: [], withs: [] }));
}

/** Builds with the same promise about mistakes. */
export function build({ file }: Subject, loaded: Engine.Loaded, seed: number): Engine.World {
  return told(file, () => Engine.build(loaded, seed));
}

function told<T>(file: ProtocolFile.ProtocolFile, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Engine.InputError)) throw error;
    const issues = error.issues.map((issue) =>
      issue.file === TEXT ? { ...issue, ...placed(file, issue.path) } : issue,
    );
    throw new Engine.InputError(issues, { cause: error });
  }
}

/** The path of a composed scenario as the file has it. */
function placed(
  { source, id }: ProtocolFile.ProtocolFile,
  path: string,
): YamlTree.Place & { readonly path: string } {
  const own = path
    .replace(new RegExp(`^lending\\.${id}(\\.|$)`), 'market$1')
    .replace(/^assets\.(\w+)\.dailyVolume/, 'assets.$1.volume');
  return { ...Source.locateShown(source, own), path: own };
}

/** The market as an entry of `lending:`, with its loans; `extra` replaces its keys. */
export function entry(subject: Subject, ratio: Ratio, extra: Data = {}): Data {
  const market = ProtocolFile.marketOf(subject.file);
  const people = Object.fromEntries(PEOPLE.map((name) => [name, []]));
  const modes = (market.kind ?? 'aave-v3') === 'aave-v3' ? { modes: [] } : {};
  const rows = loanRows(subject, ratio);
  const loans = rows.length > 0 ? { loans: [...((market.loans as unknown[]) ?? []), ...rows] } : {};
  return { ...people, ...modes, ...market, ...loans, ...extra };
}

/** Units in the scenario for a unit of the snapshot, so that each loan keeps its dollars. */
export type Ratio = (asset: string) => number;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function loanRows({ loans }: Subject, ratio: Ratio): Data[] {
  const scaled = (units: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(units).map(([asset, held]) => [asset, held * ratio(asset)]));
  return (loans?.loans ?? []).map(({ account, mode, collateral, debt }, i) => ({
    id: ID.test(account.toLowerCase()) ? account.toLowerCase() : `row-${i + 1}`,
    collateral: scaled(collateral),
    debt: scaled(debt),
    ...(mode === '' ? {} : { mode }),
  }));
}

/** The market without loans and without anybody: for its limits. */
export function bare(subject: Subject): Data {
  const { file, into } = subject;
  if (isOfScenario(subject)) return world(subject, Surroundings.EMPTY);
  const nobody = { suppliers: [], borrowers: [], loopers: [], liquidators: [], seekers: [], loans: [] };
  const market = entry({ ...subject, loans: undefined }, () => 1, nobody);
  const reserves = (Array.isArray(market.reserves) ? (market.reserves as Data[]) : []).map(
    ({ utilization, ...one }) => one,
  );
  const data =
    into === undefined
      ? Surroundings.own(subject, Surroundings.EMPTY)
      : Surroundings.within(subject, Surroundings.EMPTY);
  const base =
    into === undefined ? data : { extends: into, title: file.spec.title, about: file.spec.title, ...data };
  return { ...base, lending: [{ ...market, reserves }] };
}

/** The world of graded shocks, or the scenario that the market is put into. */
export function world(subject: Subject, terms: Surroundings.Terms): Data {
  const { file, into } = subject;
  const { title, about = title } = file.spec;
  if (into === undefined) return Surroundings.own(subject, terms);
  if (isOfScenario(subject)) return { extends: into, title, about };
  return { extends: into, title, about, ...Surroundings.within(subject, terms) };
}
