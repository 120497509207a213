import * as Ledger from '../../../ledger/Ledger.js';
import * as MintRedeem from '../../../mechanisms/issuer/MintRedeem.js';
import * as Refill from '../../../mechanisms/issuer/MintRedeemRefill.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import type { IssuerDesk } from './IssuerDesk.js';
import * as Lent from './Lent.js';
import * as Notes from './Notes.js';

/** Atoms of a stable that redemptions can be paid with now. */
export function hot(engine: Engine, desk: IssuerDesk, asset: number): number {
  return Accounts.balance(engine, desk.books.hot, asset);
}

/** Refills that have arrived, and new ones from custody and from what is lent. */
export function block(engine: Engine, desk: IssuerDesk): void {
  const { nowUs } = engine.kernel;
  desk.stables.forEach((asset, index) => {
    const refill = desk.refills[index]!;
    const terms = desk.terms.refills[index]!;
    const cell = (account: number) => Accounts.cash(engine, account, asset);
    const { moving, hot: buffer } = desk.books;
    Ledger.post(engine.ledger, cell(moving), cell(buffer), Refill.settle(refill, nowUs));
    const waiting = MintRedeem.waiting(desk.primary, index);
    const custody = Accounts.balance(engine, desk.account, asset);
    const lentFree = desk.lent?.asset === asset ? Lent.free(engine, desk.lent) : 0;
    const funds = { hot: hot(engine, desk, asset) - waiting, custodian: custody, lentFree };
    const plan = Refill.plan(refill, terms, funds, nowUs);
    if (plan.binding === 'funds' && waiting > 0) {
      const usd = waiting / engine.assets[asset]!.unit;
      const reason = desk.lent?.asset === asset ? 'lent' : 'funds';
      Notes.refuse(engine, desk, 'refill', { reason, usd, cause: 0 });
    }
    if (plan.fromCustodian > 0)
      Ledger.post(engine.ledger, cell(desk.account), cell(moving), plan.fromCustodian);
    const lent = plan.fromLent > 0 ? Lent.withdraw(engine, desk.lent!, moving, plan.fromLent) : 0;
    Refill.apply(refill, terms, { ...plan, fromLent: lent }, nowUs);
  });
}
