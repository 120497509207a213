import * as Streams from '../../src/base/Streams.js';
import * as Deposits from '../../src/chain/lending/Deposits.js';
import * as Family from '../../src/chain/lending/Family.js';
import type * as Kind from '../../src/chain/lending/Kind.js';
import type { LendingProtocol } from '../../src/chain/lending/LendingProtocol.js';
import * as Protocol from '../../src/chain/lending/LendingProtocol.js';
import type { World } from '../../src/run/World.js';
import * as Accounts from '../../src/state/Accounts.js';
import * as Worlds from './Worlds.js';

/* A world with one lending protocol of any kind, which lends USDT against ETH, and four people with money. */
export const PEOPLE = 4;
export const USDT = 0;
export const ETH = 1;
const BID = { maxFee: 1e12, tip: 1e9 };

export interface Bank {
  readonly world: World;
  readonly lending: LendingProtocol;
  readonly kind: Kind.AnyKind;
  /** Account and position of each person. */
  readonly people: readonly { readonly account: number; readonly position: number }[];
  /** An account with money and without a position. */
  readonly stranger: number;
  readonly draw: () => number;
}

/** `entry` is the file's entry of the protocol without its people: an id `bank`, reserves `usdt` and `eth`. */
export function open(entry: string, seed = 1, { every = '24h', planted = '' } = {}): Bank {
  const world = Worlds.write(`
title: One lending protocol
about: A world written for a test.
preset: primer-world
start: 2025-01-01T00:00:00Z
end: 2025-01-02T00:00:00Z
assets:
  - { id: ETH, class: major, price: 4_000 USD, decimals: 6, beta: 1, openInterest: 50M USD, dailyVolume: 500M USD, volatility: 3%, tiers: ethusdt, collateralWeight: 95% }
rails: { check: { a: 5s }, confirm: { default: 12s }, windows: [] }
chain: { preset: ethereum }
lending:
${entry}
    suppliers: []
    borrowers:
      - { id: eth, collateral: ETH, debt: USDT, stock: 4M USD, rows: 2, account: 2M USD, ltv: 50%..60% }
    loopers: []
    liquidators:
      - { id: person, count: ${PEOPLE + 1}, capital: { USDT: 2M USD, ETH: 2M USD }, exits: { ETH: hold }, profit: 50 USD, bidShare: 30%, every: ${every}, latency: 1s }
    seekers: []
planted:
  only: true
${planted}`);
  const { engine } = world;
  const lending = engine.onchain.lendings[0]!;
  const accountOf = (i: number) => engine.accounts.name.indexOf(`liquidator/bank/person/${i + 1}`);
  const people = Array.from({ length: PEOPLE }, (_, i) => {
    const account = accountOf(i);
    return { account, position: Deposits.open(lending, account, 1) };
  });
  const streams = Streams.create(seed);
  const stream = Streams.open(streams, 'bank');
  const draw = () => Streams.unit(streams, stream);
  return { world, lending, kind: Family.of(lending), people, stranger: accountOf(PEOPLE), draw };
}

/** One act of a person; the refusal, '' for none. */
export function act(bank: Bank, op: Kind.Op, person: number, reserve: number, atoms: number): string {
  const { lending, people } = bank;
  const asset = lending.assets[reserve]!;
  return execute(bank, { op, lending: 0, ...people[person]!, asset, atoms, bid: BID, origin: 0 });
}

export interface Wanted {
  /** A person; -1 is the stranger. */
  readonly by: number;
  readonly position: number;
  readonly atoms: number;
  readonly isClaim: boolean;
}

/** Repays USDT of a position for its ETH. */
export function liquidate(bank: Bank, { by, position, atoms, isClaim }: Wanted): string {
  const account = by < 0 ? bank.stranger : bank.people[by]!.account;
  const [debt, collateral] = [bank.lending.assets[USDT]!, bank.lending.assets[ETH]!];
  return execute(bank, {
    op: 'liquidate',
    lending: 0,
    ...{ position, account, collateral, debt, atoms, isClaim, isBehind: false },
    bid: BID,
    origin: 0,
  });
}

function execute({ world, lending }: Bank, call: Parameters<typeof Protocol.execute>[1]): string {
  const before = { ...lending.tally.refused };
  Protocol.execute(world.engine, call);
  const told = Object.entries(lending.tally.refused).filter(([key, count]) => count !== (before[key] ?? 0));
  return told.map(([key]) => key.slice(key.indexOf(': ') + 2)).join(' and ');
}

/** Everything that an act may change: the book, who is in, every balance. */
export function state({ world, lending, kind }: Bank): unknown {
  const { ledger, kernel } = world.engine;
  kind.act.accrue(lending.book, kernel.nowUs);
  const { book, owner, weight, breach, breached } = lending;
  const balance = Array.from(ledger.balance.subarray(0, ledger.size));
  return structuredClone({ book, owner, weight, breach, breached, balance });
}

export const balance = ({ world, lending, people }: Bank, person: number, reserve: number): number =>
  Accounts.balance(world.engine, people[person]!.account, lending.assets[reserve]!);
export const deposit = ({ lending, kind }: Bank, position: number, reserve: number): number =>
  kind.read.depositOf(lending.book, position, reserve);
export const owed = ({ lending, kind }: Bank, position: number, reserve: number): number =>
  kind.read.owedOf(lending.book, position, reserve);
export const isLow = ({ lending, kind }: Bank, position: number): boolean =>
  kind.read.isLiquidatable(lending.book, lending.price, position);

/** Atoms of a reserve that are there or owed, less what depositors may claim. */
export function surplus(bank: Bank, reserve: number): number {
  const { lending, kind } = bank;
  const all = (of: typeof owed) => lending.owner.reduce((sum, _, p) => sum + of(bank, p, reserve), 0);
  return kind.read.level(lending.book, reserve).cash + all(owed) - all(deposit);
}
