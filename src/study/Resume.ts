import * as Part from './Part.js';
import * as Plan from './Plan.js';
import type * as Simulate from './Simulate.js';
import type { Store } from './Store.js';

/** How far a study is, read from what lies in its folder. */
export interface State {
  /** Every part of the folder that has these tables. */
  readonly parts: readonly Part.Part[];
  readonly missing: readonly Plan.Lot[];
  /** Runs of this study that are done, and that are set aside. */
  readonly done: number;
  readonly failed: number;
}

export async function state(
  store: Store,
  tables: readonly Part.Table[],
  wanted: readonly Plan.Lot[],
): Promise<State> {
  const parts = await Part.list(store, tables);
  const aside = (await store.list('failed')).flatMap((name) => Part.parse(name) ?? []);
  const open = Plan.missing(wanted, Part.seeds(parts));
  const missing = Plan.missing(open, Part.seeds(aside));
  const [undone, rest] = [Plan.count(open), Plan.count(missing)];
  return { parts, missing, done: Plan.count(wanted) - undone, failed: undone - rest };
}

/** What was set aside of this study. */
export async function failures(
  store: Store,
  wanted: readonly Plan.Lot[],
): Promise<(Simulate.Failure & { readonly point: string })[]> {
  const names = await store.list('failed');
  const mine = names.filter((name) => {
    const part = Part.parse(name);
    return (
      part !== undefined && wanted.some((lot) => lot.point === part.point && lot.seeds.includes(part.from))
    );
  });
  const texts = await Promise.all(mine.map((name) => store.read(`failed/${name}`)));
  return texts.map((bytes) => JSON.parse(Buffer.from(bytes!).toString('utf8')));
}

/** Makes what was set aside missing again. */
export async function retry(store: Store, wanted: readonly Plan.Lot[]): Promise<void> {
  for (const { point, seed } of await failures(store, wanted))
    await store.remove(`failed/${Part.id({ point, from: seed, to: seed })}.json`);
}
