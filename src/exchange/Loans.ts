import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Venue } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';

/** Lends from the venue's treasury: cash to the account, a claim to the treasury. The treasury is the named creditor. */
function borrow(engine: Engine, account: number, asset: number, atoms: number): void {
  const treasury = engine.venues[engine.accounts.venue[account]!]!.treasury;
  Ledger.post(
    engine.ledger,
    Accounts.cash(engine, treasury, asset),
    Accounts.cash(engine, account, asset),
    atoms,
  );
  Ledger.post(
    engine.ledger,
    Accounts.debt(engine, account, asset),
    Accounts.debt(engine, treasury, asset),
    atoms,
  );
}

/** Repays as much of one debt as the account's balance of the same asset covers. Returns atoms repaid. */
export function repay(engine: Engine, account: number, asset: number): number {
  const atoms = Math.min(Accounts.balance(engine, account, asset), Accounts.owed(engine, account, asset));
  if (atoms <= 0) return 0;
  const treasury = engine.venues[engine.accounts.venue[account]!]!.treasury;
  Ledger.post(
    engine.ledger,
    Accounts.cash(engine, account, asset),
    Accounts.cash(engine, treasury, asset),
    atoms,
  );
  Ledger.post(
    engine.ledger,
    Accounts.debt(engine, treasury, asset),
    Accounts.debt(engine, account, asset),
    atoms,
  );
  return atoms;
}

/** Repays what it can of every debt of an account. */
export function repayAll(engine: Engine, account: number): void {
  const { accounts, ledger } = engine;
  const from = account * accounts.assets;
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    const debt = accounts.debt[from + asset]!;
    if (debt >= 0 && ledger.balance[debt]! < 0) repay(engine, account, asset);
  }
}

/** Moves the whole debt of one account to another of the same venue (a takeover). */
export function assume(engine: Engine, from: number, to: number, asset: number): void {
  const atoms = Accounts.owed(engine, from, asset);
  if (atoms <= 0) return;
  Ledger.post(engine.ledger, Accounts.debt(engine, to, asset), Accounts.debt(engine, from, asset), atoms);
}

/** A change of the rate that is journaled. */
const NOTED = 0.01;

/** Sets the rate of the hour by utilization of the venue's dollar. Loans beyond the lendable amount are not refused. */
export function price(engine: Engine, venue: Venue): void {
  const { lent } = venue;
  if (!lent) return;
  const { accounts, ledger, journal, kernel } = engine;
  const cell = accounts.debt[venue.treasury * accounts.assets + lent.asset]!;
  const usd = cell < 0 ? 0 : ledger.balance[cell]! / engine.assets[lent.asset]!.unit;
  const used = usd / lent.lendable;
  const beyond = Math.max(0, used - lent.kink) / (1 - lent.kink);
  venue.borrowRate = lent.base + lent.below * Math.min(1, used / lent.kink) + lent.above * beyond;
  if (Math.abs(venue.borrowRate - lent.noted) < NOTED) return;
  lent.noted = venue.borrowRate;
  const rate = Whole.nearest(venue.borrowRate * 1e4) / 1e4;
  JournalWriter.record(journal, kernel.nowUs, 'borrow-rate', 0, {
    venue: venue.id,
    rate,
    usd: Whole.nearest(usd),
  });
}

/** Adds interest for `hours` at the venue's yearly rate, rounded up against the borrower. */
export function accrue(engine: Engine, account: number, asset: number, hours: number): void {
  const atoms = Accounts.owed(engine, account, asset);
  if (atoms <= 0) return;
  const venue = engine.venues[engine.accounts.venue[account]!]!;
  const interest = Whole.up((atoms * venue.borrowRate * hours) / 8760);
  if (interest <= 0) return;
  Ledger.post(
    engine.ledger,
    Accounts.debt(engine, account, asset),
    Accounts.debt(engine, venue.treasury, asset),
    interest,
  );
}

/** Takes atoms from an account into `to`, borrowing what is missing. SYSTEM and MARGIN accounts only. */
export function pay(engine: Engine, account: number, asset: number, atoms: number, to: number): void {
  const missing = atoms - Accounts.balance(engine, account, asset);
  if (missing > 0) borrow(engine, account, asset, missing);
  Ledger.post(engine.ledger, Accounts.cash(engine, account, asset), to, atoms);
}
