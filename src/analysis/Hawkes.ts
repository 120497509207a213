/**
 * Self-exciting order flow with kernel alpha e^{-beta t}: likelihood, moments and the branching ratio, the share of events
 * caused by earlier ones. Sources: Filimonov & Sornette 2012 (arXiv 1201.3572); Hardiman & Bouchaud 2014 (arXiv 1403.5227).
 * Times in any unit, rates in its inverse. A drifting base rate inflates every estimate of the branching ratio.
 */

export type Parameters = { readonly mu: number; readonly alpha: number; readonly beta: number };

/** Log-likelihood of ascending event times in [0, horizon] and the compensator (expected count) at the horizon. */
export function logLikelihood(
  times: ArrayLike<number>,
  horizon: number,
  p: Parameters,
): { readonly logLikelihood: number; readonly compensator: number } {
  let excitation = 0;
  let sum = 0;
  let compensator = p.mu * horizon;
  for (let i = 0; i < times.length; i++) {
    if (i > 0) excitation = Math.exp(-p.beta * (times[i]! - times[i - 1]!)) * (1 + excitation);
    sum += Math.log(p.mu + p.alpha * excitation);
    compensator += (p.alpha / p.beta) * (1 - Math.exp(-p.beta * (horizon - times[i]!)));
  }
  return { logLikelihood: sum - compensator, compensator };
}

/** Stationary moments, for a branching ratio below 1: rate, variance / mean of counts over long windows, family size. */
export function stationary(p: Parameters): {
  readonly branchingRatio: number;
  readonly meanRate: number;
  readonly fano: number;
  readonly familySize: number;
} {
  const branchingRatio = p.alpha / p.beta;
  const familySize = 1 / (1 - branchingRatio);
  return { branchingRatio, meanRate: p.mu * familySize, fano: familySize * familySize, familySize };
}

/** Model-free branching ratio from counts in long windows: 1 - sqrt(mean / variance); below 0 for regular flow. */
export function branchingRatio(mean: number, variance: number): number {
  return 1 - Math.sqrt(mean / variance);
}
