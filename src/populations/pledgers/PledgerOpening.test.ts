import { beforeAll, describe, expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import * as Accounts from '../../state/Accounts.js';
import type * as Pledger from './Pledger.js';

/*
 * 40M dollars of ALT on venue a and 20M on b, in two rows each: 20M and 10M a row, with half of that in longs of BTC. The
 * margin call comes when ALT is down 12% and BTC by 12% * 1.12 / 2, ALT's beta: 6.72%.
 *   equity then: 20M * 0.8 * 0.88 - 10M * 0.0672 = 14.08M - 0.672M = 13.408M
 */
const PLEDGERS = (more: string) =>
  `{ kind: pledgers, preset: pledgers, stock: 60M USD, byVenue: { a: 66.66666666666667%, b: 33.33333333333333% }, rows: 2, callAt: 12%..12%, stakedShare: 0%, ${more} }`;

function open(more: string) {
  const w = TwoVenues.open(`  p: ${PLEDGERS(more)}`);
  const { engine } = w;
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const units = (account: number, symbol: string) =>
    Accounts.balance(engine, account, asset(symbol)) / engine.assets[asset(symbol)]!.unit;
  const owed = (account: number) => Accounts.owed(engine, account, asset('USDT')) / 1e4;
  const longs = (account: number) => {
    const market = engine.markets.find(
      (m) => m.perp && m.symbol === 'BTC/USDT' && m.venue === engine.accounts.venue[account],
    )!;
    return engine.accounts.lots[account * engine.accounts.width + market.local]! * market.lot;
  };
  return { ...w, rows: w.named('p/'), units, owed, longs };
}

describe('pledgers', () => {
  let w: ReturnType<typeof open>;
  beforeAll(() => {
    w = open('longs: 0.5, account: 5M USD');
  });

  test('hold their venue’s part of the stock in alts, in equal rows', () => {
    expect(w.rows.map((row) => Math.round(w.units(row, 'ALT')))).toEqual([2e6, 2e6, 1e6, 1e6]);
    expect(w.venues(w.rows)).toEqual(['a', 'b']);
  });

  test('are long majors for half of it', () => {
    expect(w.rows.map((row) => w.longs(row))).toEqual([100, 100, 50, 50]);
  });

  test('stand for accounts of the stated size', () => {
    expect(w.rows.map((row) => w.engine.accounts.weight[row])).toEqual([4, 4, 2, 2]);
  });

  test('owe what the call at a fall of 12% leaves: its equity less 1.5 times maintenance, over 1.15', () => {
    // Each of four accounts has 2.5M of longs, in a bracket of its own table.
    const [first] = w.rows as [number];
    const withLongs = w.owed(first);
    const without = open('longs: 0, account: 5M USD');
    const [bare] = without.rows as [number];
    expect(without.owed(bare)).toBeCloseTo((20e6 * 0.8 * 0.88) / 1.15, -1);
    // What longs take: their own loss, and 1.5 times a maintenance between 0.4% and 2.5% of them.
    const taken = (without.owed(bare) - withLongs) * 1.15 - 10e6 * 0.0672;
    expect(taken / (1.5 * 10e6)).toBeGreaterThan(0.004);
    expect(taken / (1.5 * 10e6)).toBeLessThan(0.025);
  });

  test('have one desk a venue that watches them, the spot books of alts and the perps of majors', () => {
    const desks = w.world.agents.filter(({ kind }) => kind === 'pledger') as unknown as Pledger.State[];
    expect(desks.map(({ accounts }) => accounts)).toEqual([w.rows.slice(0, 2), w.rows.slice(2)]);
    const names = (ids: readonly number[]) => ids.map((id) => w.engine.markets[id]!.symbol);
    for (const { spots, perps } of desks)
      expect([names(spots), names(perps)]).toEqual([['ALT/USDT'], ['BTC/USDT']]);
  });
});

test('as dollars the stock is worth the same, less the same debt', () => {
  const [alts, dollars] = [
    open('longs: 0, account: 5M USD'),
    open('longs: 0, account: 5M USD, inDollars: true'),
  ];
  const [row] = alts.rows as [number];
  expect(dollars.units(row, 'ALT')).toBe(0);
  // Dollars pay the same debt at once.
  expect(dollars.owed(row) + 0).toBe(0);
  expect(dollars.units(row, 'USDT')).toBeCloseTo(20e6 - alts.owed(row), 0);
});

test('a venue without a part has nobody', () => {
  const w = TwoVenues.open(
    `  p: ${PLEDGERS('longs: 0').replace(/byVenue: \{[^}]*\}/, 'byVenue: { a: 100% }')}`,
  );
  expect(w.venues(w.named('p/'))).toEqual(['a']);
  expect(w.worth(w.named('p/'))).toBeGreaterThan(0);
});
