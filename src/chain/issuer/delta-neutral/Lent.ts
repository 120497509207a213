import * as Ledger from '../../../ledger/Ledger.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import * as LendingProtocol from '../../lending/LendingProtocol.js';
import type { Lent } from './IssuerDesk.js';

/** Atoms lent, with their interest, and what of them is not deposited. */
export function balance(engine: Engine, lent: Lent): number {
  const idle = Accounts.balance(engine, lent.account, lent.asset);
  const protocol = protocolOf(engine, lent);
  return protocol ? idle + LendingProtocol.deposited(protocol, lent.account, lent.asset) : idle;
}

/** Atoms that could leave now: the protocol's cash bounds them. */
export function free(engine: Engine, lent: Lent): number {
  const idle = Accounts.balance(engine, lent.account, lent.asset);
  const protocol = protocolOf(engine, lent);
  if (!protocol) return idle;
  const deposited = LendingProtocol.deposited(protocol, lent.account, lent.asset);
  return idle + Math.min(deposited, LendingProtocol.withdrawable(protocol, lent.asset));
}

/** Takes up to `atoms` back to an account, idle ones first; returns what came. */
export function withdraw(engine: Engine, lent: Lent, to: number, atoms: number): number {
  const missing = atoms - Accounts.balance(engine, lent.account, lent.asset);
  const protocol = protocolOf(engine, lent);
  if (missing > 0 && protocol) LendingProtocol.withdraw(engine, protocol, lent.account, lent.asset, missing);
  const from = Accounts.cash(engine, lent.account, lent.asset);
  const paid = Math.min(atoms, engine.ledger.balance[from]!);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, to, lent.asset), paid);
  return paid;
}

function protocolOf(engine: Engine, lent: Lent): LendingProtocol.LendingProtocol | undefined {
  return engine.onchain.lendings.find((one) => one.id === lent.protocol);
}
