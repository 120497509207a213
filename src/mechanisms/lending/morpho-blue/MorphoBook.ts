/**
 * Models:     a Morpho Blue market as a lending protocol of two reserves: the loan asset, which is lent, and the
 *             collateral, which is kept.
 * Source:     npm @morpho-org/morpho-blue 1.0.0: Morpho.sol.
 * Units:      atoms of each reserve's asset (safe integers); shares in millions; prices in dollars by reserve.
 * Simplified: nothing.
 * Invariants: UNIT-1
 */
import * as AdaptiveRate from './AdaptiveRate.js';
import * as MorphoLiquidation from './MorphoLiquidation.js';
import * as MorphoMarket from './MorphoMarket.js';
import * as Wad from './Wad.js';

export type Book = {
  readonly market: MorphoMarket.Market;
  /** Numbers of the two reserves. */
  readonly loan: number;
  readonly collateral: number;
  /** Nothing new comes in: the oracle has frozen the collateral. */
  isFrozen: boolean;
};

export type Act = {
  readonly op: 'supply' | 'withdraw' | 'borrow' | 'repay';
  readonly position: number;
  readonly reserve: number;
  readonly atoms: number;
};

export type Call = {
  readonly position: number;
  readonly collateral: number;
  readonly debt: number;
  readonly cover: number;
  readonly receiver: number;
  readonly isOwn?: boolean;
};

export type Quote = {
  readonly call: Call;
  readonly repaid: number;
  readonly seized: number;
  readonly fee: number;
  readonly badDebt: readonly number[];
  readonly plan: MorphoLiquidation.Plan;
};

export type Refusal = MorphoLiquidation.Refusal | 'frozen' | 'no-claims';

function priceOf({ market, loan, collateral }: Book, prices: ArrayLike<number>): bigint {
  return MorphoLiquidation.price(market, prices[loan]!, prices[collateral]!);
}

export function supplyOf({ market, loan }: Book, position: number, reserve: number): number {
  return reserve === loan
    ? Wad.toMillions(market.supplySharesOf[position]!)
    : Wad.toAtoms(market.collateralOf[position]!);
}

export function debtOf({ market, loan }: Book, position: number, reserve: number): number {
  return reserve === loan ? Wad.toMillions(market.borrowSharesOf[position]!) : 0;
}

export function thresholdBps({ market, loan }: Book, _position: number, reserve: number): number {
  return reserve === loan ? 0 : Wad.toRatio(market.terms.lltv) * 10_000;
}

export function isLiquidatable(book: Book, prices: ArrayLike<number>, position: number): boolean {
  return !MorphoLiquidation.isHealthy(book.market, priceOf(book, prices), position);
}

export function depositOf({ market, loan }: Book, position: number, reserve: number): number {
  const atoms = reserve === loan ? MorphoMarket.deposit(market, position) : market.collateralOf[position]!;
  return Wad.toAtoms(atoms);
}

export function owedOf({ market, loan }: Book, position: number, reserve: number): number {
  return reserve === loan ? Wad.toAtoms(MorphoMarket.owed(market, position)) : 0;
}

/** Millions of shares of debt, up: whole numbers for the ledger. */
export function claimOf({ market, loan }: Book, position: number, reserve: number): number {
  return reserve === loan ? Wad.toMillionsUp(market.borrowSharesOf[position]!) : 0;
}

/** Collateral that all positions have pledged, atoms. */
export function pledged({ market }: Book): number {
  let sum = Wad.ZERO;
  for (const atoms of market.collateralOf) sum += atoms;
  return Wad.toAtoms(sum);
}

