import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Accounts from '../state/Accounts.js';
import * as Amount from '../units/Amount.js';
import * as InsuranceFunds from './InsuranceFunds.js';

/* A venue with a pool of 1 000 for majors and one of 2 000 for alts, and an isolated long of 1 BTC on 10 000. */
const TEXT = `
title: Two pools
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
venues:
  - { id: a, insurance: { majors: 1_000 USD, alts: 2_000 USD } }
planted:
  only: true
  positions:
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 10_000 USD }
`;
const UNIT = 1e4;

function open() {
  const { engine } = Worlds.write(TEXT);
  const perp = (symbol: string) => engine.markets.find((m) => m.perp && m.symbol === symbol)!;
  const market = perp('BTC/USDT');
  const pool = engine.pools[market.pool]!;
  const cash = () => Accounts.balance(engine, pool.account, market.quote);
  const owed = () => Accounts.owed(engine, pool.account, market.quote);
  const equity = () => InsuranceFunds.equityUsd(engine, pool);
  return { engine, market, alt: perp('ALT/USDT'), pool, cash, owed, equity };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

test('majors and alts have pools of their own', () => {
  expect(w.equity()).toBe(1_000);
  expect(InsuranceFunds.equityUsd(w.engine, w.engine.pools[w.alt.pool]!)).toBe(2_000);
});

describe('a loss that a pool covers', () => {
  test('within its cash is insurance', () => {
    const before = w.engine.ledger.balance[w.market.clearing]!;
    InsuranceFunds.cover(w.engine, w.market, 400 * UNIT);
    expect([w.cash(), w.owed()]).toEqual([600 * UNIT, 0]);
    expect(w.engine.ledger.balance[w.market.clearing]! - before).toBe(400 * UNIT);
    expect(w.engine.tally.payers).toEqual({ insurance: 400 });
    expect(w.engine.tally.losses).toBe(400);
  });

  test('beyond it is owed to the treasury, and that part is written off', () => {
    InsuranceFunds.cover(w.engine, w.market, 1_250 * UNIT);
    expect([w.cash(), w.owed()]).toEqual([0, 250 * UNIT]);
    expect(w.engine.tally.payers).toEqual({ insurance: 1_000, writtenOff: 250 });
    InsuranceFunds.cover(w.engine, w.market, 50 * UNIT);
    expect(w.owed()).toBe(300 * UNIT);
    expect(w.engine.tally.payers).toEqual({ insurance: 1_000, writtenOff: 300 });
    expect(w.engine.tally.losses).toBe(1_300);
    expect(w.equity()).toBe(-300);
  });

  test('of a vault is named backstop', () => {
    const { engine, market } = w;
    engine.pools[market.pool] = { ...w.pool, vault: true };
    InsuranceFunds.cover(engine, market, 400 * UNIT);
    expect(engine.tally.payers).toEqual({ backstop: 400 });
  });

  test('of an alt leaves the pool of majors alone', () => {
    InsuranceFunds.cover(w.engine, w.alt, 400 * UNIT);
    expect(w.equity()).toBe(1_000);
    expect(InsuranceFunds.equityUsd(w.engine, w.engine.pools[w.alt.pool]!)).toBe(1_600);
  });

  test('goes to the cell that is owed', () => {
    const to = Accounts.cash(w.engine, w.engine.venues[0]!.feeAccount, w.market.quote);
    const clearing = w.engine.ledger.balance[w.market.clearing]!;
    InsuranceFunds.cover(w.engine, w.market, 7, to);
    expect(w.engine.ledger.balance[to]).toBe(7);
    expect(w.engine.ledger.balance[w.market.clearing]).toBe(clearing);
  });
});

test('what a pool pays into a failing account arrives there; nothing moves for nothing', () => {
  const to = w.engine.crowds[w.market.crowd]!.margin[0]!;
  const before = w.engine.ledger.balance[to]!;
  InsuranceFunds.payIn(w.engine, w.pool, w.market.quote, Amount.atoms(300 * UNIT), to);
  InsuranceFunds.payIn(w.engine, w.pool, w.market.quote, Amount.atoms(0), to);
  expect(w.engine.ledger.balance[to]! - before).toBe(300 * UNIT);
  expect(w.equity()).toBe(700);
});

test('a liquidation fee moves from the row to its pool', () => {
  const from = w.engine.crowds[w.market.crowd]!.margin[0]!;
  const before = Ledger.totals(w.engine.ledger);
  InsuranceFunds.takeFee(w.engine, w.market, from, 25 * UNIT);
  expect(w.equity()).toBe(1_025);
  expect(w.engine.ledger.balance[from]).toBe(9_975 * UNIT);
  expect(Ledger.totals(w.engine.ledger)).toEqual(before);
});

describe('the equity of a pool', () => {
  test('counts a long at its mark less what it cost, and a short the other way round', () => {
    const { engine, market, pool } = w;
    market.mark!.mark = 97_000;
    const one = 1 / market.lot;
    // 2 BTC for 196 000 are worth 194 000.
    Accounts.setPosition(engine.accounts, pool.account, market, 2 * one, 196_000 * UNIT);
    expect(w.equity()).toBeCloseTo(1_000 - 2_000, 6);
    Accounts.setPosition(engine.accounts, pool.account, market, -2 * one, -196_000 * UNIT);
    expect(w.equity()).toBeCloseTo(1_000 + 2_000, 6);
  });

  test('counts collateral at the venue’s price, without a weight', () => {
    const { engine, market, pool } = w;
    const treasury = engine.venues[0]!.treasury;
    const to = Accounts.cash(engine, pool.account, market.base);
    // Half a BTC at 90 000.
    Ledger.post(engine.ledger, Accounts.cash(engine, treasury, market.base), to, 5e7);
    engine.venues[0]!.collateralUsd[market.base] = 90_000;
    expect(w.equity()).toBeCloseTo(1_000 + 45_000, 6);
  });
});
