import { readFileSync } from 'node:fs';

type Json = ReturnType<typeof JSON.parse>;

/** One case of a vector file: inputs and outputs are whatever the named function needs. */
export type Vector = { readonly name: string; readonly fn: string; readonly inp: Json; readonly out: Json };

/** Vectors of test/vectors/<name>.json, and a guard that every one of them was used by some test. */
export function load(name: string): {
  readonly take: (prefix: string) => Vector[];
  readonly unused: () => string[];
} {
  const text = readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8');
  const { vectors } = JSON.parse(text) as { vectors: Vector[] };
  const used = new Set<Vector>();
  const take = (prefix: string) => {
    const found = vectors.filter((v) => v.name.startsWith(prefix));
    if (found.length === 0) throw new Error(`no vector starts with "${prefix}"`);
    for (const v of found) used.add(v);
    return found;
  };
  return { take, unused: () => vectors.filter((v) => !used.has(v)).map((v) => v.name) };
}
