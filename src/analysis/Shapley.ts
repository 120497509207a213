/* Waits for: shares of causes that interact, in the stories (issue 15). Until then tests alone run it. */

/**
 * Who caused how much of an outcome. `values[mask]` is the outcome with the players whose bits are set (2^n entries,
 * entry 0 without any). Sources: Shapley 1953; interactions after Owen 1972.
 */

/** Each player's mean contribution over all orders of arrival; sums to the outcome of all over that of none. */
export function values(outcomes: readonly number[]): number[] {
  const players = Math.log2(outcomes.length);
  return Array.from({ length: players }, (_, i) => {
    const join = (mask: number) => outcomes[mask | (1 << i)]! - outcomes[mask]!;
    return mean(players, 1 << i, join, factorial(players));
  });
}

/** What two players add together beyond what each adds alone, over all orders. */
export function interaction(outcomes: readonly number[], a: number, b: number): number {
  const players = Math.log2(outcomes.length);
  const [one, other] = [1 << a, 1 << b];
  const join = (mask: number) =>
    outcomes[mask | one | other]! - outcomes[mask | one]! - outcomes[mask | other]! + outcomes[mask]!;
  return mean(players, one | other, join, factorial(players - 1));
}

/** What is lost without each player, and what each adds alone: the two simple answers, which do not sum to the whole. */
export function oneAtATime(outcomes: readonly number[]): { removal: number[]; addition: number[] } {
  const all = outcomes.length - 1;
  const bits = Array.from({ length: Math.log2(outcomes.length) }, (_, i) => 1 << i);
  return {
    removal: bits.map((bit) => outcomes[all]! - outcomes[all & ~bit]!),
    addition: bits.map((bit) => outcomes[bit]! - outcomes[0]!),
  };
}

/** Weighted sum over the coalitions without `excluded`: s! (n - s - excluded)! / `orders`. */
function mean(players: number, excluded: number, join: (mask: number) => number, orders: number): number {
  let total = 0;
  for (let mask = 0; mask < 1 << players; mask++) {
    if ((mask & excluded) !== 0) continue;
    const size = bitsOf(mask);
    total += (factorial(size) * factorial(players - size - bitsOf(excluded)) * join(mask)) / orders;
  }
  return total;
}

function bitsOf(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
