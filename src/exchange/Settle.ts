import { mulDivDown, mulDivUp } from '../base/Integer.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Orders from '../mechanisms/book/Orders.js';
import * as Position from '../mechanisms/perp/Position.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
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

/** What changes a perp position: signed lots, what they are worth in atoms, and the fee on that. */
export interface PerpTrade {
  lots: number;
  value: number;
  feePpm: number;
}

/** The trade of a fill; each one fills it anew. */
const FILLED: PerpTrade = { lots: 0, value: 0, feePpm: 0 };

function filled(lots: number, value: number, feePpm: number): PerpTrade {
  FILLED.lots = lots;
  FILLED.value = value;
  FILLED.feePpm = feePpm;
  return FILLED;
}

/** Changes a perp position by a trade and settles what it realizes and the fee. */
export function perp(engine: Engine, market: Market, account: number, trade: PerpTrade): void {
  if (account >= Accounts.CROWD_BASE) {
    crowdPerp(engine, market, Accounts.rowOf(account), trade);
    return;
  }
  const { lots, value } = trade;
  const fee = feeOf(trade);
  const accounts = engine.accounts;
  const at = account * accounts.width + market.local;
  Position.fill(scratch, accounts.lots[at]!, accounts.entry[at]!, lots, value);
  Accounts.setPosition(accounts, account, market, scratch.lots, scratch.entryValue);
  const realized = scratch.realized;
  if (realized > 0)
    Ledger.post(engine.ledger, market.clearing, Accounts.cash(engine, account, market.quote), realized);
  else if (realized < 0) Loans.pay(engine, account, market.quote, -realized, market.clearing);
  if (fee > 0) Loans.pay(engine, account, market.quote, fee, feeCell(engine, market));
  Accounts.touch(engine, account);
}

/** The same for a crowd row: its own margin pays; what is missing is a loss for the market's insurance pool. */
function crowdPerp(engine: Engine, market: Market, row: number, trade: PerpTrade): void {
  const { lots, value } = trade;
  const fee = feeOf(trade);
  const crowd = engine.crowds[market.crowd]!;
  Position.fill(scratch, crowd.lots[row]!, crowd.entry[row]!, lots, value);
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

function feeOf({ value, feePpm }: PerpTrade): number {
  return feePpm === 0 ? 0 : mulDivUp(value, feePpm, PPM);
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
  const by = takerOf(taker, side, takerFeePpm);
  for (let i = 0; i < fills.count; i++) {
    const lots = fills.lots[i]!;
    const value = worthOf(engine, market, i);
    const maker = fills.makerAccount[i]!;
    if (market.perp) perp(engine, market, maker, filled(-takerSign * lots, value, market.makerFeePpm));
    else spot(engine, market, by, i);
    if (fills.makerLeft[i] === 0) releaseReserve(engine, market, fills.makerSlot[i]!, maker, 1 - side);
    if (fills.makerLeft[i] === 0 && fills.makerOwner[i]! >= 0) engine.quotes.slot[fills.makerOwner[i]!] = -1;
  }
  if (market.perp && fills.filledLots > 0) {
    const value = fills.notionalTickLots * market.atomsPerTickLot;
    perp(engine, market, taker, filled(takerSign * fills.filledLots, value, takerFeePpm));
  }
}

/** Whose order took liquidity, on which side (0 buys), and the fee of what it takes. Every call fills it anew. */
interface Taker {
  account: number;
  side: number;
  feePpm: number;
}

const TAKER: Taker = { account: 0, side: 0, feePpm: 0 };

function takerOf(account: number, side: number, feePpm: number): Taker {
  TAKER.account = account;
  TAKER.side = side;
  TAKER.feePpm = feePpm;
  return TAKER;
}

/** Quote atoms of a fill. */
function worthOf({ fills }: Engine, market: Market, fill: number): number {
  return fills.price[fill]! * fills.lots[fill]! * market.atomsPerTickLot;
}

/** One spot fill: base to the buyer, quote to the seller, fees in quote from both. */
function spot(engine: Engine, market: Market, taker: Taker, fill: number): void {
  const maker = engine.fills.makerAccount[fill]!;
  const slot = engine.fills.makerSlot[fill]!;
  const base = engine.fills.lots[fill]! * market.baseAtomsPerLot;
  const value = worthOf(engine, market, fill);
  const [buyer, seller] = taker.side === 0 ? [taker.account, maker] : [maker, taker.account];
  const buyerFee = mulDivUp(value, buyer === maker ? market.makerFeePpm : taker.feePpm, PPM);
  const sellerFee = mulDivUp(value, seller === maker ? market.makerFeePpm : taker.feePpm, PPM);
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
