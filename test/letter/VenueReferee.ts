/*
 * A naive calculator of what venues do, written from their public documents alone (Binance: liquidation price, brackets, mark
 * price, funding; Bybit: mark price, funding; OKX: index, funding; Hyperliquid: liquidations, robust price indices, funding).
 * It shares no code with the engine and is as plain as it can be: tables are rows, prices are searched for by halving.
 */
export interface Row {
  readonly floor: number;
  readonly rate: number;
}

export interface Leg {
  /** Signed units, long above zero. */
  readonly size: number;
  readonly entry: number;
  readonly table: readonly Row[];
}

/** Sum over the slices of the table, each at its own rate: what the deduction in the venues' tables amounts to. */
export function maintenance(table: readonly Row[], notional: number): number {
  let sum = 0;
  table.forEach(({ floor, rate }, i) => {
    const end = table[i + 1]?.floor ?? Number.POSITIVE_INFINITY;
    if (notional > floor) sum += (Math.min(notional, end) - floor) * rate;
  });
  return sum;
}

/** Collateral and profit less what maintenance asks for, in dollars: liquidated at zero or below. */
export function surplus(wallet: number, legs: readonly Leg[], prices: readonly number[], ratio = 1): number {
  let left = wallet;
  legs.forEach(({ size, entry, table }, i) => {
    left += size * (prices[i]! - entry) - ratio * maintenance(table, Math.abs(size) * prices[i]!);
  });
  return left;
}

/** Price of one position at which its margin is used up to maintenance; 0 where no fall reaches it. */
export function liquidationPrice(margin: number, leg: Leg): number {
  const at = (price: number) => surplus(margin, [leg], [price]);
  let [low, high] = [0, leg.entry * 4];
  if (leg.size > 0 && at(0) > 0) return 0;
  // A long has a surplus above the price searched for, a short below it.
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (at(middle) > 0 === leg.size > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Price of several legs on one wallet, looked for downwards or upwards from `from`; NaN where none is reached. */
export function walletPrice(wallet: number, legs: readonly Leg[], from: number, direction: -1 | 1): number {
  const at = (price: number) =>
    surplus(
      wallet,
      legs,
      legs.map(() => price),
    );
  const end = direction < 0 ? 0 : from * 10;
  if (at(from) <= 0 || at(end) > 0) return Number.NaN;
  let [safe, low] = [from, end];
  for (let i = 0; i < 200; i++) {
    const middle = (safe + low) / 2;
    if (at(middle) > 0) safe = middle;
    else low = middle;
  }
  return (safe + low) / 2;
}

/** A coin-margined position: dollars of contracts, margin in coins, one bracket with its amount in coins. */
export interface Inverse {
  readonly side: 1 | -1;
  readonly dollars: number;
  readonly entry: number;
  readonly wallet: number;
  readonly rate: number;
  readonly amount: number;
}

/** Price at which its coins are used up to maintenance; NaN where no price reaches it. */
export function inversePrice({ side, dollars, entry, wallet, rate, amount }: Inverse): number {
  const coins = (price: number) =>
    wallet + side * dollars * (1 / entry - 1 / price) - Math.max(0, (rate * dollars) / price - amount);
  const end = side > 0 ? 1e-9 : entry * 10;
  if (coins(entry) <= 0 || coins(end) > 0) return Number.NaN;
  let [safe, low] = [entry, end];
  for (let i = 0; i < 200; i++) {
    const middle = (safe + low) / 2;
    if (coins(middle) > 0) safe = middle;
    else low = middle;
  }
  return (safe + low) / 2;
}

/** Price at which the margin is gone. */
export function bankruptcyPrice(margin: number, { size, entry }: Leg): number {
  return Math.max(0, entry - margin / size);
}

/** Equity over maintenance. */
export function marginRatio(wallet: number, legs: readonly Leg[], prices: readonly number[]): number {
  const equity = surplus(wallet, legs, prices, 0);
  return equity / (equity - surplus(wallet, legs, prices));
}

function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** Rate of one interval from the mean premium: [P + clamp(I - P)] over 8 hours, for so many hours, within the cap. */
export function fundingRate(
  premium: number,
  terms: { interest: number; clamp: number; cap: number; hours: number },
): number {
  const eight = premium + clamp(terms.interest - premium, -terms.clamp, terms.clamp);
  return clamp((eight * terms.hours) / 8, -terms.cap, terms.cap);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Binance and Bybit: the median of funding-carried index, index plus mean basis of the window, and last trade. */
export function markOfThree(
  index: number,
  bases: readonly number[],
  last: number,
  carry: { rate: number; share: number },
): number {
  const basis = bases.length === 0 ? 0 : bases.reduce((sum, one) => sum + one, 0) / bases.length;
  return median([index * (1 + carry.rate * carry.share), index + basis, last]);
}

/** OKX: the index plus the mean basis of the window. */
export function markOfBasis(index: number, bases: readonly number[]): number {
  return bases.length === 0 ? index : index + bases.reduce((sum, one) => sum + one, 0) / bases.length;
}

/** Time-weighted exponential mean of samples, each over so many seconds. */
function decayed(samples: readonly number[], seconds: number, tau: number): number {
  let [above, below] = [0, 0];
  for (const sample of samples) {
    above = above * Math.exp(-seconds / tau) + sample * seconds;
    below = below * Math.exp(-seconds / tau) + seconds;
  }
  return above / below;
}

/** Hyperliquid, without perps elsewhere: oracle + 150 s mean distance, book median, and the 30 s mean of the latter. */
export function markOfOracle(
  oracle: number,
  books: readonly { bid: number; ask: number; last: number }[],
  oracles: readonly number[],
): number {
  const book = books.map(({ bid, ask, last }) => median([bid, ask, last]));
  const away = books.map(({ bid, ask }, i) => (bid + ask) / 2 - oracles[i]!);
  return median([oracle + decayed(away, 3, 150), book.at(-1)!, decayed(book, 3, 30)]);
}

/** Binance's rank of a position: return times effective leverage where it gains, return over it where it loses. */
export function adlScore(leg: Leg, mark: number, margin: number): number {
  const profit = leg.size * (mark - leg.entry);
  const gain = (Math.sign(leg.size) * (mark - leg.entry)) / leg.entry;
  const leverage = (Math.abs(leg.size) * mark) / (margin + profit);
  return profit > 0 ? gain * leverage : gain / leverage;
}

/** Hyperliquid's index of a position: mark over entry, for shorts the other way round, times notional over account value. */
export function adlIndex(leg: Leg, mark: number, margin: number): number {
  const value = margin + leg.size * (mark - leg.entry);
  const moved = leg.size > 0 ? mark / leg.entry : leg.entry / mark;
  return (moved * Math.abs(leg.size) * mark) / value;
}

/** The rank of a venue. Bybit and OKX publish Binance's: return times leverage. */
export function adlOf(venue: string): (leg: Leg, mark: number, margin: number) => number {
  return venue === 'hyperliquid' ? adlIndex : adlScore;
}
