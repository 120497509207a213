const SHOWN = 12;

/** The candidate with the fewest edits from `name`, the earlier one on a tie; undefined without candidates. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** "did you mean …" with the list of what exists, as the remedy of an unknown name. */
export function suggest(name: string, candidates: readonly string[], noun: string): string {
  const best = nearest(name, candidates);
  if (best === undefined) return `remove it: there are no ${noun} here`;
  const shown = candidates.slice(0, SHOWN).join(', ');
  const more = candidates.length > SHOWN ? `, and ${candidates.length - SHOWN} more` : '';
  return `did you mean "${best}"? Known ${noun}: ${shown}${more}`;
}

/** Levenshtein distance: insertions, deletions and substitutions. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change));
    }
    row = next;
  }
  return row[b.length]!;
}
