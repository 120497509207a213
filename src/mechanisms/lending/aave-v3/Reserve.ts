/**
 * Models:     one asset of an Aave v3 pool: indices, interest, shares, caps, treasury, deficit.
 * Source:     aave-dao/aave-v3-origin v3.7.0: ReserveLogic, TokenMath, ValidationLogic, docs/3.3 (deficit).
 * Units:      amounts and shares in atoms (safe integers); indices and yearly rates in rays; time in microseconds,
 *             interest in whole seconds; caps in whole tokens, 0 is no cap.
 * Simplified: no flash loans, no isolation or siloed mode (gone in v3.7), one treasury that never withdraws.
 * Invariants: UNIT-1
 *
 * Indices are big integers in state: they survive structuredClone, a pool has a dozen of them, and they change once
 * a second at most. As doubles they would drift by 1e-16 per accrual, and shares times index would then miss the
 * chain's atom in large reserves.
 */

import * as Whole from '../../../units/Whole.js';
import * as Rates from './Rates.js';
import * as Ray from './Ray.js';
import * as Version from './Version.js';

export type Terms = {
  /** Atoms of one token. */
  readonly unit: number;
  readonly maxLtvBps: number;
  readonly liquidationLtvBps: number;
  /** Seized value over repaid value, > 10000: 10500 is a bonus of 5 %. */
  readonly liquidationIncentiveBps: number;
  /** Share of the bonus that the protocol keeps. */
  readonly liquidationFeeBps: number;
  /** Share of interest that the protocol keeps. */
  readonly reserveShareBps: number;
  readonly supplyCap: number;
  readonly borrowCap: number;
  readonly isBorrowable: boolean;
  readonly curve: Rates.Curve;
};

export type Reserve = {
  readonly version: Version.Version;
  /** Replaced as a whole when governance changes a parameter; watched positions must then be armed anew. */
  terms: Terms;
  /** Nothing new is supplied or borrowed; leaving and liquidating go on. */
  isFrozen: boolean;
  liquidityIndex: bigint;
  debtIndex: bigint;
  supplyRate: bigint;
  borrowRate: bigint;
  /** Underlying the pool counts as its own: what can be withdrawn, borrowed or seized. */
  cash: number;
  supplyShares: number;
  debtShares: number;
  /** Claims of the protocol that are not minted yet; they count toward the supply cap. */
  treasuryShares: number;
  /** Debt of exhausted positions that nobody owes any more. */
  deficit: number;
  /**
   * Atoms by which deposits and what backs them may differ so far: roundings, and the growth of debts over the line of
   * deposits. Not on chain; the audit uses it.
   */
  room: number;
  /** End of the last whole second of interest. */
  accruedUs: number;
};

const SECOND_US = 1_000_000;
const YEAR_SECONDS = 31_536_000;

export function create(terms: Terms, nowUs: number, version: Version.Version = Version.NEWEST): Reserve {
  return {
    version,
    terms,
    isFrozen: false,
    liquidityIndex: Ray.RAY,
    debtIndex: Ray.RAY,
    supplyRate: Ray.ZERO,
    borrowRate: terms.curve.base,
    cash: 0,
    supplyShares: 0,
    debtShares: 0,
    treasuryShares: 0,
    deficit: 0,
    room: 0,
    accruedUs: nowUs,
  };
}

type Round = (x: bigint, index: bigint) => bigint;

/** Directions below are those from v3.5 on; before, every conversion goes to the nearest, a half up. */
function multiply({ version }: Reserve, shares: number, index: bigint, directed: Round): bigint {
  return (Version.isDirected(version) ? directed : Ray.rayMul)(Ray.of(shares), index);
}

function divide({ version }: Reserve, amount: number, index: bigint, directed: Round): number {
  return Ray.toAtoms((Version.isDirected(version) ? directed : Ray.rayDiv)(Ray.of(amount), index));
}

/** Deposit that a number of shares can claim: down, in favor of the pool. */
export function balance(reserve: Reserve, shares: number): bigint {
  return multiply(reserve, shares, reserve.liquidityIndex, Ray.rayMulDown);
}

/** Debt of a number of shares: up, in favor of the pool. */
export function owed(reserve: Reserve, shares: number): bigint {
  return multiply(reserve, shares, reserve.debtIndex, Ray.rayMulUp);
}

/** Shares that a deposit of `amount` earns. */
export function supplySharesDown(reserve: Reserve, amount: number): number {
  return divide(reserve, amount, reserve.liquidityIndex, Ray.rayDivDown);
}

/** Shares that a withdrawal of `amount` costs. */
export function supplySharesUp(reserve: Reserve, amount: number): number {
  return divide(reserve, amount, reserve.liquidityIndex, Ray.rayDivUp);
}

