import { expect, test } from 'vitest';
import * as Repository from '../../test/cast/Repository.js';
import * as Asked from './Asked.js';

test('docs/reference/position.md names every key that a flag can state', () => {
  const page = Repository.text('docs/reference/position.md');
  const missing = [...Asked.flags()].filter(([key, about]) => !page.includes(`| \`${key}\` | ${about} |`));
  expect(missing).toEqual([]);
});
