import { expect, test } from 'vitest';
import * as Amount from '../../../units/Amount.js';
import * as Trigger from './Trigger.js';
import * as TriggerRules from './TriggerRules.js';

const MINUTE = 60e6;
const HOUR = 60 * MINUTE;
const { drawdown, exhausted, 'vault-equity': vault } = TriggerRules;
const terms = { start: 0.3, stop: 0.25, window: 8 * HOUR };
const usd = Amount.dollars;
const standing = (equity: number, shortfall: number): Trigger.Standing => ({
  equity: usd(equity),
  shortfall: usd(shortfall),
});

test('exhausted: only a shortfall the pool cannot pay, and then it pays first', () => {
  const assess = (shortfall: number) => exhausted.assess(Trigger.memory(), standing(100, shortfall));
  expect([assess(100), assess(101)]).toEqual(['pool', 'pool-first']);
});

test('vault: only negative equity, whatever the shortfall', () => {
  const assess = (equity: number) => vault.assess(Trigger.memory(), standing(equity, 5));
  expect([assess(0), assess(-1)]).toEqual(['pool', 'winners']);
});

test('drawdown starts at -30 % of the peak and stops at -25 %', () => {
  const memory = Trigger.memory();
  const states = [1000, 800, 701, 700, 740, 749, 750, 701].map((equity, i) => {
    drawdown.observe(memory, usd(equity), i * MINUTE, terms);
    return memory.isDeleveraging;
  });
  expect(states).toEqual([false, false, false, true, true, true, false, false]);
});

test('drawdown: winners while it is on, the pool first for a shortfall it cannot pay', () => {
  const memory = Trigger.memory();
  drawdown.observe(memory, usd(1000), 0, terms);
  expect(drawdown.assess(memory, standing(1000, 1000))).toBe('pool');
  expect(drawdown.assess(memory, standing(1000, 1001))).toBe('pool-first');
  drawdown.observe(memory, usd(600), 1, terms);
  expect(drawdown.assess(memory, standing(600, 0))).toBe('winners');
});

test('a peak that leaves the window no longer counts', () => {
  const memory = Trigger.memory();
  const at = (equity: number, nowUs: number) => {
    drawdown.observe(memory, usd(equity), nowUs, terms);
    return memory.isDeleveraging;
  };
  expect([at(1000, 0), at(650, HOUR), at(650, 8 * HOUR)]).toEqual([false, true, true]);
  expect([at(650, 8 * HOUR + MINUTE), drawdown.peak(memory, usd(650))]).toEqual([false, 650]);
});

test('the peak equals the naive maximum over the window, in bounded memory, and survives a copy', () => {
  let memory = Trigger.memory();
  const seen: number[] = [];
  for (let minute = 0; minute < 1500; minute++) {
    const equity = Math.round(5000 + 3000 * Math.sin(minute / 90) + 500 * Math.sin(minute * 7));
    seen.push(equity);
    drawdown.observe(memory, usd(equity), minute * MINUTE, terms);
    expect(drawdown.peak(memory, usd(equity))).toBe(Math.max(...seen.slice(-481)));
    if (minute === 700) memory = structuredClone(memory);
  }
  expect(memory.peaks.length).toBeLessThanOrEqual(481);
});
