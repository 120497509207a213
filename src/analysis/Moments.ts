import * as Matrix from './Matrix.js';

/* Waits for: calibration by simulated moments (issue 15). Until then tests alone run it. */

/**
 * Distance of simulated from documented moments, weighted by the inverse covariance of the latter. Sources: McFadden
 * 1989; Duffie and Singleton 1993. `corrected` allows for the noise of `replications` simulations per data set and is
 * chi-square with as many degrees as moments exceed fitted parameters.
 */
export function distance(
  documented: readonly number[],
  simulated: readonly number[],
  covariance: Matrix.Matrix,
  replications: number,
): { readonly distance: number; readonly corrected: number } {
  const gap = simulated.map((value, i) => value - documented[i]!);
  const squared = Matrix.dot(gap, Matrix.solve(covariance, gap));
  return { distance: squared, corrected: squared / (1 + 1 / replications) };
}
