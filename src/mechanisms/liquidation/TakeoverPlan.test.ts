import { describe, expect, test } from 'vitest';
import * as Amount from '../../units/Amount.js';
import * as TakeoverPlan from './TakeoverPlan.js';

const atoms = Amount.atoms;

describe('who bears a loss of 600', () => {
  const plan = (verdict: 'pool' | 'pool-first' | 'winners', equity: number) =>
    TakeoverPlan.plan(verdict, atoms(600), atoms(equity));

  test('ADL is off: the pool, by taking the position', () => {
    expect(plan('pool', 100)).toEqual({ toWinners: false, paidIn: 0, hole: 600 });
  });

  test('the pool first: it pays in what it has, winners the rest', () => {
    expect(plan('pool-first', 100)).toEqual({ toWinners: true, paidIn: 100, hole: 500 });
    expect(plan('pool-first', -100)).toEqual({ toWinners: true, paidIn: 0, hole: 600 });
    expect(plan('pool-first', 900)).toEqual({ toWinners: true, paidIn: 600, hole: 0 });
  });

  test('winners alone: a pool in drawdown is spared', () => {
    expect(plan('winners', 1_000)).toEqual({ toWinners: true, paidIn: 0, hole: 600 });
  });
});

test('several positions share a hole by notional, to the atom', () => {
  const gaps = (hole: number, ...notionals: number[]) => TakeoverPlan.gaps(atoms(hole), notionals.map(atoms));
  expect(gaps(100, 300, 100)).toEqual([75, 25]);
  expect(gaps(100, 1, 1, 1)).toEqual([33, 33, 34]);
  expect(gaps(7, 5)).toEqual([7]);
  expect(gaps(7, 0, 0)).toEqual([0, 7]);
  expect(gaps(7)).toEqual([]);
});

describe('payers', () => {
  const payers = (winners: number, over: Partial<TakeoverPlan.Borne> = {}) => {
    const borne = {
      winners: atoms(winners),
      poolEquity: atoms(100),
      takes: 'positions',
      isVault: false,
      ...over,
    } as const;
    const split = TakeoverPlan.payers(atoms(600), borne);
    return Object.fromEntries(Object.entries(split).filter(([, part]) => part > 0));
  };

  test('winners what they paid, the pool up to what it had, the creditor the rest', () => {
    expect(payers(500)).toEqual({ adl: 500, insurance: 100 });
    expect(payers(450)).toEqual({ adl: 450, insurance: 100, writtenOff: 50 });
    expect(payers(0)).toEqual({ insurance: 100, writtenOff: 500 });
  });

  test('a vault is a backstop, cut profits are a socialized loss, and a pool in debt pays nothing', () => {
    expect(payers(500, { isVault: true })).toEqual({ adl: 500, backstop: 100 });
    expect(payers(500, { takes: 'profits' })).toEqual({ socialized: 500, insurance: 100 });
    expect(payers(500, { poolEquity: atoms(-3) })).toEqual({ adl: 500, writtenOff: 100 });
  });
});
