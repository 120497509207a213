import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as WorldAudit from '../run/WorldAudit.js';
import * as Accounts from '../state/Accounts.js';
import * as Loans from './Loans.js';

/* Two unified accounts on a venue that lends dollars at 10% a year, dearer from a use of half of 1M on. */
const TEXT = `
title: Two accounts that borrow
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
venues:
  - id: a
    borrowRate: 10%
    borrowCurve: { lendable: 1M USD, kink: 50%, below: 20%, above: 100% }
planted:
  only: true
  accounts:
    - { id: one, venue: a, holdings: { USDT: 1_000, BTC: 2 } }
    - { id: two, venue: a, holdings: { BTC: 2 } }
`;
const UNIT = 1e4;

function open() {
  const world = Worlds.write(TEXT);
  const { engine } = world;
  const id = (name: string) => engine.accounts.name.findIndex((one) => one.endsWith(name));
  const usdt = engine.assets.findIndex(({ symbol }) => symbol === 'USDT');
  const btc = engine.assets.findIndex(({ symbol }) => symbol === 'BTC');
  const venue = engine.venues[0]!;
  const cash = (account: number) => Accounts.balance(engine, account, usdt);
  const owed = (account: number) => Accounts.owed(engine, account, usdt) + 0;
  const to = Accounts.cash(engine, venue.feeAccount, usdt);
  return { world, engine, venue, usdt, btc, one: id('one'), two: id('two'), cash, owed, to };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

/** What everybody holds less what everybody owes, by asset. */
const totals = () => [...Ledger.totals(w.engine.ledger)];

describe('a payment', () => {
  test('within its cash borrows nothing', () => {
    Loans.pay(w.engine, w.one, w.usdt, 400 * UNIT, w.to);
    expect([w.cash(w.one), w.owed(w.one), w.cash(w.venue.feeAccount)]).toEqual([600 * UNIT, 0, 400 * UNIT]);
  });

  test('beyond it borrows exactly what is missing from the treasury', () => {
    const before = totals();
    const lendable = w.cash(w.venue.treasury);
    Loans.pay(w.engine, w.one, w.usdt, 1_500 * UNIT + 1, w.to);
    // 1 500.0001 less 1 000 of its own.
    expect([w.cash(w.one), w.owed(w.one)]).toEqual([0, 500 * UNIT + 1]);
    expect(lendable - w.cash(w.venue.treasury)).toBe(500 * UNIT + 1);
    expect(w.cash(w.venue.feeAccount)).toBe(1_500 * UNIT + 1);
    expect(totals()).toEqual(before);
    expect(WorldAudit.run(w.engine, [])).toEqual([]);
  });
});

describe('a repayment', () => {
  beforeEach(() => Loans.pay(w.engine, w.one, w.usdt, 1_300 * UNIT, w.to));

  test('without cash in the asset of the debt is none: other coins are not sold', () => {
    expect(Loans.repay(w.engine, w.one, w.usdt)).toBe(0);
    expect(w.owed(w.one)).toBe(300 * UNIT);
  });

  test('takes the smaller of balance and debt', () => {
    const mine = Accounts.cash(w.engine, w.one, w.usdt);
    Ledger.post(w.engine.ledger, w.to, mine, 100 * UNIT);
    expect(Loans.repay(w.engine, w.one, w.usdt)).toBe(100 * UNIT);
    expect([w.cash(w.one), w.owed(w.one)]).toEqual([0, 200 * UNIT]);
    Ledger.post(w.engine.ledger, w.to, mine, 500 * UNIT);
    expect(Loans.repay(w.engine, w.one, w.usdt)).toBe(200 * UNIT);
    expect([w.cash(w.one), w.owed(w.one)]).toEqual([300 * UNIT, 0]);
  });

  test('of all debts repays each in its own asset', () => {
    // 3 BTC of which it has 2.
    Loans.pay(w.engine, w.one, w.btc, 3e8, Accounts.cash(w.engine, w.two, w.btc));
    Ledger.post(w.engine.ledger, w.to, Accounts.cash(w.engine, w.one, w.usdt), 50 * UNIT);
    Loans.repayAll(w.engine, w.one);
    expect([w.cash(w.one), w.owed(w.one)]).toEqual([0, 250 * UNIT]);
    expect(Accounts.owed(w.engine, w.one, w.btc)).toBe(1e8);
    Ledger.post(
      w.engine.ledger,
      Accounts.cash(w.engine, w.two, w.btc),
      Accounts.cash(w.engine, w.one, w.btc),
      4e8,
    );
    Loans.repayAll(w.engine, w.one);
    expect(Accounts.owed(w.engine, w.one, w.btc) + 0).toBe(0);
    expect(Accounts.balance(w.engine, w.one, w.btc)).toBe(3e8);
  });
});

test('a debt that is assumed moves whole, and the creditor stays the same', () => {
  Loans.pay(w.engine, w.one, w.usdt, 1_300 * UNIT, w.to);
  const lent = w.cash(w.venue.treasury);
  Loans.assume(w.engine, w.one, w.two, w.usdt);
  expect([w.owed(w.one), w.owed(w.two)]).toEqual([0, 300 * UNIT]);
  Loans.assume(w.engine, w.one, w.two, w.usdt);
  expect([w.owed(w.two), w.cash(w.venue.treasury)]).toEqual([300 * UNIT, lent]);
});

describe('interest', () => {
  test('is the hour’s part of the yearly rate, rounded up against the borrower', () => {
    Loans.pay(w.engine, w.one, w.usdt, 1_876 * UNIT, w.to);
    // 8 760 000 atoms at 10% a year: 876 000 / 8760 = 100 atoms an hour.
    Loans.accrue(w.engine, w.one, w.usdt, 1);
    expect(w.owed(w.one)).toBe(876 * UNIT + 100);
    // 8 760 100 atoms: 100.0011 are 101.
    Loans.accrue(w.engine, w.one, w.usdt, 1);
    expect(w.owed(w.one)).toBe(876 * UNIT + 201);
    // Nobody else pays: what is owed is owed to the treasury.
    expect(w.engine.ledger.balance[Accounts.debt(w.engine, w.venue.treasury, w.usdt)]).toBe(876 * UNIT + 201);
  });

  test('of nothing owed is nothing', () => {
    const before = totals();
    Loans.accrue(w.engine, w.one, w.usdt, 24);
    expect([w.owed(w.one), totals()]).toEqual([0, before]);
  });
});

describe('the rate', () => {
  // 10% + 20% of the way to the kink, then 100% of the way from there to all that is lendable.
  test.each([
    [0, 0.1],
    [250_000, 0.2],
    [500_000, 0.3],
    [750_000, 0.8],
    [1_000_000, 1.3],
    [1_250_000, 1.8],
  ])('with %d lent is %d a year', (usd, rate) => {
    if (usd > 0) Loans.pay(w.engine, w.one, w.usdt, (usd + 1_000) * UNIT, w.to);
    Loans.price(w.engine, w.venue);
    expect(w.venue.borrowRate).toBeCloseTo(rate, 12);
  });

  test('is journaled when it has moved by a point, not before', () => {
    const rows = () => Worlds.rows(w.world).filter(({ kind }) => kind === 'borrow-rate').length;
    // 20 000 of 500 000 are 0.8 points.
    Loans.pay(w.engine, w.one, w.usdt, 21_000 * UNIT, w.to);
    Loans.price(w.engine, w.venue);
    expect(rows()).toBe(0);
    Loans.pay(w.engine, w.one, w.usdt, 10_000 * UNIT, w.to);
    Loans.price(w.engine, w.venue);
    expect(rows()).toBe(1);
    Loans.price(w.engine, w.venue);
    expect(rows()).toBe(0);
  });
});
