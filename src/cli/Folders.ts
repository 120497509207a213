import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes `dir` and its missing parents, one by one: the recursive mkdir of Node 20 never returns under /proc.
 * Gives the outermost folder made. Throws a system error.
 */
export function make(dir: string): string | undefined {
  if (existsSync(dir)) return undefined;
  const outer = dirname(dir) === dir ? undefined : make(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (error) {
    removeEmpty(dirname(dir), outer);
    throw error;
  }
  return outer ?? dir;
}

/** Removes the folders from `inner` out to `outer`, as far as they are empty. */
export function removeEmpty(inner: string, outer: string | undefined): void {
  if (outer === undefined) return;
  for (let dir = inner; dir.length >= outer.length; dir = dirname(dir)) {
    if (!existsSync(dir) || readdirSync(dir).length > 0) return;
    rmdirSync(dir);
  }
}
