import { mulDivDown, mulDivUp } from '../base/Integer.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Orders from '../mechanisms/book/Orders.js';
import * as Position from '../mechanisms/perp/Position.js';
import * as Accounts from '../state/Accounts.js';
import type { Crowd, Engine, Market } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Loans from './Loans.js';
import * as Rows from './Rows.js';

const PPM = 1_000_000;
const scratch = Position.scratch();

/** Signed lots an account holds in a perp. */
export function lotsOf(engine: Engine, market: Market, account: number): number {
  if (account >= Accounts.CROWD_BASE) return engine.crowds[market.crowd]!.lots[Accounts.rowOf(account)]!;
  return engine.accounts.lots[account * engine.accounts.width + market.local]!;
}

/** Changes a perp position by a signed trade worth `value` atoms and settles what it realizes and the fee. */
export function perp(
  engine: Engine,
  market: Market,
  account: number,
  signedLots: number,
  value: number,
  feePpm: number,
): void {
  const fee = feePpm === 0 ? 0 : mulDivUp(value, feePpm, PPM);
  if (account >= Accounts.CROWD_BASE) {
    crowdPerp(engine, market, engine.crowds[market.crowd]!, Accounts.rowOf(account), signedLots, value, fee);
    return;
  }
  const accounts = engine.accounts;
  const at = account * accounts.width + market.local;
  Position.fill(scratch, accounts.lots[at]!, accounts.entry[at]!, signedLots, value);
  Accounts.setPosition(accounts, account, market, scratch.lots, scratch.entryValue);
  const realized = scratch.realized;
  if (realized > 0)
    Ledger.post(engine.ledger, market.clearing, Accounts.cash(engine, account, market.quote), realized);
  else if (realized < 0) Loans.pay(engine, account, market.quote, -realized, market.clearing);
  if (fee > 0) Loans.pay(engine, account, market.quote, fee, feeCell(engine, market));
  Accounts.touch(engine, account);
}

/** The same for a crowd row: its own margin pays; what is missing is a loss for the market's insurance pool. */
function crowdPerp(
  engine: Engine,
  market: Market,
  crowd: Crowd,
  row: number,
  signedLots: number,
  value: number,
  fee: number,
): void {
  Position.fill(scratch, crowd.lots[row]!, crowd.entry[row]!, signedLots, value);
  crowd.longLots += Math.max(0, scratch.lots) - Math.max(0, crowd.lots[row]!);
  crowd.lots[row] = scratch.lots;
  crowd.entry[row] = scratch.entryValue;
  const realized = scratch.realized;
  const margin = crowd.margin[row]!;
  if (realized > 0) Ledger.post(engine.ledger, market.clearing, margin, realized);
  else if (realized < 0) {
    const paid = Math.min(-realized, engine.ledger.balance[margin]!);
    Ledger.post(engine.ledger, margin, market.clearing, paid);
    if (paid < -realized) InsuranceFunds.cover(engine, market, -realized - paid);
  }
  const charged = Math.min(fee, engine.ledger.balance[margin]!);
  Ledger.post(engine.ledger, margin, feeCell(engine, market), charged);
  if (crowd.state[row] === Rows.OPEN) Rows.arm(engine, market, crowd, row);
}

function feeCell(engine: Engine, market: Market): number {
  return Accounts.cash(engine, engine.venues[market.venue]!.feeAccount, market.quote);
}

/** Books every fill of the order just submitted, makers first, then the rest. Perps net the taker into one trade. */
export function fills(
  engine: Engine,
  market: Market,
  taker: number,
  side: number,
  takerFeePpm: number,
): void {
  const fills = engine.fills;
  const takerSign = side === 0 ? 1 : -1;
  for (let i = 0; i < fills.count; i++) {
    const lots = fills.lots[i]!;
    const value = fills.price[i]! * lots * market.atomsPerTickLot;
    const maker = fills.makerAccount[i]!;
    if (market.perp) perp(engine, market, maker, -takerSign * lots, value, market.makerFeePpm);
    else if (side === 0) spot(engine, market, taker, maker, i, lots, value, takerFeePpm);
    else spot(engine, market, maker, taker, i, lots, value, takerFeePpm);
    if (fills.makerLeft[i] === 0) releaseReserve(engine, market, fills.makerSlot[i]!, maker, 1 - side);
    if (fills.makerLeft[i] === 0 && fills.makerOwner[i]! >= 0) engine.quotes.slot[fills.makerOwner[i]!] = -1;
  }
  if (market.perp && fills.filledLots > 0) {
    const value = fills.notionalTickLots * market.atomsPerTickLot;
    perp(engine, market, taker, takerSign * fills.filledLots, value, takerFeePpm);
  }
}

