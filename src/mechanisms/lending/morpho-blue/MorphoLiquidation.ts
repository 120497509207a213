/**
 * Models:     health, checks and liquidation of Morpho Blue: one line for borrowing and liquidating, no close factor, an
 *             incentive that follows from the line, and bad debt that suppliers bear at once.
 * Source:     npm @morpho-org/morpho-blue 1.0.0: Morpho.sol (liquidate, _isHealthy), ConstantsLib.
 * Units:      atoms and shares; prices in dollars per token; price of the contract in loan atoms per collateral atom, 1e36.
 * Simplified: who leaves an atom of collateral to postpone the loss is not modeled: all of it is seized where that is
 *             the limit.
 * Invariants: none
 */
import * as MorphoMarket from './MorphoMarket.js';
import * as Wad from './Wad.js';

const CURSOR = Wad.ofRatio(0.3);
const MOST_INCENTIVE = Wad.ofRatio(1.15);

export type Refusal =
  | ''
  | 'no-amount'
  | 'no-balance'
  | 'no-cash'
  | 'no-debt'
  | 'more-than-owed'
  | 'not-borrowable'
  | 'health'
  | 'healthy'
  | 'no-collateral'
  | 'own-position';

/** What a liquidator's repayment is worth in collateral: 1.15 at most. */
export function incentive(lltv: bigint): bigint {
  const gap = Wad.WAD - Wad.mulDown(CURSOR, Wad.WAD - lltv);
  return Wad.least(MOST_INCENTIVE, Wad.divDown(Wad.WAD, gap));
}

/** Price as the contract reads it, from dollars per token. */
export function price({ terms }: MorphoMarket.Market, loanUsd: number, collateralUsd: number): bigint {
  const loan = Wad.ofDollars(loanUsd) * Wad.of(terms.collateralUnit);
  return Wad.mulDivDown(Wad.ofDollars(collateralUsd) * Wad.of(terms.loanUnit), Wad.PRICE, loan);
}

/** Whether a position's collateral carries its debt; with `more`, if it owed that much more and had so much less. */
export function isHealthy(
  market: MorphoMarket.Market,
  at: bigint,
  position: number,
  more: { readonly debt: bigint; readonly collateral: bigint } = { debt: Wad.ZERO, collateral: Wad.ZERO },
): boolean {
  const shares = Wad.toSharesUp(more.debt, market.borrowed, market.borrowShares);
  const total = market.borrowSharesOf[position]! + shares;
  if (total === Wad.ZERO) return true;
  const owed = Wad.toAssetsUp(total, market.borrowed + more.debt, market.borrowShares + shares);
  return secured(market, at, market.collateralOf[position]! - more.collateral) >= owed;
}

/** Debt that so much collateral carries. */
function secured({ terms }: MorphoMarket.Market, at: bigint, collateral: bigint): bigint {
  return Wad.mulDown(Wad.mulDivDown(collateral, at, Wad.PRICE), terms.lltv);
}

/** What the collateral carries over what is owed: below 1 liquidatable; a position that owes something. */
export function health(market: MorphoMarket.Market, at: bigint, position: number): number {
  const carried = secured(market, at, market.collateralOf[position]!);
  return Wad.toRatio(Wad.divDown(carried, MorphoMarket.owed(market, position)));
}

export type Plan = {
  readonly repaid: bigint;
  readonly repaidShares: bigint;
  readonly seized: bigint;
  /** Debt that nobody owes any more, as no collateral is left. */
  readonly badDebt: bigint;
};

/** What repaying up to `cover` atoms takes and gives, limited by the debt and by the collateral. */
export function plan(
  market: MorphoMarket.Market,
  at: bigint,
  position: number,
  cover: bigint,
): Plan | Refusal {
  if (isHealthy(market, at, position)) return 'healthy';
  const collateral = market.collateralOf[position]!;
  if (collateral === Wad.ZERO) return 'no-collateral';
  const all = market.borrowSharesOf[position]!;
  const offered = Wad.toSharesDown(cover, market.borrowed, market.borrowShares);
  const shares = cover >= MorphoMarket.owed(market, position) ? all : Wad.least(offered, all);
  const reward = incentive(market.terms.lltv);
  const paid = Wad.toAssetsDown(shares, market.borrowed, market.borrowShares);
  const seized = Wad.mulDivDown(Wad.mulDown(paid, reward), Wad.PRICE, at);
  if (seized > collateral) return bySeizing(market, at, position, reward);
  if (seized === Wad.ZERO) return 'no-amount';
  return close(market, position, shares, seized);
}

/** All of the collateral, for what it pays. */
function bySeizing(market: MorphoMarket.Market, at: bigint, position: number, reward: bigint): Plan {
  const collateral = market.collateralOf[position]!;
  const quoted = Wad.divUp(Wad.mulDivUp(collateral, at, Wad.PRICE), reward);
  const shares = Wad.toSharesUp(quoted, market.borrowed, market.borrowShares);
  return close(market, position, Wad.least(shares, market.borrowSharesOf[position]!), collateral);
}

function close(market: MorphoMarket.Market, position: number, shares: bigint, seized: bigint): Plan {
  const repaid = Wad.toAssetsUp(shares, market.borrowed, market.borrowShares);
  const left = market.borrowSharesOf[position]! - shares;
  const isExhausted = market.collateralOf[position] === seized && left > Wad.ZERO;
  const borrowed = Wad.minus(market.borrowed, repaid);
  const rest = Wad.toAssetsUp(left, borrowed, market.borrowShares - shares);
  return {
    repaid,
    repaidShares: shares,
    seized,
    badDebt: isExhausted ? Wad.least(borrowed, rest) : Wad.ZERO,
  };
}

export function apply(market: MorphoMarket.Market, position: number, made: Plan): void {
  market.borrowSharesOf[position]! -= made.repaidShares;
  market.borrowShares -= made.repaidShares;
  market.borrowed = Wad.minus(market.borrowed, made.repaid);
  market.collateralOf[position]! -= made.seized;
  if (market.collateralOf[position] !== Wad.ZERO) return;
  market.borrowShares -= market.borrowSharesOf[position]!;
  market.borrowSharesOf[position] = Wad.ZERO;
  market.borrowed -= made.badDebt;
  market.supplied -= made.badDebt;
  market.badDebt += made.badDebt;
}