export function level(book: Book, reserve: number) {
  const { market, loan } = book;
  if (reserve !== loan)
    return {
      cash: pledged(book),
      utilization: 0,
      borrowRate: 0,
      supplyRate: 0,
      supplyIndex: 1,
      debtIndex: 1,
    };
  const { supplied, supplyShares, borrowed, borrowShares, terms } = market;
  const utilization = supplied === Wad.ZERO ? 0 : Wad.toRatio(Wad.divDown(borrowed, supplied));
  const borrowRate = AdaptiveRate.toYear(MorphoMarket.rate(market, Wad.ZERO).average);
  return {
    cash: Wad.toAtoms(MorphoMarket.cash(market)),
    utilization,
    borrowRate,
    supplyRate: borrowRate * utilization * (1 - Wad.toRatio(terms.fee)),
    supplyIndex: Wad.worth(supplied, supplyShares),
    debtIndex: Wad.worth(borrowed, borrowShares),
  };
}

export function assess(book: Book, prices: ArrayLike<number>, act: Act): Refusal {
  if (!(act.atoms > 0)) return 'no-amount';
  return act.reserve === book.loan ? assessLoan(book, prices, act) : assessCollateral(book, prices, act);
}

function assessLoan(book: Book, prices: ArrayLike<number>, { op, position, atoms }: Act): Refusal {
  const { market } = book;
  const amount = Wad.of(atoms);
  switch (op) {
    case 'supply':
      return '';
    case 'withdraw':
      if (MorphoMarket.sharesOut(market, position, amount) > market.supplySharesOf[position]!)
        return 'no-balance';
      return amount > MorphoMarket.cash(market) ? 'no-cash' : '';
    case 'borrow': {
      const more = { debt: amount, collateral: Wad.ZERO };
      if (!MorphoLiquidation.isHealthy(market, priceOf(book, prices), position, more)) return 'health';
      return amount > MorphoMarket.cash(market) ? 'no-cash' : '';
    }
    case 'repay':
      if (market.borrowSharesOf[position] === Wad.ZERO) return 'no-debt';
      return amount > MorphoMarket.owed(market, position) ? 'more-than-owed' : '';
  }
}

function assessCollateral(book: Book, prices: ArrayLike<number>, { op, position, atoms }: Act): Refusal {
  const { market } = book;
  if (op === 'borrow' || op === 'repay') return 'not-borrowable';
  if (op === 'supply') return book.isFrozen ? 'frozen' : '';
  const collateral = Wad.of(atoms);
  if (collateral > market.collateralOf[position]!) return 'no-balance';
  const more = { debt: Wad.ZERO, collateral };
  return MorphoLiquidation.isHealthy(market, priceOf(book, prices), position, more) ? '' : 'health';
}

const ACTS = {
  supply: MorphoMarket.supply,
  withdraw: MorphoMarket.withdraw,
  borrow: MorphoMarket.borrow,
  repay: MorphoMarket.repay,
};

export function apply({ market, loan }: Book, { op, position, reserve, atoms }: Act): void {
  const amount = Wad.of(atoms);
  if (reserve !== loan) MorphoMarket.pledge(market, position, op === 'supply' ? amount : -amount);
  else ACTS[op](market, position, amount);
}

/** A claim cannot be taken: collateral is not lent, so it is always there. */
export function quote(book: Book, prices: ArrayLike<number>, call: Call): Quote | Refusal {
  if (call.receiver >= 0) return 'no-claims';
  if (call.debt !== book.loan || call.collateral !== book.collateral) return 'no-debt';
  if (!(call.cover > 0)) return 'no-amount';
  const plan = MorphoLiquidation.plan(book.market, priceOf(book, prices), call.position, Wad.of(call.cover));
  if (typeof plan === 'string') return plan;
  const badDebt = [0, 0];
  badDebt[book.loan] = Wad.toAtoms(plan.badDebt);
  return { call, repaid: Wad.toAtoms(plan.repaid), seized: Wad.toAtoms(plan.seized), fee: 0, badDebt, plan };
}

export function liquidate({ market }: Book, { call, plan }: Quote): void {
  MorphoLiquidation.apply(market, call.position, plan);
}
