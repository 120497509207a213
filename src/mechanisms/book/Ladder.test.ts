import { expect, test } from 'vitest';
import { conformsToBook } from '../../../test/conformance/book.js';
import { runTwins } from '../../../test/conformance/bookTwin.js';
import * as Ladder from './Ladder.js';

conformsToBook('Ladder', Ladder);

test('the ladder and its naive twin agree on 100,000 random commands', () => {
  const seen = runTwins(1, 100_000);
  for (const count of [...seen.statuses, seen.fills, seen.expired, seen.cancels, seen.reduces])
    expect(count).toBeGreaterThan(100);
  expect(seen.forks).toBe(5);
});
