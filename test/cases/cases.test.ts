import { expect, test } from 'vitest';
import * as Repository from '../cast/Repository.js';

/* docs/reference/letter/cases.md: every public case has a test, which is there under the name that the table gives. */
const rows = [...Repository.text('docs/reference/letter/cases.md').matchAll(/^\| ([A-Z]) \| (.*) \|$/gm)].map(
  ([, letter, rest]) => {
    const cells = rest!.split(' | ');
    return { letter: letter!, right: cells[1]!, file: cells[2]!.replaceAll('`', ''), name: cells[3]! };
  },
);

test('the table has a row for each of the cases A to X', () => {
  expect(rows.map(({ letter }) => letter).join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWX');
});

test.each(rows)('$letter is tested as the table says', ({ file, name, right }) => {
  expect(Repository.files()).toContain(file);
  expect(Repository.text(file)).toContain(name);
  expect(right.length).toBeGreaterThan(10);
});
