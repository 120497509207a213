import { InvariantError } from '../base/assert.js';

/**
 * All balances of the world, in atoms. A slot is one (account, asset) cell; `post` is the sole writer.
 * Invariants: LEDGER-1 (no user balance below zero), LEDGER-2 (amounts are safe non-negative integers, and so are balances, signed ones by magnitude),
 * LEDGER-3 (both sides of a posting hold the same asset).
 */
export interface Ledger {
  assets: string[];
  size: number;
  balance: Float64Array;
  asset: Int32Array;
  account: Int32Array;
  /** 1 where the balance may be negative: the outside world, clearing accounts and debts. */
  signed: Uint8Array;
  postings: number;
  /** When present, every posting is appended as (from, to, atoms) for the auditor. */
  tape: number[] | undefined;
}

export function create(assets: readonly string[]): Ledger {
  const capacity = 1024;
  return {
    assets: [...assets],
    size: 0,
    balance: new Float64Array(capacity),
    asset: new Int32Array(capacity),
    account: new Int32Array(capacity),
    signed: new Uint8Array(capacity),
    postings: 0,
    tape: undefined,
  };
}

/** Opens an empty cell. `signed` cells (external, clearing, debt) may go below zero. */
export function open(ledger: Ledger, account: number, asset: number, signed = false): number {
  if (ledger.size === ledger.balance.length) grow(ledger, ledger.size * 2);
  const slot = ledger.size++;
  ledger.account[slot] = account;
  ledger.asset[slot] = asset;
  ledger.signed[slot] = signed ? 1 : 0;
  return slot;
}

function grow(ledger: Ledger, capacity: number): void {
  const balance = new Float64Array(capacity);
  balance.set(ledger.balance);
  const asset = new Int32Array(capacity);
  asset.set(ledger.asset);
  const account = new Int32Array(capacity);
  account.set(ledger.account);
  const signed = new Uint8Array(capacity);
  signed.set(ledger.signed);
  Object.assign(ledger, { balance, asset, account, signed });
}

/** Moves atoms from one cell to another of the same asset. A violated law is a crash, never a clamp. */
export function post(ledger: Ledger, from: number, to: number, atoms: number): void {
  if (atoms === 0) return;
  if (!(atoms > 0) || !Number.isSafeInteger(atoms)) {
    throw new InvariantError('LEDGER-2', `posting of ${atoms} atoms from cell ${from} to ${to}`);
  }
  if (ledger.asset[from] !== ledger.asset[to]) {
    throw new InvariantError('LEDGER-3', `cells ${from} and ${to} hold different assets`);
  }
  const left = ledger.balance[from]! - atoms;
  if (left < 0 && ledger.signed[from] === 0) {
    throw new InvariantError(
      'LEDGER-1',
      `cell ${from} of account ${ledger.account[from]} holds ${ledger.balance[from]} ${ledger.assets[ledger.asset[from]!]} atoms, needs ${atoms}`,
    );
  }
  const raised = ledger.balance[to]! + atoms;
  if (left < -Number.MAX_SAFE_INTEGER || raised > Number.MAX_SAFE_INTEGER) overflow(ledger, from, to, atoms);
  ledger.balance[from] = left;
  ledger.balance[to] = raised;
  ledger.postings++;
  if (ledger.tape) ledger.tape.push(from, to, atoms);
}

function overflow(ledger: Ledger, from: number, to: number, atoms: number): never {
  const asset = ledger.assets[ledger.asset[from]!];
  throw new InvariantError(
    'LEDGER-2',
    `posting of ${atoms} ${asset} atoms takes cell ${from} or ${to} past 2^53: the asset needs fewer decimals`,
  );
}

/** Sum of each asset over all cells; every entry is zero in a conserving world. */
export function totals(ledger: Ledger): Float64Array {
  const sums = new Float64Array(ledger.assets.length);
  // Positive and negative parts are kept apart so that partial sums stay safe integers.
  const negative = new Float64Array(ledger.assets.length);
  for (let slot = 0; slot < ledger.size; slot++) {
    const value = ledger.balance[slot]!;
    const asset = ledger.asset[slot]!;
    if (value >= 0) sums[asset] = sums[asset]! + value;
    else negative[asset] = negative[asset]! - value;
  }
  for (let asset = 0; asset < sums.length; asset++) sums[asset] = sums[asset]! - negative[asset]!;
  return sums;
}
