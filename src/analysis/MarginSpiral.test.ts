import { expect, test } from 'vitest';
import * as MarginSpiral from './MarginSpiral.js';

const terms = { position: 10, wealth: 110, price: 100, shock: 2, impact: 0.5, margin: 10, theta: 0.3 };

test('growing margins deepen the fall, and without leverage nothing is sold', () => {
  const bottom = (over: Partial<MarginSpiral.Terms>) =>
    MarginSpiral.iterate({ ...terms, ...over }, 500).at(-1)!;
  expect(bottom({}).price).toBeLessThan(bottom({ theta: 0 }).price);
  expect(MarginSpiral.iterate({ ...terms, wealth: 1000 }, 500)).toEqual([
    { price: 98, position: 10, wealth: 980 },
  ]);
});

test('losses larger than wealth sell everything and then stop', () => {
  const rounds = MarginSpiral.iterate({ ...terms, wealth: 15 }, 500);
  expect(rounds.length).toBe(2);
  expect(rounds[1]!.position).toBe(0);
});
