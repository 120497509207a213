import * as Bits from '../base/Bits.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Whole from '../units/Whole.js';
import type { Engine, Market } from './Engine.js';
import type { Accounts } from './Tables.js';

/** Account kinds. CASH pays before it trades; MARGIN may owe; SYSTEM belongs to a venue and is never margined. */
export const CASH = 0;
export const MARGIN = 1;
export const SYSTEM = 2;

/** States of a margin account, in the order of mechanisms/margin/Unified. */
export const NORMAL = 0;
export const REDUCE_ONLY = 2;
export const LIQUIDATING = 3;

/** Crowd rows have ids above this: base + crowd * 2^18 + row. They fit 31 bits, as columns of ids ask. */
export const CROWD_BASE = 2 ** 30;
export const MOST_CROWDS = 2 ** 12;
export const MOST_ROWS = 2 ** 18;
const CROWD_STRIDE = MOST_ROWS;

/** Columns for `capacity` accounts, more when they come, over `assets` assets and at most `width` perps a venue. */
export function create(capacity: number, assets: number, width: number): Accounts {
  const cells = () => new Int32Array(capacity * assets).fill(-1);
  const [heldWords, openWords] = [Bits.wordsFor(assets), Bits.wordsFor(width)];
  return {
    count: 0,
    assets,
    width,
    name: [],
    venue: new Int32Array(capacity),
    agent: new Int32Array(capacity).fill(-1),
    kind: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    weight: new Float64Array(capacity).fill(1),
    adlExempt: new Uint8Array(capacity),
    cash: cells(),
    reserved: cells(),
    debt: cells(),
    lots: new Float64Array(capacity * width),
    entry: new Float64Array(capacity * width),
    held: new Int32Array(capacity * heldWords),
    heldWords,
    open: new Int32Array(capacity * openWords),
    openWords,
    origin: new Float64Array(capacity),
    liquidatingUs: new Float64Array(capacity),
    partialUs: new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY),
    begunUsd: new Float64Array(capacity),
    unwrittenPositionsUsd: new Float64Array(capacity),
    unwrittenCollateralUsd: new Float64Array(capacity),
    writtenUs: new Float64Array(capacity),
    touched: new Uint8Array(capacity),
    quoteFrom: new Int32Array(capacity),
    quoteTo: new Int32Array(capacity),
    equity: new Float64Array(capacity),
    maintenance: new Float64Array(capacity),
    free: new Float64Array(capacity),
  };
}

/** Opens an account that no agent minds yet; cells are opened when first used. */
export function add(accounts: Accounts, name: string, venue: number, kind: number, weight = 1): number {
  if (accounts.count === accounts.venue.length) grow(accounts);
  const id = accounts.count++;
  accounts.name[id] = name;
  accounts.venue[id] = venue;
  accounts.kind[id] = kind;
  accounts.weight[id] = weight;
  return id;
}

/** Twice the room. Columns whose empty value is not zero take it from a table of that size. */
function grow(accounts: Accounts): void {
  const wider = create(2 * accounts.venue.length, accounts.assets, accounts.width);
  for (const [key, column] of Object.entries(accounts))
    if (ArrayBuffer.isView(column)) (wider[key as keyof Accounts] as Int32Array).set(column as Int32Array);
  const { count, name } = accounts;
  Object.assign(accounts, wider, { count, name });
}

/** Puts a position in place: signed lots and what they cost. */
export function setPosition(
  accounts: Accounts,
  account: number,
  market: Market,
  lots: number,
  entry: number,
): void {
  const at = account * accounts.width + market.local;
  accounts.lots[at] = lots;
  accounts.entry[at] = entry;
  const from = account * accounts.openWords;
  if (lots === 0) Bits.remove(accounts.open, from, market.local);
  else {
    Bits.add(accounts.open, from, market.local);
    // Its profits count in the quote asset, also where it has none of it.
    Bits.add(accounts.held, account * accounts.heldWords, market.quote);
  }
}

/** Next perp after `after` in which an account has a position, as its place among the venue's; -1 when none. */
export function nextOpen(accounts: Accounts, account: number, after: number): number {
  return Bits.next(accounts.open, account * accounts.openWords, accounts.openWords, after);
}

/** Next asset after `after` that an account may hold or owe, -1 when none. */
export function nextHeld(accounts: Accounts, account: number, after: number): number {
  return Bits.next(accounts.held, account * accounts.heldWords, accounts.heldWords, after);
}

export function crowdAccount(crowd: number, row: number): number {
  return CROWD_BASE + crowd * CROWD_STRIDE + row;
}

export function crowdOf(account: number): number {
  return Whole.down((account - CROWD_BASE) / CROWD_STRIDE);
}

export function rowOf(account: number): number {
  return (account - CROWD_BASE) % CROWD_STRIDE;
}

/** Cell of spendable balance. */
export function cash(engine: Engine, account: number, asset: number): number {
  const cell = engine.accounts.cash[account * engine.accounts.assets + asset]!;
  return cell >= 0
    ? cell
    : keep(engine.accounts, engine.accounts.cash, account, asset, Ledger.open(engine.ledger, account, asset));
}

/** The same for one who issues the asset: what is outside is below zero here. */
export function issued(engine: Engine, account: number, asset: number): number {
  const cell = engine.accounts.cash[account * engine.accounts.assets + asset]!;
  return cell >= 0
    ? cell
    : keep(
        engine.accounts,
        engine.accounts.cash,
        account,
        asset,
        Ledger.open(engine.ledger, account, asset, true),
      );
}

/** Cell of balance set aside for resting orders. */
export function reserved(engine: Engine, account: number, asset: number): number {
  const cell = engine.accounts.reserved[account * engine.accounts.assets + asset]!;
  return cell >= 0
    ? cell
    : keep(
        engine.accounts,
        engine.accounts.reserved,
        account,
        asset,
        Ledger.open(engine.ledger, account, asset),
      );
}

/** Cell of what is owed (negative) or, for a treasury, of its claims (positive), in the asset's debt unit. */
export function debt(engine: Engine, account: number, asset: number): number {
  const cell = engine.accounts.debt[account * engine.accounts.assets + asset]!;
  if (cell >= 0) return cell;
  return keep(
    engine.accounts,
    engine.accounts.debt,
    account,
    asset,
    Ledger.open(engine.ledger, account, engine.accounts.assets + asset, true),
  );
}

/** Notes a new cell in its column, and that the account may hold or owe the asset. */
function keep(accounts: Accounts, column: Int32Array, account: number, asset: number, cell: number): number {
  Bits.add(accounts.held, account * accounts.heldWords, asset);
  return (column[account * accounts.assets + asset] = cell);
}

/** Spendable atoms; opens nothing. */
export function balance(engine: Engine, account: number, asset: number): number {
  const cell = engine.accounts.cash[account * engine.accounts.assets + asset]!;
  return cell >= 0 ? engine.ledger.balance[cell]! : 0;
}

/** Owed atoms (>= 0); opens nothing. */
export function owed(engine: Engine, account: number, asset: number): number {
  const cell = engine.accounts.debt[account * engine.accounts.assets + asset]!;
  return cell >= 0 ? -engine.ledger.balance[cell]! : 0;
}

/** Asks for a fresh margin assessment at the venue's next tick. */
export function touch(engine: Engine, account: number): void {
  const accounts = engine.accounts;
  if (accounts.kind[account] !== MARGIN || accounts.touched[account] === 1) return;
  accounts.touched[account] = 1;
  engine.venues[accounts.venue[account]!]!.touched.push(account);
}
