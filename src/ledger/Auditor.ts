import type { Ledger } from './Ledger.js';

/**
 * An independent look at the books, written without regard to speed: every sum is exact (BigInt) and starts from nothing.
 * Invariants: LEDGER-1, LEDGER-2, CONSERVE-1 (each asset sums to zero), CONSERVE-2 (positions of a market sum to zero),
 * CONSERVE-3 (a clearing account holds what positions have cost), CONSERVE-4 (debts equal their creditor's claim),
 * LOSS-1 (payers of a loss sum to it).
 */
export interface Books {
  readonly ledger: Ledger;
  readonly markets: readonly MarketBooks[];
  readonly creditors: readonly Creditor[];
  readonly defaults: Iterable<Default>;
  /** All losses, and who bore them, in dollars. */
  readonly losses: number;
  readonly payers: Readonly<Record<string, number>>;
}

/** Every position in one perp market: signed lots, and signed cost in quote atoms. */
export interface MarketBooks {
  readonly name: string;
  /** Ledger cell between winners and losers. */
  readonly clearing: number;
  readonly lots: Iterable<number>;
  readonly entries: Iterable<number>;
}

/** One lender and everybody who may owe it. */
export interface Creditor {
  readonly account: number;
  readonly debtors: readonly number[];
}

/** One default as journaled: the hole and the parts that fill it, in atoms. */
export interface Default {
  readonly id: number;
  readonly lossAtoms: number;
  readonly parts: readonly number[];
}

/** A broken law: its id and what was found. */
export interface Finding {
  readonly id: string;
  readonly detail: string;
}

/** Dollars in floats add up to this, relatively. */
const TOLERANCE = 1e-9;

/** Everything wrong with the books; empty when they conserve. `debtFrom`: the first asset that is a debt. */
export function audit(books: Books, debtFrom: number): Finding[] {
  return [
    ...cells(books.ledger),
    ...assets(books.ledger),
    ...books.markets.flatMap((market) => positions(books.ledger, market)),
    ...debts(books, debtFrom),
    ...losses(books),
  ];
}

/** Sum of integers without rounding; a value that is no integer throws RangeError. */
function sum(values: Iterable<number>): bigint {
  let total = 0n;
  for (const value of values) total += BigInt(value);
  return total;
}

function cells({ size, balance, signed, account, asset, assets: names }: Ledger): Finding[] {
  const found: Finding[] = [];
  for (let cell = 0; cell < size; cell++) {
    const value = balance[cell]!;
    const where = `cell ${cell} of account ${account[cell]} holds ${value} atoms of ${names[asset[cell]!]}`;
    if (!Number.isSafeInteger(value)) found.push({ id: 'LEDGER-2', detail: where });
    else if (value < 0 && signed[cell] === 0) found.push({ id: 'LEDGER-1', detail: where });
  }
  return found;
}

function assets({ size, balance, asset, assets: names }: Ledger): Finding[] {
  return names.flatMap((name, id) => {
    const mine: number[] = [];
    for (let cell = 0; cell < size; cell++)
      if (asset[cell] === id && Number.isInteger(balance[cell])) mine.push(balance[cell]!);
    const total = sum(mine);
    return total === 0n ? [] : [{ id: 'CONSERVE-1', detail: `${name} sums to ${total} atoms` }];
  });
}

function positions(ledger: Ledger, { name, clearing, lots, entries }: MarketBooks): Finding[] {
  const found: Finding[] = [];
  const open = sum(lots);
  if (open !== 0n) found.push({ id: 'CONSERVE-2', detail: `positions in ${name} sum to ${open} lots` });
  const held = BigInt(ledger.balance[clearing]!);
  const cost = sum(entries);
  if (held !== -cost)
    found.push({
      id: 'CONSERVE-3',
      detail: `clearing of ${name} holds ${held}, positions cost ${cost} atoms`,
    });
  return found;
}

/** Each creditor's claim in each asset against what its own debtors owe, and no debt outside these. */
function debts({ ledger, creditors }: Books, debtFrom: number): Finding[] {
  const found: Finding[] = [];
  const lender = new Map<number, number>();
  for (const { account, debtors } of creditors) {
    lender.set(account, account);
    for (const debtor of debtors) lender.set(debtor, account);
  }
  const left = new Map<string, bigint>();
  for (let cell = 0; cell < ledger.size; cell++) {
    const asset = ledger.asset[cell]!;
    if (asset < debtFrom) continue;
    const account = ledger.account[cell]!;
    const balance = ledger.balance[cell]!;
    const creditor = lender.get(account);
    const isOdd = account === creditor ? balance < 0 : balance > 0;
    if (isOdd || (creditor === undefined && balance !== 0))
      found.push({
        id: 'CONSERVE-4',
        detail: `account ${account} has ${balance} of ${ledger.assets[asset]}`,
      });
    const key = `${ledger.assets[asset]} of creditor ${creditor}`;
    left.set(key, (left.get(key) ?? 0n) + BigInt(balance));
  }
  for (const [key, atoms] of left)
    if (atoms !== 0n)
      found.push({ id: 'CONSERVE-4', detail: `${key}: claims exceed debts by ${atoms} atoms` });
  return found;
}

function losses({ defaults, losses: total, payers }: Books): Finding[] {
  const found: Finding[] = [];
  for (const { id, lossAtoms, parts } of defaults) {
    const paid = sum(parts);
    if (paid !== BigInt(lossAtoms))
      found.push({ id: 'LOSS-1', detail: `default ${id}: ${paid} of ${lossAtoms} atoms have a payer` });
  }
  const paid = Object.values(payers).reduce((all, usd) => all + usd, 0);
  if (Math.abs(paid - total) > TOLERANCE * Math.max(1, Math.abs(total)))
    found.push({ id: 'LOSS-1', detail: `payers of ${paid} dollars for losses of ${total}` });
  return found;
}
