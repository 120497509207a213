import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Accounts from '../state/Accounts.js';
import * as Exchange from './Exchange.js';
import * as Loans from './Loans.js';
import * as Watch from './Watch.js';

/*
 * Loans need 10% of maintenance. An account with 100 coins of ALT at 10, weighted 80%, that owes U has equity 800 - U over 0.1 U:
 *   called at 1.5 with U = 695.65, reduce-only at 1.2 with 714.29, liquidated at 1.05 with 723.98.
 */
const TEXT = (debt: number, more = '') => `
title: An account and its margin
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T02:00:00Z
venues: [{ id: a, borrowRate: 10% }]
planted:
  only: true
  accounts:
    - { id: one, venue: a, holdings: { ALT: 100 }, debts: { USDT: ${debt} } }
${more}
`;

function open(debt: number, more = '') {
  const world = Worlds.write(TEXT(debt, more));
  const { engine } = world;
  const venue = engine.venues[0]!;
  venue.watch = Watch.create(engine, venue);
  for (const market of engine.markets) if (market.perp) engine.feed.mark[market.id] = market.mark!.mark;
  const id = (name: string) => engine.accounts.name.findIndex((one) => one.endsWith(name));
  const alt = engine.assets.findIndex(({ symbol }) => symbol === 'ALT');
  const price = (usd: number) => {
    venue.collateralUsd[alt] = usd;
  };
  const examine = (account = id('one')) => {
    Exchange.examine(engine, venue, account);
    return engine.accounts.state[account]!;
  };
  return { world, engine, venue, id, one: id('one'), price, examine };
}

describe('the state of an account', () => {
  test.each([
    [690, 0],
    [700, 1],
    [720, 2],
    [725, Accounts.LIQUIDATING],
  ])('owing %d of 800 is %d', (debt, state) => {
    expect(open(debt).examine()).toBe(state);
  });

  test('is kept with equity, maintenance and what is free', () => {
    const w = open(600);
    w.examine();
    const { equity, maintenance, free } = w.engine.accounts;
    expect(equity[w.one]).toBeCloseTo(200, 6);
    expect(maintenance[w.one]).toBeCloseTo(60, 6);
    expect(free[w.one]).toBeCloseTo(200, 6);
  });

  test('recovers with the price, and forgets why it was called', () => {
    const w = open(700);
    w.examine();
    expect(w.engine.accounts.origin[w.one]).toBeGreaterThan(0);
    w.price(12);
    expect([w.examine(), w.engine.accounts.origin[w.one]]).toEqual([0, 0]);
  });

  test('in liquidation is the liquidation’s business', () => {
    const w = open(600);
    w.engine.accounts.state[w.one] = Accounts.LIQUIDATING;
    w.engine.accounts.equity[w.one] = 7;
    expect([w.examine(), w.engine.accounts.equity[w.one]]).toEqual([Accounts.LIQUIDATING, 7]);
  });
});

describe('a margin call', () => {
  test('is journaled once, with ratio and dollars', () => {
    const w = open(700);
    w.examine();
    w.examine();
    const calls = Worlds.rows(w.world).filter(({ kind }) => kind === 'margin-call');
    expect(calls).toHaveLength(1);
    // 100 / 70.
    expect(calls[0]).toMatchObject({ venue: 'a', account: w.one, accounts: 1 });
    expect(calls[0]!.ratio as number).toBeCloseTo(100 / 70, 3);
  });

  test('is told to the account’s agent, if it has one', () => {
    const told = (agent: number) => {
      const w = open(700);
      // The opening has looked at it already.
      w.engine.accounts.state[w.one] = 0;
      w.engine.accounts.agent[w.one] = agent;
      const waiting = w.engine.kernel.queue.size;
      w.examine();
      return w.engine.kernel.queue.size - waiting;
    };
    expect([told(-1), told(0)]).toEqual([0, 1]);
  });
});

describe('a second of a venue', () => {
  const TWO = '    - { id: two, venue: a, holdings: { ALT: 100 }, debts: { USDT: 640 } }';
  let w: ReturnType<typeof open>;
  beforeEach(() => {
    w = open(600, TWO);
    w.engine.kernel.nowUs = 1e6;
    for (const account of [w.one, w.id('two')]) Accounts.touch(w.engine, account);
  });

  test('looks at accounts that were touched, once', () => {
    Exchange.tick(w.engine, w.venue);
    expect(w.engine.accounts.equity[w.one]).toBeCloseTo(200, 6);
    expect([w.venue.touched, w.engine.accounts.touched[w.one]]).toEqual([[], 0]);
  });

  test('looks again at those whose box a price has left, and liquidates the worst ratio first', () => {
    Exchange.tick(w.engine, w.venue);
    // At 7.5: 600 - 600 and 600 - 640 over their maintenance.
    w.price(7.5);
    w.engine.kernel.nowUs = 2e6;
    Exchange.tick(w.engine, w.venue);
    const begun = Worlds.rows(w.world).filter(({ kind }) => kind === 'liquidation');
    expect(begun.map(({ account }) => account)).toEqual([w.id('two'), w.one]);
  });

  test('on the hour charges interest on what is owed', () => {
    const owed = () =>
      Accounts.owed(
        w.engine,
        w.one,
        w.engine.assets.findIndex(({ symbol }) => symbol === 'USDT'),
      );
    w.engine.kernel.nowUs = 49 * 60e6;
    Exchange.tick(w.engine, w.venue);
    expect(owed()).toBe(6_000_000);
    // 10% a year on 6 000 000 atoms: 68.49 an hour, rounded up. The run begins at ten past.
    w.engine.kernel.nowUs = 50 * 60e6;
    Exchange.tick(w.engine, w.venue);
    expect(owed()).toBe(6_000_069);
  });

  test('repays first what an account can repay', () => {
    const usdt = w.engine.assets.findIndex(({ symbol }) => symbol === 'USDT');
    Loans.pay(w.engine, w.venue.treasury, usdt, 1_000_000, Accounts.cash(w.engine, w.one, usdt));
    Exchange.tick(w.engine, w.venue);
    expect(Accounts.owed(w.engine, w.one, usdt)).toBe(5_000_000);
  });
});
