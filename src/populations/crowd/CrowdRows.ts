import * as Rows from '../../exchange/Rows.js';
import * as Triggers from '../../exchange/Triggers.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';

/** The crowd of one perp market, with nobody in it. */
export function create(bench: Bench.Bench, market: Market): void {
  const { crowds } = bench.engine;
  market.crowd = crowds.length;
  if (market.crowd >= Accounts.MOST_CROWDS) throw tooMany(`${crowds.length + 1} perp markets`);
  crowds.push({
    market: market.id,
    count: 0,
    lots: new Float64Array(0),
    longLots: 0,
    entry: new Float64Array(0),
    margin: new Int32Array(0),
    weight: new Float64Array(0),
    state: new Uint8Array(0),
    attempts: new Uint8Array(0),
    announced: new Float64Array(0),
    closed: new Float64Array(0),
    closedUsd: new Float64Array(0),
    notedUsd: new Float64Array(0),
    origin: new Float64Array(0),
    partialUs: new Float64Array(0),
    trigger: new Float64Array(0),
    agent: new Int32Array(0),
    longs: Triggers.create(),
    shorts: Triggers.create(),
    active: [],
  });
}

/** Appends `count` empty rows to a market's crowd; returns the first. */
export function append(bench: Bench.Bench, market: Market, count: number): number {
  const { engine } = bench;
  const crowd = engine.crowds[market.crowd]!;
  const first = crowd.count;
  if (first + count > Accounts.MOST_ROWS) throw tooMany(`${first + count} rows in ${market.symbol}`);
  crowd.count += count;
  for (const key of ['lots', 'entry', 'origin', 'announced', 'closed', 'closedUsd', 'notedUsd'] as const)
    crowd[key] = grown(crowd[key], crowd.count, 0);
  crowd.weight = grown(crowd.weight, crowd.count, 1);
  crowd.partialUs = grown(crowd.partialUs, crowd.count, Number.NEGATIVE_INFINITY);
  crowd.trigger = grown(crowd.trigger, crowd.count, Number.NaN);
  for (const key of ['state', 'attempts'] as const) crowd[key] = grown(crowd[key], crowd.count, 0);
  for (const key of ['margin', 'agent'] as const) crowd[key] = grown(crowd[key], crowd.count, -1);
  for (let row = first; row < crowd.count; row++)
    crowd.margin[row] = Ledger.open(engine.ledger, Accounts.crowdAccount(market.crowd, row), market.quote);
  return first;
}

function tooMany(found: string): Error {
  return new Error(`${found}: ids of rows are used up`);
}

function grown<Column extends Float64Array | Int32Array | Uint8Array>(
  old: Column,
  count: number,
  value: number,
): Column {
  const column = new (old.constructor as new (count: number) => Column)(count);
  column.fill(value);
  column.set(old);
  return column;
}

/** What a row is opened with: signed lots, margin in dollars, and dollars of one of the accounts it stands for. */
export interface Position {
  readonly lots: number;
  readonly marginUsd: number;
  readonly accountUsd: number;
}

/** Fills one row at the opening price. */
export function open(bench: Bench.Bench, market: Market, row: number, position: Position): void {
  const { engine } = bench;
  const crowd = engine.crowds[market.crowd]!;
  const { lots, marginUsd, accountUsd } = position;
  crowd.longLots += Math.max(0, lots) - Math.max(0, crowd.lots[row]!);
  crowd.lots[row] = lots;
  crowd.entry[row] = lots * market.openTicks * market.atomsPerTickLot;
  const usd = Math.abs(lots) * market.lot * market.openTicks * market.tick;
  crowd.weight[row] = Math.max(1, Whole.nearest(usd / accountUsd));
  deposit(bench, market, row, marginUsd);
  Rows.arm(engine, market, crowd, row);
}

/** What a row of like accounts is opened with: its lots, and notional, entry price and margin of one account, dollars. */
interface Held {
  readonly lots: number;
  readonly accountUsd: number;
  readonly entry: number;
  readonly marginUsd: number;
}

/** Fills one row with accounts that came at another price than the opening one. */
export function hold(bench: Bench.Bench, market: Market, row: number, held: Held): void {
  const usd = held.lots * market.lot * market.openTicks * market.tick;
  // A row smaller than one account is a part of it: its margin is that part.
  const marginUsd = held.marginUsd * (usd / held.accountUsd);
  open(bench, market, row, { lots: held.lots, marginUsd, accountUsd: held.accountUsd });
  reprice(bench, market, row, held.entry);
}

/** States another entry price of a row that was opened. */
export function reprice(bench: Bench.Bench, market: Market, row: number, price: number): void {
  const crowd = bench.engine.crowds[market.crowd]!;
  crowd.entry[row] = Bench.entryOf(market, crowd.lots[row]!, price);
  Rows.arm(bench.engine, market, crowd, row);
}

/** Pays dollars into a row's margin from the outside world, rounded down to atoms. */
export function deposit(bench: Bench.Bench, market: Market, row: number, usd: number): void {
  const crowd = bench.engine.crowds[market.crowd]!;
  const atoms = Whole.down(usd * bench.engine.assets[market.quote]!.unit);
  if (atoms > 0)
    Ledger.post(bench.engine.ledger, Bench.externalCell(bench, market.quote), crowd.margin[row]!, atoms);
}
