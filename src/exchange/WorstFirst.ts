import * as Risk from '../mechanisms/margin/Risk.js';

/** One candidate: an account id, and its equity and maintenance margin in dollars. */
export interface Candidate {
  readonly id: number;
  readonly equity: number;
  readonly maintenance: number;
}

/** The order in which a venue works on accounts in breach: worst margin ratio first, account id last. Sorts in place. */
export function sort<T extends Candidate>(candidates: T[]): T[] {
  return candidates.sort((a, b) => Risk.worse(a, a.id, b, b.id));
}
