import type { FieldName, Values } from './JournalFields.js';

/** Where a forced dollar is booked: the nearest named cause on the way up; what reaches the top unnamed is ordinary flow. */
export const CATEGORIES = [
  'news',
  'margin-call selling',
  'maker withdrawal',
  'collateral repricing',
  'ADL',
  'ordinary flow',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** Ways in which losses reach people. */
export const CHANNELS = [
  'perp liquidations',
  'collateral sales',
  'ADL',
  'redemption',
  'mint-and-burn dilution',
  'bad debt',
] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * What a kind is to the cascade tree. `root` names a cause and trades nothing itself; `outside` are orders nobody was
 * made to send; `push` moves a mark or a collateral price; `call` and `breach` need such a move before them and force
 * their account to trade (a breach states its size until its orders are journaled); `forced` are trades; a `takeover`
 * hands a position over, its dollars are a loss.
 */
export type Role = 'root' | 'outside' | 'push' | 'call' | 'breach' | 'forced' | 'takeover';

/** One kind of row. Without a role it takes no part in the tree; without a category it hands on what set it off. */
export interface Entry {
  readonly about: string;
  readonly role?: Role;
  readonly category?: Exclude<Category, 'ordinary flow'>;
  /** Channel of loss; the orders of a margin account belong to two and are split where they are read. */
  readonly channel?: Channel;
  /** Agents report it about themselves (Outbox); the other kinds are written by venues, chains and the run. */
  readonly isReport?: true;
  readonly has: readonly FieldName[];
  readonly may?: readonly FieldName[];
}

const PLACE = ['venue', 'market', 'account', 'usd', 'reason'] as const;
const REFUSED = ['issuer', 'reason', 'usd'] as const;

/** The kinds of rows: what is not in this table cannot be written, and a test demands that each of them is. */
const KINDS = {
  news: { about: 'values move', role: 'root', category: 'news', has: ['headline'] },
  exogenous: {
    about: 'orders of people who act on the news',
    role: 'outside',
    category: 'news',
    isReport: true,
    has: PLACE,
  },
  'reserve-sale': {
    about: 'a defense sells its reserve',
    role: 'outside',
    category: 'news',
    isReport: true,
    has: PLACE,
  },
  'reserve-exhausted': { about: 'a defense has nothing left of its plan', isReport: true, has: PLACE },
  withdrawal: {
    about: 'a maker shows less',
    role: 'root',
    category: 'maker withdrawal',
    isReport: true,
    has: PLACE,
  },
  'mark-move': {
    about: 'the mark that triggers a forced event',
    role: 'push',
    has: ['venue', 'market', 'mark', 'index', 'aggressors', 'remainder'],
  },
  'collateral-reprice': {
    about: 'the index of a collateral that triggers a forced event',
    role: 'push',
    category: 'collateral repricing',
    has: ['venue', 'asset', 'price', 'priceOpen', 'aggressors', 'remainder'],
  },
  'margin-call': {
    about: 'an account is called',
    role: 'call',
    category: 'margin-call selling',
    has: ['venue', 'account', 'name', 'accounts', 'ratio', 'usd'],
  },
  'margin-call-sale': {
    about: 'a called owner sells',
    role: 'forced',
    category: 'margin-call selling',
    channel: 'collateral sales',
    isReport: true,
    has: PLACE,
  },
  liquidation: {
    about: 'a liquidation begins: an isolated position with its size, a margin account with its exposure',
    role: 'breach',
    channel: 'perp liquidations',
    has: ['venue', 'market', 'account', 'accounts'],
    may: ['side', 'usd', 'name', 'ratio', 'exposureUsd'],
  },
  'liquidation-order': {
    about:
      'what a margin account traded since its last row; or what a liquidation has closed of an isolated position',
    role: 'forced',
    channel: 'perp liquidations',
    has: ['venue', 'market', 'account', 'usd', 'positionsUsd', 'collateralUsd'],
    may: ['side'],
  },
  takeover: {
    about: 'a default: the pool assumes what is left, and the loss has its payers',
    role: 'takeover',
    channel: 'bad debt',
    has: ['venue', 'market', 'account', 'pool', 'lossAtoms', 'usd'],
    may: ['feesWithheld', 'insurance', 'backstop', 'adl', 'socialized', 'writtenOff'],
  },
  adl: {
    about: 'a winner is deleveraged',
    role: 'forced',
    category: 'ADL',
    channel: 'ADL',
    has: ['venue', 'market', 'account', 'accounts', 'usd'],
  },
  'loop-unwind': {
    about: 'a loop is unwound by its holder, on a venue or on a lending protocol',
    channel: 'collateral sales',
    isReport: true,
    has: ['account', 'usd'],
    may: ['venue', 'market', 'reason', 'protocol', 'collateral', 'repaidUsd'],
  },
  'loop-entry': { about: 'a loop grows', isReport: true, has: PLACE },
  'loop-exit': { about: 'a loop shrinks', isReport: true, has: PLACE },
  'borrow-rate': { about: 'a venue lends at another rate', has: ['venue', 'rate', 'usd'] },
  delisting: {
    about: 'a perp is settled at its index',
    has: ['venue', 'market', 'price', 'canceled', 'usd'],
  },
  'tick-change': {
    about: 'a market gets a finer grid',
    has: ['venue', 'market', 'tickBefore', 'tick', 'lotBefore', 'lot', 'canceled'],
  },
  transfer: { about: 'assets leave for another account', has: ['asset', 'from', 'to', 'usd'] },
  'rail-halt': { about: 'a venue stops transfers of an asset', has: ['venue', 'asset', 'reason'] },
  swap: { about: 'a swap in a pool', has: ['pool', 'account', 'name', 'sold', 'bought'] },
  'lending-breach': {
    about: 'a position can be liquidated',
    has: ['protocol', 'account', 'accounts', 'collateral', 'collateralUsd', 'debtUsd'],
  },
  'lending-liquidation': {
    about: 'a liquidator repays and seizes',
    channel: 'collateral sales',
    has: ['protocol', 'account', 'liquidator', 'collateral', 'debt', 'seizedUsd', 'repaidUsd'],
  },
  'bad-debt': {
    about: 'debt without collateral',
    channel: 'bad debt',
    has: ['protocol', 'account', 'usd'],
  },
  'issuer-hole': { about: 'backing falls below supply', has: ['issuer', 'ratio', 'usd'] },
  'issuer-loss': { about: 'income below zero', has: ['issuer', 'usd'] },
  'issuer-halt': { about: 'mint and redemption stop', has: ['issuer', 'reason', 'ratio'] },
  'issuer-resume': { about: 'mint and redemption go on', has: ['issuer', 'ratio'] },
  redemption: {
    about: 'coins are burned and paid',
    channel: 'redemption',
    has: ['issuer', 'account', 'asset', 'usd', 'paid'],
  },
  'mint-refused': { about: 'first of its minute', has: REFUSED },
  'redeem-refused': { about: 'refused or made to wait; first of its minute', has: REFUSED },
  'stake-refused': { about: 'first of its minute', has: REFUSED },
  'cooldown-refused': { about: 'first of its minute', has: REFUSED },
  'unstake-refused': { about: 'first of its minute', has: REFUSED },
  'refill-refused': { about: 'the buffer cannot be filled; first of its minute', has: REFUSED },
  'terra-swap': {
    about: 'UST swapped for LUNA in an hour',
    channel: 'mint-and-burn dilution',
    has: ['burned', 'minted', 'spread', 'supply'],
  },
  'anchor-liquidation': {
    about: 'bids of the queue take collateral',
    channel: 'collateral sales',
    has: ['row', 'usd', 'repaid', 'luna', 'badDebt'],
  },
  'chain-halt': { about: 'a chain stands', has: ['chain', 'height'] },
  'chain-restart': { about: 'a chain goes on', has: ['chain', 'height'] },
  governance: { about: 'a vote takes effect', has: ['chain', 'vote'] },
} as const satisfies Readonly<Record<string, Entry>>;

type Table = typeof KINDS;
export type Kind = keyof Table;

type Has<One extends Kind> = Table[One]['has'][number];
type May<One extends Kind> = Table[One] extends { readonly may: readonly (infer Name)[] } ? Name : never;

/** What the writer states, by kind: the fields of the table, checked where a row is written. */
export type Data = {
  readonly [One in Kind]: Pick<Values, Has<One>> & Partial<Pick<Values, May<One> & FieldName>>;
};

/** Head of every row. Ids rise; a cause precedes its effect (0: none). */
export interface Head {
  readonly id: number;
  readonly cause: number;
  /** Microseconds since the start of the run. */
  readonly atUs: number;
}

/** One line of the journal as it is written: the typed union over all kinds. `at` is the same time, ISO 8601 UTC. */
export type Row = {
  readonly [One in Kind]: Head & { readonly at: string; readonly kind: One } & Data[One];
}[Kind];

/** A row as those see it who read across kinds: what its kind does not have is undefined. */
export type AnyRow = Head & { readonly at?: string; readonly kind: Kind } & Partial<Values>;

/** Kinds that agents report about themselves. */
export type ReportKind = {
  [One in Kind]: Table[One] extends { readonly isReport: true } ? One : never;
}[Kind];

/** All kinds, in the order of the table. */
export const NAMES = Object.keys(KINDS) as readonly Kind[];

const UNKNOWN: Entry = { about: 'a kind of another version', has: [] };

/** A kind's line of the table. A journal read from a file may hold kinds that this version does not know. */
export function entry(kind: Kind): Entry {
  return KINDS[kind] ?? UNKNOWN;
}
