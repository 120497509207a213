import { expect, test } from 'vitest';
import * as Wilson from './Wilson.js';

test('the interval of published examples, and of shares of none and all', () => {
  // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 15 of 148 gives 0.0624 to 0.1605.
  expect(Wilson.assess(81, 263).low).toBeCloseTo(0.2553, 4);
  expect(Wilson.assess(81, 263).high).toBeCloseTo(0.3662, 4);
  expect(Wilson.assess(15, 148).low).toBeCloseTo(0.0624, 4);
  expect(Wilson.assess(15, 148).high).toBeCloseTo(0.1605, 4);
  // 0 of 20 gives 0 to 0.1611, 40 of 40 leaves 0.9124 to 1.
  expect(Wilson.assess(0, 20)).toMatchObject({ share: 0, low: 0 });
  expect(Wilson.assess(0, 20).high).toBeCloseTo(0.1611, 4);
  expect(Wilson.assess(40, 40)).toMatchObject({ share: 1, high: 1 });
  expect(Wilson.assess(40, 40).low).toBeCloseTo(0.9124, 4);
  expect(Wilson.assess(0, 0)).toMatchObject({ low: 0, high: 1 });
});
