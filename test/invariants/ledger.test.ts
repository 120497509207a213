import { describe, expect, test } from 'vitest';
import type { InvariantError } from '../../src/base/assert.js';
import * as Ledger from '../../src/ledger/Ledger.js';

/** Cells of two users and of the outside world, in dollars and in coins. */
function open() {
  const ledger = Ledger.create(['USD', 'BTC']);
  const external = Ledger.open(ledger, 0, 0, true);
  const ann = Ledger.open(ledger, 1, 0);
  const bob = Ledger.open(ledger, 2, 0);
  const coins = Ledger.open(ledger, 1, 1);
  Ledger.post(ledger, external, ann, 100);
  return { ledger, external, ann, bob, coins };
}

function idOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as InvariantError).id;
  }
  return 'none';
}

describe('a posting that would break a law changes nothing and says which', () => {
  test('LEDGER-1: a user cell never goes below zero; the outside world may', () => {
    const { ledger, external, ann, bob } = open();
    expect(idOf(() => Ledger.post(ledger, ann, bob, 101))).toBe('LEDGER-1');
    expect([ledger.balance[ann], ledger.balance[bob], ledger.balance[external]]).toEqual([100, 0, -100]);
    Ledger.post(ledger, ann, bob, 100);
    expect([ledger.balance[ann], ledger.balance[bob]]).toEqual([0, 100]);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('LEDGER-2: %d atoms', (atoms) => {
    const { ledger, ann, bob } = open();
    expect(idOf(() => Ledger.post(ledger, ann, bob, atoms))).toBe('LEDGER-2');
    expect([ledger.balance[ann], ledger.balance[bob], ledger.postings]).toEqual([100, 0, 1]);
  });

  test('LEDGER-3: dollars do not turn into coins on the way', () => {
    const { ledger, ann, coins } = open();
    expect(idOf(() => Ledger.post(ledger, ann, coins, 1))).toBe('LEDGER-3');
    expect([ledger.balance[ann], ledger.balance[coins]]).toEqual([100, 0]);
  });
});

test('cells survive the growth of the table', () => {
  const { ledger, ann } = open();
  for (let i = 0; i < 3000; i++) Ledger.open(ledger, 3 + i, 1);
  expect(ledger.balance[ann]).toBe(100);
  expect([...Ledger.totals(ledger)]).toEqual([0, 0]);
});
