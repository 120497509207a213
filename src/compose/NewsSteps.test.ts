import { expect, test } from 'vitest';
import * as NewsSteps from './NewsSteps.js';

const START = Date.parse('2025-10-10T20:00:00Z');
const headline = (from: number, to: number, impulse: number) =>
  NewsSteps.of({ id: 'one', from: START + from * 60_000, to: START + to * 60_000, impulse } as never, START);

test.each([
  [5, 6, -0.1, [5]],
  [5, 9, -0.1, [5, 6, 7, 8]],
  // Half a minute is one step, a minute and a half are two.
  [5, 5.5, 0.2, [5]],
  [5, 6.5, 0.2, [5, 6]],
])(
  'from minute %d to %d, by %d: steps in minutes %j that multiply to the impulse',
  (from, to, impulse, minutes) => {
    const steps = headline(from, to, impulse);
    expect(steps.map(({ atUs }) => atUs / 60e6)).toEqual(minutes);
    const product = steps.reduce((all, { log }) => all * Math.exp(log), 1);
    expect(product).toBeCloseTo(1 + impulse, 12);
    expect(new Set(steps.map(({ log }) => log)).size).toBe(1);
  },
);
