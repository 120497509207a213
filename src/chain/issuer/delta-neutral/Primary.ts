import * as Ledger from '../../../ledger/Ledger.js';
import * as Backing from '../../../mechanisms/issuer/Backing.js';
import * as MintRedeem from '../../../mechanisms/issuer/MintRedeem.js';
import type * as Call from '../../../messages/Call.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import * as Buffer from './Buffer.js';
import type { Direct, IssuerDesk } from './IssuerDesk.js';
import * as Notes from './Notes.js';

/** Takes a stable into custody and mints the coin at par, whole or not at all. */
export function mint(engine: Engine, desk: IssuerDesk, call: Call.Primary): void {
  const { terms, primary } = desk;
  const asset = desk.stables.indexOf(call.asset);
  const collateral = Math.min(call.atoms, Accounts.balance(engine, call.account, call.asset));
  const coins = asset < 0 ? 0 : MintRedeem.quoteMint(terms.primary, asset, collateral);
  const order = { party: call.account, asset, coins, collateral };
  const outcome =
    asset < 0
      ? ({ kind: 'refused', reason: 'asset' } as const)
      : MintRedeem.mint(primary, terms.primary, order, engine.kernel.nowUs);
  if (outcome.kind === 'refused') {
    const usd = Notes.usdOf(engine, desk, coins);
    Notes.refuse(engine, desk, 'mint', { reason: outcome.reason, usd, cause: call.origin });
    return;
  }
  const stable = (account: number) => Accounts.cash(engine, account, call.asset);
  Ledger.post(engine.ledger, stable(call.account), stable(desk.account), collateral);
  issue(engine, desk, call.account, coins);
  desk.minted += coins;
}

/** Redeems from an account on the chain now, from one on a venue by that venue's direct line after its delay. */
export function redeem(engine: Engine, desk: IssuerDesk, call: Call.Primary): void {
  const { accounts, kernel } = engine;
  const coins = Math.min(call.atoms, Accounts.balance(engine, call.account, desk.asset));
  const venue = accounts.venue[call.account]!;
  const delayUs = venue < 0 ? 0 : desk.terms.directUs[venue]!;
  const asset = desk.stables.indexOf(call.asset);
  const isCash = accounts.kind[call.account] === Accounts.CASH;
  if (coins <= 0 || asset < 0 || delayUs < 0 || !isCash) {
    const reason = coins <= 0 ? 'balance' : asset < 0 ? 'asset' : 'venue';
    const usd = Notes.usdOf(engine, desk, call.atoms);
    Notes.refuse(engine, desk, 'redeem', { reason, usd, cause: call.origin });
    return;
  }
  lock(engine, desk, call.account, coins);
  const order = {
    account: call.account,
    asset: call.asset,
    coins,
    readyUs: kernel.nowUs + delayUs,
    origin: call.origin,
  };
  if (venue < 0) {
    pay(engine, desk, order);
    return;
  }
  // A venue with a direct line is the party for its customers.
  desk.terms.parties.add(call.account);
  desk.direct.push(order);
}

/** Those who wait are paid as caps and buffers allow, then the direct lines that are due. */
export function block(engine: Engine, desk: IssuerDesk): void {
  const { primary, terms } = desk;
  const { nowUs } = engine.kernel;
  if (primary.queue.length > 0 && !primary.isHalted) {
    const hot = Float64Array.from(desk.stables, (asset) => Buffer.hot(engine, desk, asset));
    for (const payment of MintRedeem.serve(primary, terms.primary, hot, nowUs))
      settle(engine, desk, payment, 0);
  }
  if (desk.direct.length === 0) return;
  const due = desk.direct.filter((order) => order.readyUs <= nowUs);
  desk.direct = desk.direct.filter((order) => order.readyUs > nowUs);
  for (const order of due) pay(engine, desk, order);
}

/** Pays a redemption whose coins are locked; what cannot be paid waits, or its coins go back. */
function pay(engine: Engine, desk: IssuerDesk, request: Direct): void {
  const { terms, primary, stables } = desk;
  const asset = stables.indexOf(request.asset);
  const { coins, account: party } = request;
  const ppm = Backing.redemptionPpm(terms.policy, desk.backingRatio);
  const collateral = MintRedeem.quoteRedeem(terms.primary, asset, coins, ppm);
  const hot = Buffer.hot(engine, desk, request.asset);
  const order = { party, asset, coins, collateral };
  const outcome = MintRedeem.redeem(primary, terms.primary, order, hot, engine.kernel.nowUs);
  if (outcome.kind === 'refused') {
    unlock(engine, desk, party, coins);
    Notes.refuse(engine, desk, 'redeem', {
      reason: outcome.reason,
      usd: Notes.usdOf(engine, desk, coins),
      cause: request.origin || desk.haltOrigin,
    });
    return;
  }
  settle(engine, desk, outcome.payment, request.origin);
  if (outcome.waitingCoins === 0) return;
  const usd = Notes.usdOf(engine, desk, outcome.waitingCoins);
  Notes.refuse(engine, desk, 'redeem', { reason: outcome.binding!, usd, cause: request.origin });
}

/** Burns locked coins and pays their stable out of the hot buffer. */
function settle(engine: Engine, desk: IssuerDesk, payment: MintRedeem.Payment, cause: number): void {
  if (payment.coins === 0) return;
  const { ledger } = engine;
  const { books } = desk;
  const asset = desk.stables[payment.asset]!;
  const coin = (account: number) => Accounts.cash(engine, account, desk.asset);
  Ledger.post(ledger, coin(books.line), coin(books.issuance), payment.coins);
  const to = Accounts.cash(engine, payment.party, asset);
  Ledger.post(ledger, Accounts.cash(engine, books.hot, asset), to, payment.collateral);
  desk.supply -= payment.coins;
  desk.redeemed += payment.coins;
  Notes.record(engine, desk, 'redemption', cause, {
    account: payment.party,
    asset: engine.assets[asset]!.symbol,
    usd: Notes.cents(Notes.usdOf(engine, desk, payment.coins)),
    paid: Notes.cents(payment.collateral / engine.assets[asset]!.unit),
  });
}

/** New coins for an account. */
export function issue(engine: Engine, desk: IssuerDesk, account: number, atoms: number): void {
  const from = Accounts.cash(engine, desk.books.issuance, desk.asset);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, account, desk.asset), atoms);
  desk.supply += atoms;
}

function lock(engine: Engine, desk: IssuerDesk, account: number, atoms: number): void {
  const coin = (of: number) => Accounts.cash(engine, of, desk.asset);
  Ledger.post(engine.ledger, coin(account), coin(desk.books.line), atoms);
}

function unlock(engine: Engine, desk: IssuerDesk, account: number, atoms: number): void {
  const coin = (of: number) => Accounts.cash(engine, of, desk.asset);
  Ledger.post(engine.ledger, coin(desk.books.line), coin(account), atoms);
}
