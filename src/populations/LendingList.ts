import { z } from 'zod';
import * as Streams from '../base/Streams.js';
import * as Deposits from '../chain/lending/Deposits.js';
import * as Family from '../chain/lending/Family.js';
import type { Act } from '../chain/lending/Kind.js';
import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import { CHAIN } from '../chain/OnChain.js';
import { OpeningError } from '../format/InputError.js';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import * as Whole from '../units/Whole.js';

/** A protocol at its opening: what its people work on. `index` is the number that calls name it with. */
export interface Stage {
  readonly bench: Bench.Bench;
  readonly lending: LendingProtocol;
  readonly index: number;
}

/** One debtor of a protocol at the open, in dollars at the oracle's prices; `mode` 0 is none. */
export interface Debtor {
  readonly position: number;
  readonly account: number;
  readonly mode: number;
  readonly pledged: readonly Amount[];
  readonly owed: readonly Amount[];
  /** Its id in the file's `accounts:`, where it comes from there. */
  readonly own?: string;
  /** A loan of the record: it may open liquidatable. */
  readonly isStanding?: boolean;
}

/** Dollars of a reserve's asset, and its units where the file states those. */
export interface Amount {
  readonly reserve: number;
  readonly usd: number;
  readonly units?: number;
}

/** Loans as a file states them: parts of the collateral by asset, and debt over collateral at most. */
export interface Loans {
  readonly collateral: Readonly<Record<string, number>>;
  readonly mode?: string | undefined;
  /** The key that states the ratio. */
  readonly key: string;
  readonly ltv: number;
}

/** One asset, or parts of a value by asset: "ETH", or "{ ETH: 60%, BTC: 40% }". */
export function parts(): z.ZodType<Record<string, number>> {
  const reserve = Reference.ref('reserve');
  const stated = z.union([reserve, Helpers.shares(reserve)]).meta(reserve.meta() ?? {});
  return stated.transform((one) => (typeof one === 'string' ? { [one]: 1 } : one));
}

/** Amounts of a value by reserve, in the order of the assets' symbols. */
export function split(stage: Stage, shares: Readonly<Record<string, number>>, usd: number): Amount[] {
  return Object.keys(shares)
    .sort()
    .map((symbol) => ({ reserve: reserveOf(stage, symbol), usd: usd * shares[symbol]! }));
}

/** One kind of people that a lending protocol lists: what the file states of them, and how they come in. */
export interface LendingList<Spec extends { readonly id: string }> {
  readonly schema: z.ZodType<Spec>;
  /** A file may leave the list out. */
  readonly isRare?: boolean;
  /** Its loans at their highest debt over collateral; for checks before a run. */
  loans?(one: Spec): Loans;
  /** Opens its positions; what they pledge and owe comes after all deposits. */
  debtors?(stage: Stage, one: Spec): Debtor[];
  /** Brings money that can be borrowed. */
  deposit?(stage: Stage, one: Spec): void;
  /** Everything else. */
  settle?(stage: Stage, one: Spec): void;
}

/** A cash account on the chain with a position; `usd` dollars of a row are `usd / account` accounts. */
export function join(
  { bench, lending }: Stage,
  name: string,
  weight: number,
): { account: number; position: number } {
  const rows = Math.max(1, Whole.nearest(weight));
  const account = Accounts.add(bench.engine.accounts, name, CHAIN, Accounts.CASH, rows);
  return { account, position: Deposits.open(lending, account, rows) };
}

/** Reserve of a symbol. */
export function reserveOf({ bench, lending }: Stage, symbol: string): number {
  return lending.assets.indexOf(Bench.assetOf(bench, symbol));
}

/** Number of a mode by its name, 0 for none. */
export function modeOf({ lending }: Stage, mode: string | undefined): number {
  return mode === undefined ? 0 : 1 + lending.modes.indexOf(mode);
}

/** Whole atoms of a reserve: stated units to the nearest, dollars at the oracle's price down. */
export function atomsOf({ lending }: Stage, { reserve, usd, units }: Amount): number {
  if (units !== undefined) return Whole.nearest(units * lending.units[reserve]!);
  return Whole.down((usd / lending.price[reserve]!) * lending.units[reserve]!);
}

/** Funds an account with dollars' worth of a reserve's asset and deposits it. */
export function deposit(stage: Stage, position: number, amount: Amount): void {
  const { bench, lending } = stage;
  const { reserve, usd, units = usd / lending.price[reserve]! } = amount;
  const account = lending.owner[position]!;
  Bench.fund(bench, account, lending.assets[reserve]!, units);
  const atoms = atomsOf(stage, amount);
  if (atoms > 0) act(stage, { op: 'supply', position, reserve, atoms });
}

/** An operation of a position's owner that must succeed. */
function act(stage: Stage, one: Act): void {
  const { bench, lending } = stage;
  const account = lending.owner[one.position]!;
  refuse(stage, one.reserve, Deposits.act(bench.engine, lending, one, account));
}

/** An opening that the protocol itself would refuse is a mistake of its author. */
export function refuse(stage: Stage, reserve: number, reason: string): void {
  if (reason === '') return;
  const { bench, lending } = stage;
  const symbol = bench.engine.assets[lending.assets[reserve]!]!.symbol;
  mistake(stage, '', {
    found: `an opening that the protocol refuses in ${symbol}: ${reason}`,
    expected: 'deposits, loans and limits that go together',
    remedy: 'change the amounts or the limit that the reason names',
  });
}

/** Refuses what the file states of a protocol; `path` is below the protocol. */
export function mistake(
  { lending }: Stage,
  path: string,
  { found, expected, remedy }: { readonly found: string; readonly expected: string; readonly remedy: string },
): never {
  throw new OpeningError(`lending.${lending.id}${path}`, found, expected, remedy);
}

/** Enters an efficiency mode. */
export function enter(stage: Stage, position: number, mode: number, reserve: number): void {
  const { lending } = stage;
  if (mode === 0) return;
  refuse(stage, reserve, Family.of(lending).act.enter(lending.book, lending.price, position, mode));
}

/** What the agents of a list have in common. */
export function base<K extends string>(
  bench: Bench.Bench,
  kind: K,
  name: string,
  latency: { low: number; high: number },
): { kind: K; name: string; latencyUs: number; stream: number } {
  const latencyUs = Whole.nearest(Bench.draw(bench, `${name}/latency`, latency));
  return { kind, name, latencyUs, stream: Streams.open(bench.engine.streams, name) };
}

/** Number of a pool by its id, -1 for none. */
export function poolOf(bench: Bench.Bench, id: string | undefined): number {
  return id === undefined ? -1 : bench.engine.onchain.pools.findIndex((pool) => pool.id === id);
}
