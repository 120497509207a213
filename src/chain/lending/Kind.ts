import type { z } from 'zod';
import type * as Auditor from '../../ledger/Auditor.js';
import type { Rows } from '../../mechanisms/lending/PoolWatch.js';
import type * as Bench from '../../opening/Bench.js';
import type { Oracle } from './Oracles.js';

/** What a position's owner, or anybody for it, can do. */
export type Op = 'supply' | 'withdraw' | 'borrow' | 'repay';

export interface Act {
  readonly op: Op;
  readonly position: number;
  readonly reserve: number;
  readonly atoms: number;
}

/** A liquidation asked for: reserves, and atoms of debt offered at most. */
export interface Call {
  readonly position: number;
  readonly collateral: number;
  readonly debt: number;
  readonly cover: number;
  /** Position that takes the collateral as a deposit; -1 takes the asset itself, which needs cash. */
  readonly receiver: number;
  /** The liquidator owns the position. */
  readonly isOwn?: boolean;
}

/** What a liquidation would do, in atoms: `repaid` of the debt; `seized` of the collateral to the liquidator, `fee` to the protocol. */
export interface Quote {
  readonly call: Call;
  readonly repaid: number;
  readonly seized: number;
  readonly fee: number;
  /** Debt written off, by reserve. */
  readonly badDebt: readonly number[];
}

/** A reserve as everybody can read it: atoms, fractions, yearly rates, and atoms of one share of each side. */
export interface Level {
  readonly cash: number;
  readonly utilization: number;
  readonly borrowRate: number;
  readonly supplyRate: number;
  readonly supplyIndex: number;
  readonly debtIndex: number;
}

/** What can be read of a book. Reserves are accrued. */
export interface Reader<Book> extends Rows<Book> {
  level(book: Book, reserve: number): Level;
  /** Atoms that a position can claim: down; and that it owes: up. */
  depositOf(book: Book, position: number, reserve: number): number;
  owedOf(book: Book, position: number, reserve: number): number;
  /** Whole units in which the ledger keeps a position's debt: they move with its shares, not with interest. */
  claimOf(book: Book, position: number, reserve: number): number;
}

/** What can be done to a book. A refusal is a reason, '' allows; what is applied has been assessed. */
export interface Acts<Book> {
  accrue(book: Book, nowUs: number): void;
  /** A new position without anything; its number. */
  open(book: Book): number;
  /** Enters an efficiency mode, 0 leaves. */
  enter(book: Book, prices: ArrayLike<number>, position: number, mode: number): string;
  /** Nothing new comes into a reserve while it is frozen. */
  freeze(book: Book, reserve: number, isFrozen: boolean): void;
  /** The refusal that concerns new debt alone; a loan that stands may be there. */
  readonly beyondNewDebt: string;
  assess(book: Book, prices: ArrayLike<number>, act: Act): string;
  apply(book: Book, act: Act): void;
}

/** A protocol at its opening: reserves in the order of assets, so that a dollar stands before what is priced by it. */
export interface Opened<Book> {
  readonly book: Book;
  /** Asset and oracle of each reserve, and whether it can be borrowed. */
  readonly assets: readonly number[];
  readonly oracles: readonly Oracle[];
  readonly isBorrowable: readonly boolean[];
  /** Ids of the efficiency modes from number 1 on. */
  readonly modes: readonly string[];
  /** A liquidation must leave nothing on one side, or more than so many dollars on both; 0 where there is no such rule. */
  readonly dustUsd: number;
}

/** A reserve as its scenario states it, for checks and for the outside depositors that fill it to its utilization. */
export interface Stated {
  readonly id: string;
  readonly path: readonly (string | number)[];
  readonly asset: string;
  readonly isBorrowable: boolean;
  /** Asset whose price its oracle follows; absent where that has a feed of its own. */
  readonly follows?: string | undefined;
  readonly utilization?: { readonly low: number; readonly high: number } | undefined;
}

/** Limits of a collateral as fractions of its value, and what a liquidator gets on top; `mode` '' for none. */
export interface Limits {
  readonly ltv: number;
  readonly threshold: number;
  readonly bonus: number;
}

/** What a scenario says of a protocol, read before anything is built. */
export interface Terms<Spec> {
  /** Its own keys, beside `id`, `kind` and the people. */
  readonly shape: z.ZodRawShape;
  reserves(spec: Spec): readonly Stated[];
  limits(spec: Spec, collateral: string, mode: string): Limits;
}

/**
 * A lending protocol: seven members and one line in Registry. Amounts are atoms, prices dollars per token by reserve.
 * Mechanisms decide; the ledger's postings, the journal and the watch are common to all kinds (LendingProtocol).
 */
export interface Kind<Spec, Book> {
  readonly terms: Terms<Spec>;
  open(bench: Bench.Bench, spec: Spec): Opened<Book>;
  readonly read: Reader<Book>;
  readonly act: Acts<Book>;
  /** What a call would do now, or why it is refused. */
  quote(book: Book, prices: ArrayLike<number>, call: Call): Quote | string;
  liquidate(book: Book, quote: Quote): void;
  /** The book against itself and against the ledger: cash of the protocol's account, and its claims, by reserve. */
  audit(book: Book, held: readonly Held[]): Auditor.Finding[];
}

/** What the ledger holds of a reserve's asset for a protocol, and how the findings name it. */
export interface Held {
  readonly name: string;
  readonly cash: number;
  readonly claim: number;
}

/** A kind as the registry keeps it: its books and its keys are its own. */
export type AnyKind = Kind<unknown, unknown>;
