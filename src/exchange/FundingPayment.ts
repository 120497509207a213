import * as Ledger from '../ledger/Ledger.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Rate from '../mechanisms/perp/Funding.js';
import * as Premium from '../mechanisms/perp/Premium.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market, Venue } from '../state/Engine.js';
import * as Price from '../units/Price.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Loans from './Loans.js';
import * as Rows from './Rows.js';

/** Takes the premium sample of every perp (each 5 s). */
export function sample(engine: Engine, venue: Venue): void {
  for (const id of venue.perps) {
    const market = engine.markets[id]!;
    if (market.delisted) continue;
    const state = market.mark!;
    const tickLots = state.impactUsd / (market.tick * market.lot);
    const bid = Ladder.impactTicks(market.book, 0, tickLots) * market.tick;
    const ask = Ladder.impactTicks(market.book, 1, tickLots) * market.tick;
    Premium.sample(state.premium, Premium.assess(bid, ask, state.index));
  }
}

/** Sets the rate of the interval that ends and settles it: payers into a pot, then receivers out of it. */
export function settle(engine: Engine, venue: Venue): void {
  for (const id of venue.perps) {
    const market = engine.markets[id]!;
    const state = market.mark!;
    const average = venue.funding.average === 'plain' ? Premium.plainAverage : Premium.linearAverage;
    state.fundingNano = Rate.toNano(Rate.rate(average(state.premium), venue.funding.rate));
    Premium.reset(state.premium);
    if (state.fundingNano !== 0) payAll(engine, market, state.fundingNano);
  }
}

/**
 * Payers first. A crowd row pays at most its margin; the market's pool covers the rest, so that receivers are
 * paid in full. Rounding stays in the fee account's cell.
 */
function payAll(engine: Engine, market: Market, nano: number): void {
  const venue = engine.venues[market.venue]!;
  const { mark, index } = market.mark!;
  const ticks = Math.max(1, Price.toTicksNearest(venue.funding.on === 'oracle' ? index : mark, market.tick));
  const pot = Accounts.cash(engine, venue.feeAccount, market.quote);
  const crowd = engine.crowds[market.crowd]!;
  const notionalOf = (lots: number) => lots * ticks * market.atomsPerTickLot;
  for (const paying of [true, false]) {
    for (let row = 0; row < crowd.count; row++) {
      if (crowd.lots[row] === 0) continue;
      const due = Rate.payment(notionalOf(crowd.lots[row]!), nano);
      if (due > 0 !== paying || due === 0) continue;
      if (paying) collect(engine, market, crowd.margin[row]!, due, pot);
      else Ledger.post(engine.ledger, pot, crowd.margin[row]!, -due);
    }
    accounts(engine, market, { nano, notionalOf, paying, pot });
  }
  Rows.armAll(engine, market, crowd);
}

function collect(engine: Engine, market: Market, margin: number, due: number, pot: number): void {
  const paid = Math.min(due, engine.ledger.balance[margin]!);
  Ledger.post(engine.ledger, margin, pot, paid);
  if (paid < due) InsuranceFunds.cover(engine, market, due - paid, pot);
}

/** Payers or receivers, at a rate, by way of the fee account's cell. */
interface Round {
  readonly nano: number;
  readonly notionalOf: (lots: number) => number;
  readonly paying: boolean;
  readonly pot: number;
}

function accounts(engine: Engine, market: Market, { nano, notionalOf, paying, pot }: Round): void {
  const { accounts } = engine;
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.venue[account] !== market.venue) continue;
    const lots = accounts.lots[account * accounts.width + market.local]!;
    const due = lots === 0 ? 0 : Rate.payment(notionalOf(lots), nano);
    if (due > 0 && paying) Loans.pay(engine, account, market.quote, due, pot);
    if (due < 0 && !paying)
      Ledger.post(engine.ledger, pot, Accounts.cash(engine, account, market.quote), -due);
    if (due !== 0) Accounts.touch(engine, account);
  }
}
