/**
 * Models:     the money market of Anchor (Terra Classic, May 2022): UST deposits as aUST, loans against bLUNA.
 * Source:     Anchor-Protocol/money-market-contracts contracts/market/src/{deposit,borrow}.rs, overseer/collateral.rs.
 * Units:      atoms of UST, aUST and bLUNA; prices of bLUNA in 1e-12 UST; ratios in ppm, yearly rates in 1e-9.
 * Simplified: bLUNA is the only collateral and counts as LUNA; interest comes by the epoch (AnchorEarn), so one who
 *             leaves within an epoch forgoes up to three hours of it; no ANC rewards. Debts are shares of all
 *             liabilities, which is the contract's interest index without its rounding.
 * Invariants: ANCHOR-1 (every part of the books is a safe integer >= 0, and a share of debt is worth an atom or more)
 */
import { invariant } from '../../base/assert.js';
import { mulDivDown, mulDivUp } from '../../base/Integer.js';

export type Terms = {
  /** bLUNA atoms * price / this = UST atoms: 1e12 * 10^(decimals of LUNA - decimals of UST). */
  readonly picoPerAtom: number;
  readonly blocksPerYear: number;
  /** Borrow rate at utilization 0, and what full utilization adds. */
  readonly baseRateE9: number;
  readonly slopeRateE9: number;
  /** Borrowing stops at this utilization; 950_000. */
  readonly maxBorrowPpm: number;
  /** Opening and liquidation limit in one, as in the contract. */
  readonly maxLtvPpm: number;
};

export type State = {
  terms: Terms;
  /** UST in the market, free to leave. */
  cash: number;
  /** UST of the yield reserve, which tops up what depositors earn. */
  reserve: number;
  aust: number;
  /** UST owed by all borrowers, and the shares it is split into. */
  liabilities: number;
  debtShares: number;
  /** By row: bLUNA pledged and shares of debt. */
  readonly pledged: number[];
  readonly shares: number[];
};

export type Reason =
  | 'amount'
  | 'no-cash'
  | 'no-balance'
  | 'no-debt'
  | 'limit'
  | 'utilization'
  | 'insolvent'
  | 'supply-bound';
export type Refusal = { readonly kind: 'refused'; readonly reason: Reason };

/** Changes of the books; what the caller posts: `cash` in UST from the customer (< 0 to him), and so `aust`, `pledged`. */
export type Change = {
  readonly kind: 'planned';
  /** Row of the loan, -1 for none. */
  readonly row: number;
  readonly cash: number;
  readonly reserve: number;
  readonly aust: number;
  readonly liabilities: number;
  readonly shares: number;
  readonly pledged: number;
};

/** Largest supply and assets a deposit may lead to: 2^53 less a little. */
const BOUND = Number.MAX_SAFE_INTEGER * (1 - 1e-12);

const NOTHING: Change = {
  kind: 'planned',
  row: -1,
  cash: 0,
  reserve: 0,
  aust: 0,
  liabilities: 0,
  shares: 0,
  pledged: 0,
};

export function change(parts: Partial<Change>): Change {
  return { ...NOTHING, ...parts };
}

export function create(terms: Terms): State {
  return {
    terms,
    cash: 0,
    reserve: 0,
    aust: 0,
    liabilities: 0,
    debtShares: 0,
    pledged: [],
    shares: [],
  };
}

/** A row for one more borrower. */
export function open(state: State): number {
  state.pledged.push(0);
  return state.shares.push(0) - 1;
}

/** What aUST is a claim on: cash and loans, good or bad. */
export function assets(state: State): number {
  return state.cash + state.liabilities;
}

/** UST per aUST, for views; 1 before the first deposit. */
export function exchangeRate(state: State): number {
  return state.aust === 0 ? 1 : assets(state) / state.aust;
}

/** Debt of a row in UST atoms, rounded up: against the borrower. */
export function debtOf(state: State, row: number): number {
  const shares = state.shares[row]!;
  return shares === 0 ? 0 : mulDivUp(shares, state.liabilities, state.debtShares);
}

/** UST atoms that `pledged` atoms of bLUNA are worth, rounded down. */
export function collateralValue(terms: Terms, pledged: number, pricePico: number): number {
  return mulDivDown(pledged, pricePico, terms.picoPerAtom);
}

/** Most UST atoms a row may owe, rounded down. */
export function limitOf(state: State, row: number, pricePico: number): number {
  return limitAt(state, state.pledged[row]!, pricePico);
}

