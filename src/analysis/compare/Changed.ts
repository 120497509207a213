import type { Facts } from './Facts.js';

export const ABOUT =
  'Values by path, as the file states them and as they were changed; in brackets the intervention that did it.';

/** Most rows: an intervention may rewrite one value of every coin. */
const MOST = 20;

/** Values that were set or that an intervention replaced, before and after, in every run; nothing where none was. */
export function rows(all: readonly Facts[]): [path: string, cell: (run: Facts) => string][] {
  const paths = [...new Set(all.flatMap(({ summary }) => summary.changes.map(({ path }) => path)))];
  const told = paths
    .slice(0, MOST)
    .map((path): [string, (run: Facts) => string] => [path, (run) => changeOf(run, path)]);
  const more = paths.length - told.length;
  return more > 0
    ? [...told, [`and ${more} more`, ({ summary }) => `${summary.changes.length} changes in all`]]
    : told;
}

function changeOf({ summary }: Facts, path: string): string {
  const all = summary.changes.filter((one) => one.path === path);
  if (all.length === 0) return 'as in the file';
  const by = [...new Set(all.map((one) => one.by))].filter((one) => one !== '');
  return `${all[0]!.before} → ${all.at(-1)!.after}${by.length > 0 ? ` (${by.join(', ')})` : ''}`;
}
