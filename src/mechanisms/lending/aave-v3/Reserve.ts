/**
 * Models:     one asset of an Aave v3.7 pool: indices, interest, shares, caps, treasury, deficit.
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
import * as Rates from './Rates.js';
import * as Ray from './Ray.js';

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
  /** End of the last whole second of interest. */
  accruedUs: number;
};

const SECOND_US = 1_000_000;

export function create(terms: Terms, nowUs: number): Reserve {
  return {
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
    accruedUs: nowUs,
  };
}

/** Deposit that a number of shares can claim: down, in favor of the pool. */
export function balance(reserve: Reserve, shares: number): bigint {
  return Ray.rayMulDown(Ray.of(shares), reserve.liquidityIndex);
}

/** Debt of a number of shares: up, in favor of the pool. */
export function owed(reserve: Reserve, shares: number): bigint {
  return Ray.rayMulUp(Ray.of(shares), reserve.debtIndex);
}

/** Shares that a deposit of `amount` earns. */
export function supplySharesDown(reserve: Reserve, amount: number): number {
  return Ray.toAtoms(Ray.rayDivDown(Ray.of(amount), reserve.liquidityIndex));
}

/** Shares that a withdrawal of `amount` costs. */
export function supplySharesUp(reserve: Reserve, amount: number): number {
  return Ray.toAtoms(Ray.rayDivUp(Ray.of(amount), reserve.liquidityIndex));
}

/** Shares of debt that borrowing `amount` adds. */
export function debtSharesUp(reserve: Reserve, amount: number): number {
  return Ray.toAtoms(Ray.rayDivUp(Ray.of(amount), reserve.debtIndex));
}

/** Shares of debt that repaying `amount` takes away. */
export function debtSharesDown(reserve: Reserve, amount: number): number {
  return Ray.toAtoms(Ray.rayDivDown(Ray.of(amount), reserve.debtIndex));
}

/** Deposits, the protocol's claims included, atoms. */
export function supplied(reserve: Reserve): number {
  return Ray.toAtoms(balance(reserve, reserve.supplyShares + reserve.treasuryShares));
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
  const seconds = Math.floor((nowUs - reserve.accruedUs) / SECOND_US);
  if (seconds <= 0) return;
  reserve.accruedUs += seconds * SECOND_US;
  if (reserve.supplyRate > Ray.ZERO)
    reserve.liquidityIndex = Ray.rayMul(
      Ray.linear(reserve.supplyRate, Ray.of(seconds)),
      reserve.liquidityIndex,
    );
  if (reserve.debtShares === 0) return;
  const before = reserve.debtIndex;
  reserve.debtIndex = Ray.rayMul(Ray.compound(reserve.borrowRate, Ray.of(seconds)), before);
  const interest = Ray.rayMulDown(Ray.of(reserve.debtShares), reserve.debtIndex - before);
  const kept = Ray.percentMul(interest, Ray.of(reserve.terms.reserveShareBps));
  reserve.treasuryShares += Ray.toAtoms(Ray.rayDivDown(kept, reserve.liquidityIndex));
}

/** Rates anew after cash, debt or deficit changed. */
export function requote(reserve: Reserve): void {
  const rates = Rates.quote(
    reserve.terms.curve,
    owed(reserve, reserve.debtShares),
    Ray.of(reserve.cash),
    Ray.of(reserve.deficit),
    Ray.of(reserve.terms.reserveShareBps),
  );
  reserve.borrowRate = rates.borrow;
  reserve.supplyRate = rates.supply;
}
