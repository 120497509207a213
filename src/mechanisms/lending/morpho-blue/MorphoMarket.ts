/**
 * Models:     one market of Morpho Blue: a loan asset, a collateral, shares of both sides, and interest.
 * Source:     npm @morpho-org/morpho-blue 1.0.0: Morpho.sol.
 * Units:      atoms and shares (big integers: a share is a millionth of an atom and less); LLTV and fee in wad; time in
 *             microseconds, interest in whole seconds.
 * Simplified: no callbacks, authorizations and flash loans; the fee's shares are kept apart, not in an account.
 * Invariants: UNIT-1
 *
 * Totals and positions are plain arrays of big integers: they survive structuredClone, and a market is touched once a
 * block and once a call.
 */
import * as AdaptiveRate from './AdaptiveRate.js';
import * as Wad from './Wad.js';

export type Terms = {
  /** Atoms of one token. */
  readonly loanUnit: number;
  readonly collateralUnit: number;
  /** Debt over collateral up to which a position borrows and above which it is liquidatable. */
  readonly lltv: bigint;
  /** Share of interest that goes to the fee's recipient. */
  readonly fee: bigint;
};

export type Market = {
  readonly terms: Terms;
  supplied: bigint;
  supplyShares: bigint;
  borrowed: bigint;
  borrowShares: bigint;
  feeShares: bigint;
  /** Rate per second at the target share lent. */
  rateAtTarget: bigint;
  /** Loss that suppliers have borne, atoms. */
  badDebt: bigint;
  /** By position: shares of deposit and of debt, and atoms of collateral. */
  readonly supplySharesOf: bigint[];
  readonly borrowSharesOf: bigint[];
  readonly collateralOf: bigint[];
  accruedUs: number;
};

const SECOND_US = 1_000_000;

export function create(terms: Terms, rateAtTarget: bigint, nowUs: number): Market {
  return {
    terms,
    supplied: Wad.ZERO,
    supplyShares: Wad.ZERO,
    borrowed: Wad.ZERO,
    borrowShares: Wad.ZERO,
    feeShares: Wad.ZERO,
    rateAtTarget,
    badDebt: Wad.ZERO,
    supplySharesOf: [],
    borrowSharesOf: [],
    collateralOf: [],
    accruedUs: nowUs,
  };
}

/** A new position without anything; its number. */
export function open(market: Market): number {
  market.borrowSharesOf.push(Wad.ZERO);
  market.collateralOf.push(Wad.ZERO);
  return market.supplySharesOf.push(Wad.ZERO) - 1;
}

/** Atoms that can be withdrawn or borrowed. */
export function cash({ supplied, borrowed }: Market): bigint {
  return supplied - borrowed;
}

/** What a position owes: up, in favor of the suppliers. */
export function owed(market: Market, position: number): bigint {
  return Wad.toAssetsUp(market.borrowSharesOf[position]!, market.borrowed, market.borrowShares);
}

/** What a position has lent: down. */
export function deposit(market: Market, position: number): bigint {
  return Wad.toAssetsDown(market.supplySharesOf[position]!, market.supplied, market.supplyShares);
}

/** The rate that the seconds since the last accrual are charged. */
export function rate(market: Market, seconds: bigint): AdaptiveRate.Rate {
  return AdaptiveRate.quote(market.rateAtTarget, market.supplied, market.borrowed, seconds);
}

/** Brings interest to now, in whole seconds; the rest waits. */
export function accrue(market: Market, nowUs: number): void {
  const whole = (nowUs - market.accruedUs - ((nowUs - market.accruedUs) % SECOND_US)) / SECOND_US;
  if (whole <= 0) return;
  market.accruedUs += whole * SECOND_US;
  const seconds = Wad.of(whole);
  const { average, atTarget } = rate(market, seconds);
  market.rateAtTarget = atTarget;
  const interest = Wad.mulDown(market.borrowed, Wad.growth(average, seconds));
  market.borrowed += interest;
  market.supplied += interest;
  const kept = Wad.mulDown(interest, market.terms.fee);
  const shares = Wad.toSharesDown(kept, market.supplied - kept, market.supplyShares);
  market.feeShares += shares;
  market.supplyShares += shares;
}

export function supply(market: Market, position: number, atoms: bigint): void {
  const shares = Wad.toSharesDown(atoms, market.supplied, market.supplyShares);
  market.supplySharesOf[position]! += shares;
  market.supplyShares += shares;
  market.supplied += atoms;
}

/** Shares that a withdrawal costs: all of them for the whole deposit. */
export function sharesOut(market: Market, position: number, atoms: bigint): bigint {
  if (atoms === deposit(market, position)) return market.supplySharesOf[position]!;
  return Wad.toSharesUp(atoms, market.supplied, market.supplyShares);
}

export function withdraw(market: Market, position: number, atoms: bigint): void {
  const shares = sharesOut(market, position, atoms);
  market.supplySharesOf[position]! -= shares;
  market.supplyShares -= shares;
  market.supplied -= atoms;
}

export function borrow(market: Market, position: number, atoms: bigint): void {
  const shares = Wad.toSharesUp(atoms, market.borrowed, market.borrowShares);
  market.borrowSharesOf[position]! += shares;
  market.borrowShares += shares;
  market.borrowed += atoms;
}

/** Shares that a repayment takes away: all of them for the whole debt. */
function sharesRepaid(market: Market, position: number, atoms: bigint): bigint {
  if (atoms === owed(market, position)) return market.borrowSharesOf[position]!;
  return Wad.toSharesDown(atoms, market.borrowed, market.borrowShares);
}

/** `atoms` is at most what is owed, which can be an atom more than all debts together. */
export function repay(market: Market, position: number, atoms: bigint): void {
  const shares = sharesRepaid(market, position, atoms);
  market.borrowSharesOf[position]! -= shares;
  market.borrowShares -= shares;
  market.borrowed = Wad.minus(market.borrowed, atoms);
}

export function pledge(market: Market, position: number, atoms: bigint): void {
  market.collateralOf[position]! += atoms;
}
