/**
 * Stylized margin and loss spiral: margins that grow with the price move and wealth that falls with it force a leveraged
 * holder to sell, and selling moves the price. Source: after Brunnermeier & Pedersen 2009 (RFS 22:2201).
 * Prices in dollars, position in units, wealth in dollars; impact in dollars per unit sold.
 */

export type Terms = {
  readonly position: number;
  readonly wealth: number;
  readonly price: number;
  /** Price fall that starts it, dollars. */
  readonly shock: number;
  readonly impact: number;
  /** Margin per unit before the shock, dollars. */
  readonly margin: number;
  /** Growth of the margin per dollar of price move; 0 leaves the loss spiral only. */
  readonly theta: number;
};

export type Round = { readonly price: number; readonly position: number; readonly wealth: number };

/** Rounds of forced sales until one sells less than 1e-9 units or `maxRounds` were recorded. Sales fill at the mean price. */
export function iterate(t: Terms, maxRounds: number): Round[] {
  const rounds: Round[] = [];
  let price = t.price - t.shock;
  let position = t.position;
  let wealth = t.wealth - t.position * t.shock;
  while (rounds.length < maxRounds) {
    rounds.push({ price, position, wealth });
    const margin = t.margin + t.theta * Math.abs(price - t.price);
    const sold = Math.max(0, position - Math.max(0, wealth / margin));
    if (sold < 1e-9) break;
    const fall = t.impact * sold;
    wealth -= (position - sold) * fall + (sold * fall) / 2;
    position -= sold;
    price -= fall;
  }
  return rounds;
}
