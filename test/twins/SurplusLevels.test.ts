import { expect, test } from 'vitest';
import * as SurplusLevels from '../../bench/surplus/SurplusLevels.js';

const INSTRUMENTS = 100;
const HOLDERS = 50;

/** Accounts with one long position of 100 dollars each, in turn through the instruments, and as much surplus as told. */
function market(surplus: number): SurplusLevels.SurplusLevels {
  const accounts = INSTRUMENTS * HOLDERS;
  const price = new Float64Array(INSTRUMENTS).map((_, i) => 10 ** (i % 5));
  const instrument = new Uint16Array(accounts).map((_, a) => a % INSTRUMENTS);
  const weight = Float64Array.from(instrument, (i) => 100 / price[i]!);
  const cash = new Float64Array(accounts).fill(surplus - 100);
  const from = new Int32Array(accounts + 1).map((_, a) => a);
  const t = SurplusLevels.create(price, cash, from, instrument, weight);
  expect(assessed(t)).toEqual([]);
  return t;
}

function assessed(t: SurplusLevels.SurplusLevels): number[] {
  const breached: number[] = [];
  SurplusLevels.assess(t, breached);
  return breached;
}

function looksOf(t: SurplusLevels.SurplusLevels, act: () => void): number {
  const before = t.looks;
  act();
  return t.looks - before;
}

test('nobody is looked at before prices have moved as far as the nearest box reaches', () => {
  const t = market(30);
  const looks = looksOf(t, () => {
    for (let tick = 0; tick < 100; tick++) {
      for (let i = 0; i < INSTRUMENTS; i++) SurplusLevels.move(t, i, t.price[i]! * 0.998);
      expect(assessed(t)).toEqual([]);
    }
  });
  expect(looks).toBe(0);
});

test('coins that fall alone have their holders looked at, and nobody else', () => {
  const t = market(30);
  for (const coin of [7, 50]) SurplusLevels.move(t, coin, t.price[coin]! * 0.69);
  const looks = looksOf(t, () => {
    expect(assessed(t).length).toBe(2 * HOLDERS);
    expect(assessed(t)).toEqual([]);
  });
  // Once to find that their box serves them no longer, once to find them breached.
  expect(looks).toBe(4 * HOLDERS);
});

test('a breach to the last bit counts, and one that prices have healed before the look does not', () => {
  const t = market(50);
  SurplusLevels.move(t, 0, 0.5 * t.price[0]!);
  SurplusLevels.move(t, 1, 0.4 * t.price[1]!);
  SurplusLevels.move(t, 1, 2 * t.price[1]!);
  expect(assessed(t).every((account) => account % INSTRUMENTS === 0)).toBe(true);
  expect(SurplusLevels.arm(t, 0)).toBe(false);
  t.cash[0]! += 1;
  expect(SurplusLevels.arm(t, 0)).toBe(true);
  expect(assessed(t)).toEqual([]);
  SurplusLevels.move(t, 0, 0.99 * t.price[0]!);
  expect(assessed(t)).toEqual([]);
  SurplusLevels.move(t, 0, 0.98 * t.price[0]!);
  expect(assessed(t)).toEqual([0]);
});

test('without positions only cash counts', () => {
  const none = new Int32Array(3);
  const cash = Float64Array.from([5, 0]);
  const t = SurplusLevels.create(Float64Array.from([1]), cash, none, new Uint16Array(0), new Float64Array(0));
  expect(assessed(t)).toEqual([1]);
  SurplusLevels.move(t, 0, 1e-9);
  expect(assessed(t)).toEqual([]);
});

test('what accounts leave behind that change all day is cleared, and its room used again', () => {
  const t = market(30);
  const armAll = (times: number) => {
    let armed = 0;
    for (let k = 0; k < times; k++)
      for (let a = 0; a < t.cash.length; a++) armed += SurplusLevels.arm(t, a) ? 1 : 0;
    expect(armed).toBe(times * t.cash.length);
  };
  armAll(20);
  const dead = () => t.lists.dead.reduce((sum, one) => sum + one, 0);
  expect(dead()).toBeGreaterThan(t.lists.tag.length / 2);
  expect(assessed(t)).toEqual([]);
  expect(dead()).toBe(0);
  const room = t.lists.tag.length;
  for (let day = 0; day < 100; day++) {
    armAll(2);
    expect(assessed(t)).toEqual([]);
  }
  expect(t.lists.tag.length).toBe(room);
  for (let i = 0; i < INSTRUMENTS; i++) SurplusLevels.move(t, i, 0.7 * t.price[i]!);
  expect(assessed(t).length).toBe(t.cash.length);
});
