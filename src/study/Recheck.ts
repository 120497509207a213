import { createHash } from 'node:crypto';
import type * as Job from './Job.js';
import * as Part from './Part.js';
import type { Checked, Runner } from './Runner.js';
import type { Store } from './Store.js';

/** Stands in the folder of a study that must not go on. */
const STOPPED = 'stopped.json';

/** Whether a part is among those that are run again: fixed by its id, so that a resumed study chooses the same. */
export function isChosen(part: Part.Part, percent: number): boolean {
  const hash = createHash('sha256').update(Part.id(part)).digest();
  return hash.readUInt32BE(0) < (percent / 100) * 2 ** 32;
}

/** Runs a part again and keeps the result beside the parts. A difference stops the study: false. */
export async function run(store: Store, runner: Runner, job: Job.Job, by: string): Promise<boolean> {
  const checked = await runner.check(job);
  const same = checked.again === checked.stored;
  const record = { ...checked, same, by };
  await store.write(`checks/${Part.id(job)}.json`, Buffer.from(`${JSON.stringify(record)}\n`));
  if (!same) await stop(store, job, checked);
  return same;
}

/** Why the study must not go on; undefined while it may. */
export async function stopped(store: Store): Promise<string | undefined> {
  const bytes = await store.read(STOPPED);
  return bytes === undefined
    ? undefined
    : (JSON.parse(Buffer.from(bytes).toString('utf8')) as { why: string }).why;
}

/** Parts that were run again already. */
export async function done(store: Store): Promise<Set<string>> {
  const names = await store.list('checks');
  return new Set(names.map((name) => name.replace(/\.json$/, '')));
}

async function stop(store: Store, job: Job.Job, { again, stored }: Checked): Promise<void> {
  const why = `the part ${Part.id(job)} has digest ${stored}, run again it has ${again}`;
  await store.write(STOPPED, Buffer.from(`${JSON.stringify({ why })}\n`));
}
