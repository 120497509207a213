/**
 * Models:     which of two accounts a venue liquidates first: the one with the worse margin ratio.
 * Source:     dYdX v4 protocol/lib/margin/risk.go (order by cross-multiplication).
 * Units:      dollars; equity signed, maintenance >= 0.
 * Simplified: nothing; the sums are those of exchange/Assess and exchange/Rows.
 * Invariants: none
 */

export type Risk = { readonly equity: number; readonly maintenance: number };

/**
 * Negative when `a` is worse (is liquidated first): ascending equity / maintenance, account id last.
 * Cross products are compared exactly, so the order is transitive for any floats. Without a requirement an account is
 * worst when its equity is negative and best otherwise.
 */
export function worse(a: Risk, idA: number, b: Risk, idB: number): number {
  const classes = standing(a) - standing(b);
  if (classes !== 0) return classes;
  const byRatio =
    a.maintenance > 0
      ? compareProducts(a.equity, b.maintenance, b.equity, a.maintenance)
      : Math.sign(a.equity - b.equity);
  return byRatio !== 0 ? byRatio : idA - idB;
}

function standing(r: Risk): number {
  if (r.maintenance > 0) return 1;
  return r.equity < 0 ? 0 : 2;
}

/** Sign of x*y - u*v without rounding: rounding is monotone, so only equal heads need their tails. */
function compareProducts(x: number, y: number, u: number, v: number): number {
  const head = x * y - u * v;
  if (head !== 0) return Math.sign(head);
  return Math.sign(tail(x, y) - tail(u, v));
}

/** Exact rounding error of x*y (Dekker's product). */
function tail(x: number, y: number): number {
  const xh = high(x);
  const yh = high(y);
  const xl = x - xh;
  const yl = y - yh;
  return xl * yl - (x * y - xh * yh - xl * yh - xh * yl);
}

/** Upper half of the significand (Veltkamp's split, 2^27 + 1). */
function high(x: number): number {
  const c = 134217729 * x;
  return c - (c - x);
}
