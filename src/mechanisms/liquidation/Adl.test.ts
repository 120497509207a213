import { describe, expect, test } from 'vitest';
import * as Amount from '../../units/Amount.js';
import * as Adl from './Adl.js';
import type { Winner } from './rank/Rank.js';
import * as Trigger from './trigger/Trigger.js';

const rule = (over: Partial<Adl.Rule> = {}): Adl.Rule => ({
  policy: { kind: 'queue' },
  trigger: { kind: 'exhausted' },
  rank: { kind: 'binance' },
  ...over,
});
const long = (entryPrice: number, mark: number, notional: number, equity: number): Winner => ({
  side: 1,
  entryPrice,
  mark,
  notional,
  equity,
});
const short = (entryPrice: number, mark: number, notional: number, equity: number): Winner => ({
  ...long(entryPrice, mark, notional, equity),
  side: -1,
});

describe('ranks', () => {
  const binance = (winner: Winner) => Adl.score(rule(), winner);
  const hyperliquid = (winner: Winner) => Adl.score(rule({ rank: { kind: 'hyperliquid' } }), winner);
  const byReturn = (winner: Winner) => Adl.score(rule({ rank: { kind: 'return' } }), winner);

  test('profit times leverage: 20% at 12x is 2.4; a loss of 10% at 12x is -0.1 / 12', () => {
    expect(binance(long(100, 120, 1200, 100))).toBeCloseTo(2.4, 12);
    expect(binance(long(100, 90, 1200, 100))).toBeCloseTo(-0.1 / 12, 12);
    expect(binance(short(100, 80, 800, 100))).toBe(binance(long(100, 120, 800, 100)));
  });

  test('Hyperliquid: mark over entry times leverage, entry over mark for a short', () => {
    expect(hyperliquid(long(50, 100, 800, 100))).toBe(16);
    expect(hyperliquid(short(100, 50, 800, 100))).toBe(16);
  });

  test('return alone: leverage and equity do not matter', () => {
    expect(byReturn(long(100, 120, 1200, 100))).toBeCloseTo(0.2, 12);
    expect(byReturn(long(100, 120, 1200, -7))).toBeCloseTo(0.2, 12);
    expect(byReturn(short(100, 120, 1200, 100))).toBeCloseTo(-0.2, 12);
  });

  test('winners without equity come first', () => {
    expect(binance(long(100, 120, 1200, 0))).toBe(Infinity);
    expect(hyperliquid(long(100, 120, 1200, -5))).toBe(Infinity);
  });

  test('the ranks disagree: a small winner at high leverage and a large one at low', () => {
    // 4% at 20x = 0.8 and 30% at 2x = 0.6; return says 0.04 and 0.3.
    const [levered, large] = [long(100, 104, 2080, 104), long(100, 130, 2600, 1300)];
    expect(binance(levered)).toBeGreaterThan(binance(large));
    expect(byReturn(levered)).toBeLessThan(byReturn(large));
  });

  test('the queue is a total order: score down, id up, infinities tie', () => {
    const scores = [0.5, Infinity, -1, 0.5, Infinity, 0];
    expect([...Adl.queue(scores, [40, 30, 20, 10, 25, 1])]).toEqual([4, 1, 3, 0, 5, 2]);
  });
});

describe('policies', () => {
  const share = (kind: Adl.Rule['policy']['kind'], needed: number, held: number[]) => [
    ...Adl.share(rule({ policy: { kind } }), needed, held),
  ];

  test('queue empties the front first', () => {
    expect(share('queue', 7, [5, 4, 3])).toEqual([5, 2, 0]);
    expect(share('queue', 99, [5, 4, 3])).toEqual([5, 4, 3]);
    expect(share('queue', 0, [5])).toEqual([0]);
  });

  test('pro rata: whole lots, the remainder down the queue', () => {
    expect(share('pro-rata', 7, [5, 4, 3])).toEqual([3, 3, 1]);
    expect(share('pro-rata', 2, [1, 1, 1])).toEqual([1, 1, 0]);
    expect(share('pro-rata', 2, [0, 1, 1, 1])).toEqual([0, 1, 1, 0]);
    expect(share('pro-rata', 99, [5, 4, 3])).toEqual([5, 4, 3]);
    expect(share('pro-rata', 5, [0, 0])).toEqual([0, 0]);
  });

  test('profit haircut: profits in proportion, at most all of them', () => {
    expect(share('profit-haircut', 60, [100, 50, 0])).toEqual([40, 20, 0]);
    expect(share('profit-haircut', 900, [100, 50, 0])).toEqual([100, 50, 0]);
  });

  test('each says what it takes; none takes nothing from anybody', () => {
    const takes = (kind: Adl.Rule['policy']['kind']) => Adl.takes(rule({ policy: { kind } }));
    const kinds = ['queue', 'pro-rata', 'profit-haircut', 'none'] as const;
    expect(kinds.map(takes)).toEqual(['positions', 'positions', 'profits', 'nothing']);
    expect(share('none', 7, [5, 4])).toEqual([0, 0]);
  });

  test('ADL-1 refuses parts that do not add up', () => {
    expect(() => share('queue', 0.3, [0.1, 0.1, 0.2])).toThrow('ADL-1');
  });

  test('without a policy the pool bears it all, whatever the trigger says', () => {
    const standing = { equity: Amount.dollars(-1), shortfall: Amount.dollars(5) };
    const off = rule({ policy: { kind: 'none' } });
    expect(Adl.assess(off, Trigger.memory(), standing)).toBe('pool');
    expect(Adl.assess(rule(), Trigger.memory(), standing)).toBe('pool-first');
  });
});
