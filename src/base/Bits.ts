/**
 * Small sets of whole numbers as bits of Int32 words, many sets side by side in one column: set `row` of a column with
 * `width` words a set starts at `row * width`. A walk costs a step a word and a step a member, in ascending order.
 */

/** Words that hold members below `members`. */
export function wordsFor(members: number): number {
  return (members + 31) >> 5;
}

export function add(words: Int32Array, from: number, member: number): void {
  const at = from + (member >> 5);
  words[at] = words[at]! | (1 << (member & 31));
}

export function remove(words: Int32Array, from: number, member: number): void {
  const at = from + (member >> 5);
  words[at] = words[at]! & ~(1 << (member & 31));
}

/** Least member above `after` of the set of `width` words that starts at `from`, -1 when none; start with -1. */
export function next(words: Int32Array, from: number, width: number, after: number): number {
  let word = (after + 1) >> 5;
  if (word >= width) return -1;
  let bits = words[from + word]! & (-1 << ((after + 1) & 31));
  while (bits === 0) {
    if (++word >= width) return -1;
    bits = words[from + word]!;
  }
  return 32 * word + 31 - Math.clz32(bits & -bits);
}
