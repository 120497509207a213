import { expect, test } from 'vitest';
import { runTwins } from '../../../test/conformance/bookTwin.js';

test.each([2, 3, 4, 5])('the ladder and its naive twin agree on 250,000 random commands, seed %i', (seed) => {
  expect(runTwins(seed, 250_000).fills).toBeGreaterThan(10_000);
});
