import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Rooms whose code changes no number of a run. */
const OUTSIDE = new Set(['cli', 'study', 'report', 'import']);
let known: string | undefined;

/**
 * Digest of the engine's code, 12 hex characters: two machines with one version number but different code are told
 * apart, and a study is not resumed with another engine than it began with.
 */
export function build(): string {
  known ??= digest();
  return known;
}

function digest(): string {
  const hash = createHash('sha256');
  for (const file of files('')) {
    hash.update(file).update('\0');
    hash.update(readFileSync(join(ROOT, file))).update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

function files(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  const found = entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return OUTSIDE.has(path) ? [] : files(path);
    return /\.[jt]s$/.test(path) && !/\.(test|fuzz|d)\.ts$/.test(path) ? [path] : [];
  });
  return found.sort();
}
