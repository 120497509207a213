import * as Engine from '../index.js';
import * as Composition from './Composition.js';
import type * as Direct from './Direct.js';
import * as Outcome from './Outcome.js';
import * as Surroundings from './Surroundings.js';

/** A rung of the engine's curve: what can be liquidated once the oracle has read prices that fell by so much. */
export interface Rung extends Direct.Level {
  readonly fall: number;
  /** The oracle's prices over its opening ones, by asset. */
  readonly ratios: Direct.Ratios;
}

const MINUTE_MS = 60_000;
/** From a trade to the block in which the oracle has read it. */
const READ_US = 55e6;
const SIZE = 1;

/**
 * The liquidation curve of the engine before any feedback: outsiders sell one unit a minute into bids that wait at
 * each price, the oracle reads, the protocol finds who breaches, and nobody liquidates.
 */
export function climb(subject: Composition.Subject, falls: readonly number[]): Rung[] {
  const loaded = Composition.load(subject, world(subject, falls));
  const run = Composition.build(subject, loaded, 1);
  const { id } = subject.file;
  const opening = Outcome.bookOf(run, id);
  return falls.map((fall, i) => {
    Engine.advance(run, (i + 1) * MINUTE_MS * 1000 + READ_US);
    Engine.journal(run);
    return rung(fall, opening, Outcome.bookOf(run, id));
  });
}

function rung(fall: number, opening: Engine.LendingSheet, now: Engine.LendingSheet): Rung {
  const called = now.loans.filter(({ health }) => health < 1);
  const sum = (values: Readonly<Record<string, number>>) =>
    Object.values(values).reduce((all, one) => all + one, 0);
  const total = (pick: (loan: Engine.LoanSheet) => number) =>
    called.reduce((all, loan) => all + pick(loan), 0);
  const ratios = now.reserves.map(({ asset, oracleUsd }, r): [string, number] => [
    asset,
    oracleUsd / opening.reserves[r]!.oracleUsd,
  ]);
  return {
    fall,
    ratios: Object.fromEntries(ratios),
    accounts: total(({ accounts }) => accounts),
    collateralUsd: total(({ collateralUsd }) => sum(collateralUsd)),
    debtUsd: total(({ debtUsd }) => sum(debtUsd)),
    shortfallUsd: total(({ collateralUsd, debtUsd }) => Math.max(0, sum(debtUsd) - sum(collateralUsd))),
  };
}

/** The market with its loans and without anybody who acts, and books in which every price waits. */
function world(subject: Composition.Subject, falls: readonly number[]): Composition.Data {
  const depth = { equityUsd: 1, volumeUsd: {} };
  const shocks = { falls: [0.1], over: 60e6, horizon: (falls.length + 1) * MINUTE_MS * 1000 };
  const terms = { shocks, fall: 0, isSold: false, depth };
  const { populations, universe, news, lending, ...rest } = Surroundings.own(subject, terms);
  const market = (lending as Composition.Data[])[0]!;
  const quiet = { ...rest, lending: [{ ...market, liquidators: [], loopers: [], seekers: [] }] };
  const bare = Composition.load(subject, { ...quiet, lending: [], planted: { only: true } });
  const grids = Engine.books(Composition.build(subject, bare, 1), 0);
  const stairs = Surroundings.moving(subject).map((asset) => steps(subject, asset, falls, grids));
  const planted = {
    only: true,
    orders: stairs.flatMap(({ orders }) => orders),
    trades: stairs.flatMap(({ trades }) => trades),
  };
  return { ...quiet, planted };
}

/** One bid a fall, on the grid of its book, and one sale a minute into it. */
function steps(
  subject: Composition.Subject,
  asset: string,
  falls: readonly number[],
  grids: readonly Engine.BookSheet[],
) {
  const { moves = 1 } = subject.file.spec.assets![asset]!;
  const symbol = `${asset}/${Surroundings.QUOTE}`;
  const { tick } = grids.find((one) => one.symbol === symbol)!;
  const market = `a:${symbol}:spot`;
  const id = (i: number) => `${asset.toLowerCase()}-${i + 1}`;
  const price = (fall: number) => {
    const ticks = Math.max(1, Math.round((Surroundings.priceOf(subject, asset) * (1 - moves * fall)) / tick));
    return Number((ticks * tick).toPrecision(12));
  };
  const orders = falls.map((fall, i) => ({
    id: `bid-${id(i)}`,
    market,
    side: 'buy',
    price: price(fall),
    size: SIZE,
  }));
  const trades = falls.map((_, i) => ({
    id: `sale-${id(i)}`,
    at: Surroundings.instant((i + 1) * MINUTE_MS),
    market,
    side: 'sell',
    size: SIZE,
  }));
  return { orders, trades };
}