/** aUST that the cash pays for now: all that can leave, rounded down. */
export function redeemable(state: State): number {
  const all = assets(state);
  return all === 0 ? 0 : Math.min(state.aust, mulDivDown(state.cash, state.aust, all));
}

/** Mints aUST for `atoms` of UST, rounded down: never dilutes the others. */
export function planDeposit(state: State, atoms: number): Change | Refusal {
  if (!isAmount(atoms)) return refuse('amount');
  const all = assets(state);
  if (state.aust > 0 && all === 0) return refuse('insolvent');
  // After a loss an aUST is worth little and a deposit mints many; the margin covers the double's own rounding.
  const total = state.aust + (state.aust === 0 ? atoms : atoms * (state.aust / all));
  if (Math.max(total, all + atoms) > BOUND) return refuse('supply-bound');
  const aust = state.aust === 0 ? atoms : mulDivDown(atoms, state.aust, all);
  return aust === 0 ? refuse('amount') : change({ cash: atoms, aust });
}

/** Pays UST for `aust`, rounded down. Cash is the only limit: what is lent out cannot leave. */
export function planRedeem(state: State, aust: number): Change | Refusal {
  if (!isAmount(aust)) return refuse('amount');
  if (aust > state.aust) return refuse('no-balance');
  const atoms = mulDivDown(aust, assets(state), state.aust);
  if (atoms === 0) return refuse(assets(state) === 0 ? 'insolvent' : 'amount');
  return atoms > state.cash ? refuse('no-cash') : change({ cash: -atoms, aust: -aust });
}

/** Lends `atoms` of UST. The shares round up: against the borrower. */
export function planBorrow(state: State, row: number, atoms: number, pricePico: number): Change | Refusal {
  if (!isAmount(atoms)) return refuse('amount');
  if (debtOf(state, row) + atoms > limitOf(state, row, pricePico)) return refuse('limit');
  if (atoms > state.cash) return refuse('no-cash');
  const ceiling = mulDivDown(assets(state), state.terms.maxBorrowPpm, 1e6);
  if (state.liabilities + atoms > ceiling) return refuse('utilization');
  const shares = state.debtShares === 0 ? atoms : mulDivUp(atoms, state.debtShares, state.liabilities);
  return change({ row, cash: -atoms, liabilities: atoms, shares });
}

/** Takes up to `atoms` of UST off a debt; more than is owed is not taken. Shares round down. */
export function planRepay(state: State, row: number, atoms: number): Change | Refusal {
  if (!isAmount(atoms)) return refuse('amount');
  const debt = debtOf(state, row);
  if (debt === 0) return refuse('no-debt');
  const paid = Math.min(atoms, debt);
  const part = mulDivDown(paid, state.debtShares, state.liabilities);
  return change({ row, cash: paid, liabilities: -paid, shares: paid === debt ? -state.shares[row]! : -part });
}

/** Pledges bLUNA (`atoms` > 0) or takes it back (< 0) as far as the debt allows at this price. */
export function planPledge(state: State, row: number, atoms: number, pricePico: number): Change | Refusal {
  if (!isAmount(Math.abs(atoms))) return refuse('amount');
  const left = state.pledged[row]! + atoms;
  if (left < 0) return refuse('no-balance');
  const isShort = atoms < 0 && debtOf(state, row) > limitAt(state, left, pricePico);
  return isShort ? refuse('limit') : change({ row, pledged: atoms });
}

export function apply(state: State, change: Change): void {
  state.cash += change.cash;
  state.reserve += change.reserve;
  state.aust += change.aust;
  state.liabilities += change.liabilities;
  state.debtShares += change.shares;
  if (change.row >= 0) {
    state.shares[change.row]! += change.shares;
    state.pledged[change.row]! += change.pledged;
  }
  invariant(isSound(state, change.row), 'ANCHOR-1', () => JSON.stringify({ ...state, change }));
}

function isSound(state: State, row: number): boolean {
  const { cash, reserve, aust, liabilities, debtShares } = state;
  const loan = row < 0 ? [] : [state.shares[row]!, state.pledged[row]!];
  const parts = [cash, reserve, aust, debtShares, cash + liabilities, ...loan];
  return liabilities >= debtShares && parts.every((part) => part >= 0 && Number.isSafeInteger(part));
}

function limitAt(state: State, pledged: number, pricePico: number): number {
  return mulDivDown(collateralValue(state.terms, pledged, pricePico), state.terms.maxLtvPpm, 1e6);
}

function isAmount(atoms: number): boolean {
  return atoms > 0 && Number.isSafeInteger(atoms);
}

function refuse(reason: Reason): Refusal {
  return { kind: 'refused', reason };
}
