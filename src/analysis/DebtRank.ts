import * as Matrix from './Matrix.js';

/**
 * Distress that travels from debtor to creditor. `exposures[i][j]` is what i lent to j in dollars, `equity[i]` its
 * capital; distress is the lost share of equity, 0 to 1. Sources: Battiston et al. 2012 (Sci. Rep. 2:541), where each
 * node hands its distress on once; Bardoscia et al. 2015 (PLoS ONE 10:e0130406), where every increase is handed on.
 */
export interface Network {
  readonly exposures: Matrix.Matrix;
  readonly equity: readonly number[];
}

/** Exposure over equity: the leverage matrix. Distress dies out while its largest eigenvalue is below one. */
export function leverage({ exposures, equity }: Network): number[][] {
  return exposures.map((row, i) => row.map((usd) => usd / equity[i]!));
}

/** Each node's share of all that was lent: its economic weight. */
export function weights({ exposures }: Network): number[] {
  const borrowed = exposures.map((_, j) => exposures.reduce((sum, row) => sum + row[j]!, 0));
  const total = borrowed.reduce((sum, usd) => sum + usd, 0);
  return borrowed.map((usd) => usd / total);
}

/** Final distress when a node passes its distress on once, in the round after it was first hit. */
export function once(network: Network, start: readonly number[]): number[] {
  const impact = leverage(network).map((row) => row.map((part) => Math.min(1, part)));
  let distress = [...start];
  const passed = start.map(() => false);
  let active = start.map((part) => part > 0);
  while (active.includes(true)) {
    const sent = distress.map((part, j) => (active[j] ? part : 0));
    active.forEach((isActive, j) => {
      if (isActive) passed[j] = true;
    });
    distress = Matrix.times(impact, sent).map((part, i) => Math.min(1, distress[i]! + part));
    active = distress.map((part, i) => part > 0 && !passed[i]);
  }
  return distress;
}

const ROUNDS = 100_000;
const SETTLED = 1e-15;

/** Final distress when every increase is passed on, round after round, until none is left or all are bankrupt. */
export function linear(network: Network, start: readonly number[]): number[] {
  const impact = leverage(network);
  let distress = [...start];
  let increase = [...start];
  for (let round = 0; round < ROUNDS && Math.max(...increase) > SETTLED; round++) {
    const next = Matrix.times(impact, increase).map((part, i) => Math.min(1, distress[i]! + part));
    increase = next.map((part, i) => part - distress[i]!);
    distress = next;
  }
  return distress;
}

/** DebtRank: the weighted distress that the network added to what it began with. */
export function rank(network: Network, start: readonly number[], end: readonly number[]): number {
  return Matrix.dot(
    weights(network),
    end.map((part, i) => part - start[i]!),
  );
}
