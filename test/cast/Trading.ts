import * as Submit from '../../src/exchange/Submit.js';
import * as Ladder from '../../src/mechanisms/book/Ladder.js';
import * as Outbox from '../../src/messages/Outbox.js';
import * as Accounts from '../../src/state/Accounts.js';
import type { Engine } from '../../src/state/Engine.js';

/** An order as a test states it: coins and price in units, an account by the end of its name or by its number. */
export interface Stated {
  readonly by: string | number;
  readonly side: number;
  readonly coins: number;
  /** Absent: a market order. */
  readonly price?: number;
  /** Absent: what is not filled rests. */
  readonly timeInForce?: number;
  readonly owner?: number;
  readonly reduceOnly?: number;
}

/** The text of a primer's world in which only planted people are, ten seconds long. */
export function planted(people: string): string {
  return `
title: Planted people
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted:
  only: true
${people.replace(/^\n/, '')}`;
}

/** Units to a millionth: lots and atoms are whole, their products with a tick are not. */
function round(units: number): number {
  return Math.round(units * 1e6) / 1e6;
}

/** One market of a world, and what a test does in it by hand: orders enter as those of agents do. */
export function at(engine: Engine, symbol: string, kind: 'perp' | 'spot') {
  const market = engine.markets.find((one) => one.symbol === symbol && one.perp === (kind === 'perp'))!;
  const venue = engine.venues[market.venue]!;
  const box = Outbox.create(
    engine.intents,
    Int32Array.from(engine.markets, (one) => one.venue),
    engine.venues.length,
  );
  const id = (name: string | number) =>
    typeof name === 'number' ? name : engine.accounts.name.findIndex((one) => one.endsWith(name));
  const ticks = (price: number) => Math.round(price / market.tick);

  /** Enters one order; returns the lots it filled, in coins, of those that reached the book. */
  const place = ({ by, coins, price, timeInForce = Outbox.GTC, ...rest }: Stated): number => {
    Outbox.place(box, {
      ...rest,
      market: market.id,
      account: id(by),
      limit: price === undefined ? Outbox.NO_LIMIT : ticks(price),
      lots: Math.round(coins / market.lot),
      timeInForce,
    });
    const { fills } = engine;
    fills.filledLots = 0;
    Submit.batch(engine, box.head[market.venue]!);
    box.head[market.venue] = -1;
    box.tail[market.venue] = -1;
    return round(fills.filledLots * market.lot);
  };
  /** Coins that rest on a side at a price. */
  const resting = (side: number, price: number) =>
    round(Ladder.levelLots(market.book, side, ticks(price)) * market.lot);
  const unitOf = (asset: number) => engine.assets[asset]!.unit;
  const cash = (name: string | number, asset = market.quote) =>
    Accounts.balance(engine, id(name), asset) / unitOf(asset);
  const owed = (name: string | number, asset = market.quote) =>
    Accounts.owed(engine, id(name), asset) / unitOf(asset);
  const reserved = (name: string | number, asset = market.quote) => {
    const cell = engine.accounts.reserved[id(name) * engine.accounts.assets + asset]!;
    return cell < 0 ? 0 : engine.ledger.balance[cell]! / unitOf(asset);
  };
  /** Coins of the perp an account holds, negative for a short. */
  const units = (name: string | number) =>
    round(engine.accounts.lots[id(name) * engine.accounts.width + market.local]! * market.lot);
  /** How often orders were refused, by reason. */
  const refused = () => ({ ...engine.tally.refused });
  return { engine, market, venue, id, ticks, place, resting, cash, owed, reserved, units, refused };
}
