import { existsSync } from 'node:fs';
import * as Part from '../study/Part.js';
import * as Results from '../study/Results.js';
import * as Store from '../study/Store.js';
import * as Arguments from './Arguments.js';
import type { Engine, Loaded, Seeds } from './CommandDoor.js';

/** Other seeds of the same scenario with the same changes, from a study's folder. Throws InputError when it holds none. */
export async function read(engine: Engine, loaded: Loaded, dir: string): Promise<Seeds> {
  const refuse = (found: string, remedy: string) =>
    Arguments.mistake(
      engine,
      '--study',
      found,
      'the folder of a study of this scenario and these changes',
      remedy,
    );
  if (!dir.startsWith('s3://') && !existsSync(dir)) throw refuse(dir, 'run unwind study first');
  const store = await Store.open(engine, dir);
  const points = await Results.points(store);
  const isOurs = (key: string) => {
    const point = points.get(key);
    return point?.scenarioDigest === loaded.digest && point.version === engine.version;
  };
  const parts = (await Part.list(store, ['runs', 'costs'])).filter(({ point }) => isOurs(point));
  const runs = await Results.runs(store, parts);
  if (runs.length === 0) throw refuse(dir, 'run unwind study with the same scenario, --with and --set');
  return runs.map(({ seed, headlines }) => {
    const values = Object.entries(headlines).map(([key, value]) => [key, value ?? Number.NaN]);
    return { seed, values: Object.fromEntries(values) };
  });
}