/** Shares of debt that borrowing `amount` adds. */
export function debtSharesUp(reserve: Reserve, amount: number): number {
  return divide(reserve, amount, reserve.debtIndex, Ray.rayDivUp);
}

/** Shares of debt that repaying `amount` takes away. */
export function debtSharesDown(reserve: Reserve, amount: number): number {
  return divide(reserve, amount, reserve.debtIndex, Ray.rayDivDown);
}

/** Deposits, the protocol's claims included, atoms. */
export function supplied(reserve: Reserve): number {
  return Ray.toAtoms(balance(reserve, reserve.supplyShares + reserve.treasuryShares));
}

/** Deposits once so many shares have been added. */
export function suppliedWith(reserve: Reserve, shares: number): number {
  return Ray.toAtoms(balance(reserve, reserve.supplyShares + reserve.treasuryShares + shares));
}

/** Debt once so many shares have been added. */
export function borrowedWith(reserve: Reserve, shares: number): number {
  return Ray.toAtoms(owed(reserve, reserve.debtShares + shares));
}

/** Debt of all borrowers, atoms. */
export function borrowed(reserve: Reserve): number {
  return Ray.toAtoms(owed(reserve, reserve.debtShares));
}

/** Borrowed over borrowed plus cash, 0 to 1. */
export function utilization(reserve: Reserve): number {
  const debt = owed(reserve, reserve.debtShares);
  return Ray.toRatio(Rates.utilization(debt, Ray.of(reserve.cash)), Ray.RAY);
}

/** A cap of 0 is none. */
export function exceedsCap(amount: number, capTokens: number, unit: number): boolean {
  return capTokens > 0 && amount > capTokens * unit;
}

/**
 * Brings interest to now, in whole seconds; the rest waits. Deposits grow linearly, debts compound; the protocol's
 * share of what debts grew by becomes its claim. Called before anything is valued or changed.
 */
export function accrue(reserve: Reserve, nowUs: number): void {
  const seconds = Whole.down((nowUs - reserve.accruedUs) / SECOND_US);
  if (seconds <= 0) return;
  reserve.accruedUs += seconds * SECOND_US;
  if (reserve.supplyRate > Ray.ZERO)
    reserve.liquidityIndex = Ray.rayMul(
      Ray.linear(reserve.supplyRate, Ray.of(seconds)),
      reserve.liquidityIndex,
    );
  if (reserve.debtShares === 0) return;
  reserve.room += roomOf(reserve, seconds);
  const before = reserve.debtIndex;
  const grow = Version.isDirected(reserve.version) ? Ray.compound : Ray.compoundBySecond;
  reserve.debtIndex = Ray.rayMul(grow(reserve.borrowRate, Ray.of(seconds)), before);
  const kept = Ray.percentMul(interestSince(reserve, before), Ray.of(reserve.terms.reserveShareBps));
  reserve.treasuryShares += divide(reserve, Ray.toAtoms(kept), reserve.liquidityIndex, Ray.rayDivDown);
}

/** Atoms that one step rounds away at most: amounts of deposits, debts and the protocol's claim, each way. */
export const ROUNDED = 4;

/**
 * Atoms by which a step may part what is owed from what is held: what it rounds; the debts' growth beyond the straight
 * line (e^x - 1 is at most x + x^2 for x up to 1.79); and what the standing rates give debtors and depositors
 * differently, because debts have grown faster than deposits since the rates were quoted.
 */
function roomOf(reserve: Reserve, seconds: number): number {
  const years = seconds / YEAR_SECONDS;
  const rate = Ray.toRatio(reserve.borrowRate, Ray.RAY);
  const debts = borrowed(reserve);
  const x = rate * years;
  const paid = rate * debts * (1 - reserve.terms.reserveShareBps / 1e4);
  const received = Ray.toRatio(reserve.supplyRate, Ray.RAY) * supplied(reserve);
  return ROUNDED + x * x * debts + Math.abs(paid - received) * years;
}

/** What the debts grew by since an index. */
function interestSince(reserve: Reserve, before: bigint): bigint {
  const shares = Ray.of(reserve.debtShares);
  if (Version.isDirected(reserve.version)) return Ray.rayMulDown(shares, reserve.debtIndex - before);
  return Ray.rayMul(shares, reserve.debtIndex) - Ray.rayMul(shares, before);
}

/** Rates anew after cash, debt or deficit changed. */
export function requote(reserve: Reserve): void {
  const balances = {
    debt: owed(reserve, reserve.debtShares),
    cash: Ray.of(reserve.cash),
    deficit: Ray.of(reserve.deficit),
  };
  const { curve, reserveShareBps } = reserve.terms;
  const rates = Rates.quote(curve, balances, Ray.of(reserveShareBps), reserve.version);
  reserve.borrowRate = rates.borrow;
  reserve.supplyRate = rates.supply;
}