/** One spot fill: base to the buyer, quote to the seller, fees in quote from both. */
function spot(
  engine: Engine,
  market: Market,
  buyer: number,
  seller: number,
  fill: number,
  lots: number,
  value: number,
  takerFeePpm: number,
): void {
  const maker = engine.fills.makerAccount[fill]!;
  const slot = engine.fills.makerSlot[fill]!;
  const base = lots * market.baseAtomsPerLot;
  const buyerFee = mulDivUp(value, buyer === maker ? market.makerFeePpm : takerFeePpm, PPM);
  const sellerFee = mulDivUp(value, seller === maker ? market.makerFeePpm : takerFeePpm, PPM);
  const reservedBuy = buyer === maker && engine.accounts.kind[buyer] === Accounts.CASH;
  const reservedSell = seller === maker && engine.accounts.kind[seller] === Accounts.CASH;
  const toSeller = Accounts.cash(engine, seller, market.quote);
  const toBuyer = Accounts.cash(engine, buyer, market.base);
  if (reservedBuy) {
    const from = Accounts.reserved(engine, buyer, market.quote);
    Ledger.post(engine.ledger, from, toSeller, value);
    Ledger.post(engine.ledger, from, feeCell(engine, market), buyerFee);
    engine.reserve[slot] = engine.reserve[slot]! - value - buyerFee;
  } else {
    Loans.pay(engine, buyer, market.quote, value, toSeller);
    Loans.pay(engine, buyer, market.quote, buyerFee, feeCell(engine, market));
  }
  if (reservedSell) {
    Ledger.post(engine.ledger, Accounts.reserved(engine, seller, market.base), toBuyer, base);
    engine.reserve[slot] = engine.reserve[slot]! - base;
  } else Loans.pay(engine, seller, market.base, base, toBuyer);
  Ledger.post(engine.ledger, toSeller, feeCell(engine, market), sellerFee);
  Accounts.touch(engine, buyer);
  Accounts.touch(engine, seller);
}

/** Sets aside what a resting order of a cash account may cost; fees are reserved with it. */
export function reserve(engine: Engine, market: Market, slot: number, account: number, side: number): void {
  if (market.perp || engine.accounts.kind[account] !== Accounts.CASH) return;
  growReserve(engine);
  const lots = engine.orders.lots[slot]!;
  const asset = side === 0 ? market.quote : market.base;
  const atoms =
    side === 0 ? buyCost(market, Orders.priceOf(engine.orders, slot), lots) : lots * market.baseAtomsPerLot;
  Ledger.post(
    engine.ledger,
    Accounts.cash(engine, account, asset),
    Accounts.reserved(engine, account, asset),
    atoms,
  );
  engine.reserve[slot] = atoms;
}

/** Gives back what is left of a reservation once its order is gone. */
export function releaseReserve(
  engine: Engine,
  market: Market,
  slot: number,
  account: number,
  side: number,
): void {
  if (market.perp || account >= Accounts.CROWD_BASE || engine.accounts.kind[account] !== Accounts.CASH)
    return;
  const asset = side === 0 ? market.quote : market.base;
  const left = engine.reserve[slot]!;
  engine.reserve[slot] = 0;
  Ledger.post(
    engine.ledger,
    Accounts.reserved(engine, account, asset),
    Accounts.cash(engine, account, asset),
    left,
  );
}

/** Quote atoms a buy may cost at its limit, with one atom a fill's fee may round up for every lot. */
function buyCost(market: Market, ticks: number, lots: number): number {
  const value = ticks * lots * market.atomsPerTickLot;
  return value + mulDivUp(value, Math.max(market.makerFeePpm, market.takerFeePpm), PPM) + lots;
}

/** Lots a cash account can buy at a limit with what it has. */
export function affordable(engine: Engine, market: Market, account: number, ticks: number): number {
  const perLot =
    ticks * market.atomsPerTickLot * (1 + Math.max(market.makerFeePpm, market.takerFeePpm) / PPM) + 1;
  return Math.max(0, Whole.down(Accounts.balance(engine, account, market.quote) / perLot) - 1);
}

function growReserve(engine: Engine): void {
  if (engine.reserve.length >= engine.orders.capacity) return;
  const next = new Float64Array(engine.orders.capacity);
  next.set(engine.reserve);
  engine.reserve = next;
}

/** Atoms of one part of a value that is split into parts one after another; the last part gets the remainder. */
export function partOf(value: number, lots: number, ofLots: number): number {
  return lots === ofLots ? value : mulDivDown(value, lots, ofLots);
}
