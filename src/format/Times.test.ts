import { expect, test } from 'vitest';
import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Source from './Source.js';
import * as Times from './Times.js';
import * as UnitText from './UnitText.js';

const schema = z.strictObject({
  news: z.array(z.strictObject({ from: Helpers.moment(), to: UnitText.instant() })).optional(),
  halts: z.array(z.strictObject({ from: UnitText.instant(), to: UnitText.instant() })).optional(),
  trade: Helpers.appointment().optional(),
  ratio: z.strictObject({ from: UnitText.ratio(), to: UnitText.ratio() }).optional(),
});
const run = { start: Date.UTC(2025, 0, 1), end: Date.UTC(2025, 0, 2) };

function issues(text: string) {
  const source = Source.parse('x.yaml', text);
  Source.validate(source, schema);
  return Times.check(schema, source, run);
}

test('windows and instants in order pass, also beyond the end', () => {
  expect(issues('news: [{ from: 2025-01-01T00:00:00Z, to: 2025-01-01T00:00:01Z }]\n')).toEqual([]);
  expect(issues('news: [{ from: 2025-02-01T00:00:00Z, to: 2025-02-01T00:00:01Z }]\n')).toEqual([]);
  expect(issues('halts: [{ from: 2024-01-01T00:00:00Z, to: 2025-01-01T00:00:00Z }]\n')).toEqual([]);
  expect(issues('trade: 2025-01-01T23:59:59Z\nratio: { from: 1, to: 0 }\n')).toEqual([]);
});

test('a window that ends before it begins is refused at its end', () => {
  const text = 'halts:\n  - { from: 2025-01-01T02:00:00Z, to: 2025-01-01T02:00:00Z }\n';
  expect(issues(text)).toEqual([
    {
      file: 'x.yaml',
      line: 2,
      column: 39,
      path: 'halts.0.to',
      found: 'an end that is not after "from"',
      expected: 'a later instant than "from"',
      remedy: 'check both instants',
    },
  ]);
});

test('what happens before the run starts is refused, and orders to act after it ends', () => {
  const [early] = issues('news: [{ from: 2024-12-31T23:59:59Z, to: 2025-01-01T01:00:00Z }]\n');
  expect(early).toMatchObject({ path: 'news.0.from', found: '2024-12-31T23:59:59Z, before the run starts' });
  expect(issues('trade: 2025-01-02T00:00:00Z\n')).toMatchObject([
    { path: 'trade', expected: 'an instant from "start" to "end"' },
  ]);
});
