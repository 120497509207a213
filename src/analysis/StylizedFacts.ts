/**
 * Statistics by which simulated returns are compared with real ones.
 * Source: Cont 2001 (QF 1:223). Returns are plain fractions; estimators divide by n (not n - 1).
 */

export type Facts = {
  readonly deviation: number;
  readonly excessKurtosis: number;
  /** Autocorrelation of returns at lag 1; near zero, slightly negative with bounce. */
  readonly returnMemory: number;
  /** Autocorrelation of absolute returns at the asked lags. */
  readonly volatilityMemory: readonly number[];
  /** Hill exponents of absolute returns at the asked tail shares. */
  readonly tailExponents: readonly number[];
};

export function assess(returns: Float64Array, lags: readonly number[], tailShares: readonly number[]): Facts {
  const size = returns.map(Math.abs);
  const ascending = size.slice().sort();
  return {
    deviation: Math.sqrt(centralMoment(returns, 2)),
    excessKurtosis: excessKurtosis(returns),
    returnMemory: autocorrelation(returns, 1),
    volatilityMemory: lags.map((lag) => autocorrelation(size, lag)),
    tailExponents: tailShares.map((share) => hill(ascending, Math.floor(share * returns.length))),
  };
}

/** Fourth moment over squared variance, minus 3. */
export function excessKurtosis(x: Float64Array): number {
  return centralMoment(x, 4) / centralMoment(x, 2) ** 2 - 3;
}

/** Sample autocorrelation at `lag`, with the mean and variance of the whole series. */
export function autocorrelation(x: Float64Array, lag: number): number {
  const mean = average(x);
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < x.length; i++) {
    variance += (x[i]! - mean) ** 2;
    if (i >= lag) covariance += (x[i]! - mean) * (x[i - lag]! - mean);
  }
  return covariance / variance;
}

/** Correlation of two series of one length. */
export function correlation(x: Float64Array, y: Float64Array): number {
  const [meanX, meanY] = [average(x), average(y)];
  let both = 0;
  let squareX = 0;
  let squareY = 0;
  for (let i = 0; i < x.length; i++) {
    both += (x[i]! - meanX) * (y[i]! - meanY);
    squareX += (x[i]! - meanX) ** 2;
    squareY += (y[i]! - meanY) ** 2;
  }
  return both / Math.sqrt(squareX * squareY);
}

/** Hill's tail exponent from the k largest values of an ascending positive sample; the (k+1)-th is the threshold. */
export function hill(ascending: Float64Array, k: number): number {
  const n = ascending.length;
  const threshold = Math.log(ascending[n - k - 1]!);
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log(ascending[n - i]!) - threshold;
  return k / sum;
}

function average(x: Float64Array): number {
  let sum = 0;
  for (const v of x) sum += v;
  return sum / x.length;
}

function centralMoment(x: Float64Array, order: number): number {
  const mean = average(x);
  let sum = 0;
  for (const v of x) sum += (v - mean) ** order;
  return sum / x.length;
}
