import { createHash } from 'node:crypto';
import * as Identity from './Identity.js';
import * as Mistake from './Mistake.js';
import type { Store } from './Store.js';
import type { Changes, Engine, Folder, Library, Loaded } from './StudyDoor.js';

/** One scenario with its changes: all that a run needs but the seed, on whatever machine. */
export interface Point extends Changes {
  /** Digest of everything below but the files: 16 hex characters. */
  readonly key: string;
  /** As given on the command line: a packaged scenario or a path. */
  readonly name: string;
  readonly scenario: string;
  readonly scenarioDigest: string;
  readonly interventions: readonly string[];
  readonly version: string;
  readonly build: string;
  /** Text of every file that loading it read, by "folder/name". */
  readonly files: Readonly<Record<string, string>>;
}

/** What a point was made of, as long as memory allows: planning reads it again soon after. */
const MADE = new WeakMap<Point, WeakRef<Loaded>>();

/** Loads and checks a scenario, and keeps what it was made of. Throws InputError. */
export function of(engine: Engine, library: Library, name: string, changes: Changes): Point {
  const files: Record<string, string> = {};
  const recording: Library = {
    read: (folder, file) => {
      const text = library.read(folder, file);
      if (text !== undefined) files[`${folder}/${file}`] = text;
      return text;
    },
    names: (folder) => library.names(folder),
  };
  const { sets, withs } = changes;
  const loaded = engine.load(recording, name, { sets, withs });
  const identity = {
    name,
    scenario: loaded.name,
    scenarioDigest: loaded.digest,
    interventions: loaded.interventions,
    sets,
    withs,
    version: engine.version,
    build: Identity.build(),
  };
  const text = JSON.stringify({ ...identity, name: loaded.name });
  const key = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const point = { key, ...identity, files };
  MADE.set(point, new WeakRef(loaded));
  return point;
}

/** Written once; a worker reads it there. */
export async function save(store: Store, point: Point): Promise<void> {
  const path = pathOf(point.key);
  if ((await store.read(path)) !== undefined) return;
  await store.write(path, Buffer.from(`${JSON.stringify(point, null, 1)}\n`));
}

/** Throws InputError where the point is missing or of another version. */
export async function read(engine: Engine, store: Store, key: string): Promise<Point> {
  const bytes = await store.read(pathOf(key));
  if (bytes === undefined) {
    const remedy = 'give workers the folder that the study writes to, under the same path';
    throw Mistake.of(engine, '--out', `no ${pathOf(key)} in ${store.url}`, 'the folder of a study', remedy);
  }
  const point = JSON.parse(Buffer.from(bytes).toString('utf8')) as Point;
  const [theirs, ours] = [`${point.version} (${point.build})`, `${engine.version} (${Identity.build()})`];
  if (theirs === ours) return point;
  throw Mistake.of(
    engine,
    '',
    `version ${ours}`,
    `version ${theirs}, which began this study`,
    'install the same version on every machine',
  );
}

/** The scenario again, from the texts alone. */
export function load(engine: Engine, point: Point): Loaded {
  const made = MADE.get(point)?.deref();
  if (made !== undefined) return made;
  const library: Library = {
    read: (folder, file) => point.files[`${folder}/${file}`],
    names: (folder) => namesIn(point, folder),
  };
  const loaded = engine.load(library, point.name, { sets: [...point.sets], withs: [...point.withs] });
  if (loaded.digest === point.scenarioDigest) return loaded;
  throw new Error(`scenario digest ${loaded.digest} instead of ${point.scenarioDigest}`);
}

/** What a person calls it: "deep, populations.pledgers.stock=5bn USD"; "base" without changes. */
export function label({ withs, sets }: Changes): string {
  return [...withs, ...sets].join(', ') || 'base';
}

function namesIn({ files }: Point, folder: Folder): string[] {
  const inside = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
  return inside.map((path) => path.slice(folder.length + 1));
}

function pathOf(key: string): string {
  return `points/${key}.json`;
}
