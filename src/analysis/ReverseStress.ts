import * as Matrix from './Matrix.js';

/* Waits for: the smallest shock that breaks a position or a market (issue 17). Until then tests alone run it. */

/**
 * The most likely shock that loses `loss`, when shocks are elliptical with `covariance` and cost `weights` dollars a
 * unit. `squaredDistance` is its Mahalanobis distance squared: the smaller, the more plausible.
 */
export function mostLikely(
  covariance: Matrix.Matrix,
  weights: readonly number[],
  loss: number,
): { readonly shock: readonly number[]; readonly squaredDistance: number } {
  const direction = Matrix.times(covariance, weights);
  const spread = Matrix.dot(weights, direction);
  return { shock: direction.map((part) => (part * loss) / spread), squaredDistance: (loss * loss) / spread };
}
