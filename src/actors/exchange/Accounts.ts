import * as Ledger from '../../ledger/Ledger.js';
import type { Engine } from '../Engine.js';
import type { Accounts } from '../Holders.js';
import * as Holdings from './Holdings.js';

/** Account kinds. CASH pays before it trades; MARGIN may owe; SYSTEM belongs to a venue and is never margined. */
export const CASH = 0;
export const MARGIN = 1;
export const SYSTEM = 2;

/** States of a margin account, in the order of mechanisms/margin/Unified. */
export const NORMAL = 0;
export const REDUCE_ONLY = 2;
export const LIQUIDATING = 3;

/** Crowd rows have ids above this: base + crowd * 2^20 + row. */
export const CROWD_BASE = 2 ** 30;
const CROWD_STRIDE = 2 ** 20;

/** Columns for `capacity` accounts over `assets` assets and at most `width` perps a venue. */
export function create(capacity: number, assets: number, width: number): Accounts {
  const cells = () => new Int32Array(capacity * assets).fill(-1);
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
    cash: cells(),
    reserved: cells(),
    debt: cells(),
    lots: new Float64Array(capacity * width),
    entry: new Float64Array(capacity * width),
    assetList: new Int32Array(capacity * assets),
    assetCount: new Int32Array(capacity),
    perpList: new Int32Array(capacity * width),
    perpCount: new Int32Array(capacity),
    origin: new Float64Array(capacity),
    liquidatingUs: new Float64Array(capacity),
    touched: new Uint8Array(capacity),
    quoteFrom: new Int32Array(capacity),
    quoteTo: new Int32Array(capacity),
    equity: new Float64Array(capacity),
    maintenance: new Float64Array(capacity),
    free: new Float64Array(capacity),
  };
}

/** Opens an account; cells are opened when first used. */
export function add(
  accounts: Accounts,
  name: string,
  venue: number,
  kind: number,
  agent = -1,
  weight = 1,
): number {
  const id = accounts.count++;
  accounts.name[id] = name;
  accounts.venue[id] = venue;
  accounts.kind[id] = kind;
  accounts.agent[id] = agent;
  accounts.weight[id] = weight;
  return id;
}

export function crowdAccount(crowd: number, row: number): number {
  return CROWD_BASE + crowd * CROWD_STRIDE + row;
}

export function crowdOf(account: number): number {
  return Math.floor((account - CROWD_BASE) / CROWD_STRIDE);
}

export function rowOf(account: number): number {
  return (account - CROWD_BASE) % CROWD_STRIDE;
}

/** Cell of spendable balance. */
export function cash(engine: Engine, account: number, asset: number): number {
  const at = account * engine.accounts.assets + asset;
  const cell = engine.accounts.cash[at]!;
  return cell >= 0 ? cell : (engine.accounts.cash[at] = open(engine, account, asset, asset));
}

/** Cell of balance set aside for resting orders. */
export function reserved(engine: Engine, account: number, asset: number): number {
  const at = account * engine.accounts.assets + asset;
  const cell = engine.accounts.reserved[at]!;
  return cell >= 0 ? cell : (engine.accounts.reserved[at] = open(engine, account, asset, asset));
}

/** Cell of what is owed (negative) or, for a treasury, of its claims (positive), in the asset's debt unit. */
export function debt(engine: Engine, account: number, asset: number): number {
  const at = account * engine.accounts.assets + asset;
  const cell = engine.accounts.debt[at]!;
  if (cell >= 0) return cell;
  const unit = engine.accounts.assets + asset;
  return (engine.accounts.debt[at] = open(engine, account, asset, unit, true));
}

/** Opens a cell in the ledger's `unit` for a column of the account. */
function open(engine: Engine, account: number, asset: number, unit: number, signed = false): number {
  Holdings.ofAsset(engine.accounts, account, asset);
  return Ledger.open(engine.ledger, account, unit, signed);
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
