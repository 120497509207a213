import { expect, test } from 'vitest';
import * as Ema from './Ema.js';

test('a constant stays constant at any spacing, and a step closes 1 - 1/e of its gap in tau', () => {
  const ema = Ema.create();
  expect(Ema.value(ema)).toBeNaN();
  for (const dt of [1, 3e6, 50e6, 2e6]) {
    Ema.observe(ema, 7, dt, 150e6);
    expect(Ema.value(ema)).toBeCloseTo(7, 12);
  }
  const long = Ema.create();
  for (let i = 0; i < 5000; i++) Ema.observe(long, 0, 1e6, 150e6);
  for (let i = 0; i < 150; i++) Ema.observe(long, 1, 1e6, 150e6);
  expect(Ema.value(long)).toBeCloseTo(1 - Math.exp(-1), 6);
});
