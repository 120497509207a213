import { expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import type * as Informed from './Informed.js';

const w = TwoVenues.open(
  '  knows: { kind: informed, preset: informed, fast: 2s..4s, slow: 1h..2h, pace: 0.01%, sellLimit: 8%, buyLimit: 2% }',
);
const states = w.world.agents.filter(({ kind }) => kind === 'informed') as unknown as Informed.State[];

test('informed traders are two in every market, one fast and one slow', () => {
  expect(states).toHaveLength(2 * w.engine.markets.length);
  for (const { id } of w.engine.markets) {
    const [fast, slow] = states.filter(({ market }) => market === id).map(({ delayUs }) => delayUs / 1e6);
    expect(fast).toBeGreaterThanOrEqual(2);
    expect(fast).toBeLessThanOrEqual(4);
    expect(slow).toBeGreaterThanOrEqual(3600);
    expect(slow).toBeLessThanOrEqual(7200);
  }
});

test('each has half of its market’s volume as the measure of its pace, its limits and its money', () => {
  // Spot of BTC on one venue: half of 25% of 1bn dollars a day.
  const one = states.find(({ market }) => market === 0)!;
  expect(one.pace).toBeCloseTo(0.0001 * 62.5e6, 6);
  expect([one.buyLimitUsd, one.sellLimitUsd]).toEqual([0.02 * 62.5e6, 0.08 * 62.5e6]);
  // 10% in dollars and 1.2 times 8% in coins.
  expect(w.worth([one.account])).toBeCloseTo((0.1 + 0.096) * 62.5e6, 0);
});
