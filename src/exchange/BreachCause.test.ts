import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Journal from '../messages/Journal.js';
import * as Cascade from '../observe/Cascade.js';
import * as JournalSchema from '../observe/JournalSchema.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';
import * as BreachCause from './BreachCause.js';

/** A unified venue's account that holds both a coin and a perp on it, and what its prices were. */
function subject(): { engine: Engine; venue: Engine['venues'][number]; account: number } {
  const { engine } = Worlds.open('unified-margin-call');
  const venue = engine.venues.find(({ margin }) => margin === 'unified')!;
  const { accounts } = engine;
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.venue[account] !== venue.index || accounts.kind[account] !== Accounts.MARGIN) continue;
    const asset = Accounts.nextHeld(accounts, account, -1);
    if (asset >= 0) return { engine, venue, account };
  }
  throw new Error('no account');
}

/** Makes the account hold units of one asset with a position of `lots` at the opening price, and moves both prices. */
function stage(units: number, lots: number, fall: number) {
  const { engine, venue, account } = subject();
  const { accounts, ledger, assets, markets } = engine;
  const market = markets[venue.perps[0]!]!;
  const asset = market.base;
  for (let other = 0; other < assets.length; other++) {
    const cell = accounts.cash[account * accounts.assets + other]!;
    if (cell >= 0) ledger.balance[cell] = 0;
  }
  const cash = Accounts.cash(engine, account, asset);
  ledger.balance[cash] = units * assets[asset]!.unit;
  const openUsd = assets[asset]!.openUsd;
  const entry = lots * market.lot * openUsd * assets[market.quote]!.unit;
  Accounts.setPosition(accounts, account, market, lots, entry);
  venue.collateralUsd[asset] = openUsd * (1 - fall);
  market.mark!.mark = openUsd * (1 - fall);
  return { engine, venue, account, asset, market, perUnit: 1 / market.lot };
}

test('a fall of what it pledged breaks an account by its collateral', () => {
  const { engine, venue, account, asset } = stage(10, 0, 0.2);
  expect(BreachCause.assess(engine, venue, account)).toMatchObject({
    kind: 'collateral',
    asset,
    isFalling: true,
  });
});

test('a long perp beside less collateral breaks by its mark, a short one by a rise', () => {
  const { perUnit } = stage(0, 0, 0);
  const long = stage(1, 30 * perUnit, 0.1);
  expect(BreachCause.assess(long.engine, long.venue, long.account)).toEqual({
    kind: 'perp',
    asset: long.asset,
    market: long.market.id,
    isFalling: true,
  });
  const short = stage(1, -30 * perUnit, -0.1);
  expect(BreachCause.assess(short.engine, short.venue, short.account)).toMatchObject({
    kind: 'perp',
    isFalling: false,
  });
});

test('a hedged coin has lost less by its weight than its short gained: no price broke that account', () => {
  const { perUnit } = stage(0, 0, 0);
  const { engine, venue, account } = stage(10, -10 * perUnit, 0.3);
  expect(venue.collateral[engine.markets[venue.perps[0]!]!.base]!.weights.weight[0]!).toBeLessThanOrEqual(1);
  expect(BreachCause.assess(engine, venue, account)).toBeUndefined();
});

test('in a run a collateral that loses its price sets liquidations off, and every row fits the schema', () => {
  const world = Worlds.open('own-book-index');
  const rows = Worlds.finish(world);
  for (const row of rows) expect(JournalSchema.JournalSchema.safeParse(row).error?.message).toBeUndefined();
  const moves = rows.filter((row) => row.kind === 'collateral-reprice');
  expect(moves.length).toBeGreaterThan(0);
  for (const move of moves) {
    expect(move.price).toBeLessThan(move.priceOpen!);
    expect(rows.some((row) => row.kind === 'liquidation' && row.cause === move.id)).toBe(true);
  }
  const { roots } = Cascade.build(rows);
  expect(roots[Journal.CATEGORIES.indexOf('collateral repricing')]!.share).toBeGreaterThan(0);
  // Absolute times: those since the start, from the start.
  for (const { at, atUs } of rows)
    expect(Date.parse(at!)).toBe(world.engine.startMs + Math.floor(atUs / 1000));
});
