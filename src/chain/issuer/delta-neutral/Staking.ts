import * as Ledger from '../../../ledger/Ledger.js';
import * as Vault from '../../../mechanisms/issuer/Vault.js';
import type * as Call from '../../../messages/Call.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import type { IssuerDesk } from './IssuerDesk.js';
import * as Notes from './Notes.js';

/** Stakes coins, sends shares into cooldown, or takes out what has cooled down. */
export function act(engine: Engine, desk: IssuerDesk, call: Call.Stake): void {
  const { nowUs } = engine.kernel;
  const { vault, terms, books } = desk;
  const { account } = call;
  const held = (asset: number) => Math.min(call.atoms, Accounts.balance(engine, account, asset));
  if (desk.shares < 0) return;
  let outcome: Vault.Outcome;
  if (call.op === 'stake') outcome = Vault.deposit(vault, terms.vault, held(desk.asset), nowUs);
  else if (call.op === 'unstake') outcome = Vault.unstake(vault, account, nowUs);
  else outcome = Vault.cooldownShares(vault, terms.vault, account, held(desk.shares), nowUs);
  if (outcome.kind === 'refused') {
    const usd = Notes.usdOf(engine, desk, call.atoms);
    Notes.refuse(engine, desk, call.op, { reason: outcome.reason, usd, cause: call.origin });
    return;
  }
  const move = (asset: number, from: number, to: number, atoms: number) =>
    Ledger.post(engine.ledger, Accounts.cash(engine, from, asset), Accounts.cash(engine, to, asset), atoms);
  if (call.op === 'stake') {
    move(desk.asset, account, books.vault, outcome.assets);
    move(desk.shares, books.issuance, account, outcome.shares);
  } else if (call.op === 'unstake') move(desk.asset, books.silo, account, outcome.assets);
  else {
    move(desk.shares, account, books.issuance, outcome.shares);
    move(desk.asset, books.vault, books.silo, outcome.assets);
  }
}

/** Coins per share now; 1 of an empty vault. */
export function shareRate(engine: Engine, desk: IssuerDesk): number {
  const { vault } = desk;
  return vault.shares === 0
    ? 1
    : Vault.totalAssets(vault, desk.terms.vault, engine.kernel.nowUs) / vault.shares;
}
