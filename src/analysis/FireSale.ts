import type { Matrix } from './Matrix.js';

/**
 * Forced sales of common holdings under a leverage limit. Source: Cont and Schaanning 2017 (Norges Bank WP 2/2017).
 * Dollars throughout; `holdings[i][m]` is what i holds of asset m. The limit binds one way: nobody buys back.
 */
export interface Terms {
  readonly holdings: Matrix;
  readonly capital: readonly number[];
  /** Fall of each asset that starts it, fraction. */
  readonly shock: readonly number[];
  /** Assets over capital above which an owner sells, and to which it sells. */
  readonly limit: number;
  readonly target: number;
  /** Dollars sold that take the whole price of an asset: impact is linear, sold over depth, one at most. */
  readonly depth: readonly number[];
}

export interface Outcome {
  /** Dollars sold of each asset in each round. */
  readonly rounds: readonly (readonly number[])[];
  readonly capital: readonly number[];
  /** Loss of all owners, the shock's own included. */
  readonly loss: number;
}

interface State {
  holdings: number[][];
  capital: number[];
}

/** Rounds of sales until nobody is above the limit. What is kept loses the whole impact, what is sold half of it. */
export function run(terms: Terms): Outcome {
  const state: State = { holdings: terms.holdings.map((row) => [...row]), capital: [...terms.capital] };
  const none = terms.capital.map(() => 0);
  fall(state, none, terms.shock);
  const rounds: number[][] = [];
  for (;;) {
    const parts = state.holdings.map((row, i) => sold(sum(row), state.capital[i]!, terms));
    const volumes = terms.depth.map((_, m) => sum(state.holdings.map((row, i) => row[m]! * parts[i]!)));
    if (sum(volumes) <= 0) break;
    rounds.push(volumes);
    fall(
      state,
      parts,
      volumes.map((usd, m) => Math.min(1, usd / terms.depth[m]!)),
    );
  }
  return { rounds, capital: state.capital, loss: sum(terms.capital) - sum(state.capital) };
}

/** Part of everything that an owner sells; all of it once its capital is gone. */
function sold(assets: number, capital: number, { limit, target }: Terms): number {
  if (!(assets > 0)) return 0;
  if (capital <= 0) return 1;
  return assets / capital > limit ? (assets - target * capital) / assets : 0;
}

/** Takes sales and the fall they cause off holdings and capital. */
function fall(state: State, parts: readonly number[], impacts: readonly number[]): void {
  state.holdings = state.holdings.map((row, i) =>
    row.map((usd, m) => {
      const part = parts[i]!;
      state.capital[i]! -= usd * impacts[m]! * (1 - part / 2);
      return usd * (1 - part) * (1 - impacts[m]!);
    }),
  );
}

/**
 * Overlap of portfolios weighted by how hard their assets are to sell: dollars that i loses when j sells all it has.
 * Its largest eigenvalue and eigenvector are the indirect contagion index and each owner's part in it.
 */
export function overlap({ holdings, depth }: Pick<Terms, 'holdings' | 'depth'>): number[][] {
  return holdings.map((a) => holdings.map((b) => sum(a.map((usd, m) => (usd * b[m]!) / depth[m]!))));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
