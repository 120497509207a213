import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { format, InputError, type Issue } from './InputError.js';
import { distance, nearest } from './Nearest.js';
import * as SchemaHelpers from './SchemaHelpers.js';
import * as Source from './Source.js';
import * as UnitText from './UnitText.js';

function issuesOf(act: () => unknown): readonly Issue[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

const SCHEMA = z.strictObject({
  title: z.string(),
  venues: SchemaHelpers.listById(
    z.strictObject({
      id: SchemaHelpers.id(),
      weights: z.record(z.string(), UnitText.ratio()).optional(),
      index: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('own-book'), window: UnitText.duration() }),
        z.strictObject({ kind: z.literal('redemption') }),
      ]),
      adl: z.enum(['pro-rata', 'ranked', 'none']).optional(),
      protect: z.union([z.literal('none'), z.strictObject({ band: UnitText.ratio() })]).optional(),
    }),
  ),
});

const GOOD = `title: test
venues:
  - id: a
    weights: { BTC: 95%, DOGE: 0.8 }
    index: { kind: own-book, window: 5min }
    adl: none
    protect:
      band: 5%
`;

describe('parse', () => {
  it('reads text and keeps places', () => {
    const source = Source.parse('t.yaml', GOOD);
    expect(Source.validate(source, SCHEMA).venues[0]!.index).toEqual({ kind: 'own-book', window: 300e6 });
    expect(Source.locate(source, ['venues', 0, 'weights', 'DOGE'])).toEqual({
      file: 't.yaml',
      line: 4,
      column: 32,
    });
    expect(Source.locate(source, ['venues', 0, 'protect', 'nothing', 'here'])).toMatchObject({
      line: 8,
      column: 7,
    });
  });

  it.each([
    ['a: 1\nb: 2\na: 3\n', 3, 1, 'each key once'],
    ['a:\n\tb: 1\n', 2, 1, 'spaces as indentation'],
    ['a: 1\nb: "no end\nc: 3\n', 2, 4, 'a closing quote or bracket'],
    ["a: 'x\n", 1, 4, 'a closing quote or bracket'],
    ['a: b: c\n', 1, 4, 'one "key: value" a line'],
    ['', 1, 1, 'a map of keys'],
    ['a: &x 1\nb: *x\n', 2, 4, 'a value'],
    ['a: !secret 1\n', 1, 4, 'plain values without tags'],
    ['a: 1\n---\nb: 1\n', 2, 1, 'one document'],
    ['? [a, b]\n: 1\n', 1, 3, 'a word as key'],
    ['__proto__: 1\n', 1, 1, 'a word as key'],
  ])('refuses %j with its line and column', (text, line, column, expected) => {
    const issues = issuesOf(() => Source.parse('t.yaml', text));
    expect(issues[0]).toMatchObject({ file: 't.yaml', line, column, expected });
    expect(issues[0]!.remedy).not.toBe('');
  });
});

describe('validate', () => {
  const bad = (from: string, to: string): readonly Issue[] =>
    issuesOf(() => Source.validate(Source.parse('t.yaml', GOOD.replace(from, to)), SCHEMA));

  it('names the nearest known key', () => {
    const [issue] = bad('adl: none', 'adI: none');
    expect(issue).toMatchObject({ path: 'venues.a.adI', line: 6, column: 5, found: 'the unknown key "adI"' });
    expect(issue!.remedy).toContain('did you mean "adl"?');
  });

  it('refuses a weight above 1 at its own place', () => {
    expect(bad('0.8', '1.8')).toMatchObject([
      { path: 'venues.a.weights.DOGE', line: 4, column: 32, found: '1.8' },
    ]);
  });

  it('refuses a wrong unit and a negative size', () => {
    expect(bad('5min', '5 USD')[0]).toMatchObject({
      path: 'venues.a.index.window',
      line: 5,
      found: '"5 USD"',
    });
    expect(bad('5min', '-5min')[0]!.remedy).toContain('drop the sign');
  });

  it('names the nearest kind and value', () => {
    const [kind] = bad('own-book, window: 5min', 'redemtion');
    expect(kind).toMatchObject({ path: 'venues.a.index.kind', expected: 'one of own-book, redemption' });
    expect(kind!.remedy).toContain('did you mean "redemption"?');
    expect(bad('adl: none', 'adl: prorata')[0]!.remedy).toContain('did you mean "pro-rata"?');
  });

  it('says what is missing', () => {
    const [issue] = bad('window: 5min', '');
    expect(issue).toMatchObject({ path: 'venues.a.index.window', line: 5, found: 'nothing' });
    expect(bad('title: test\n', '')[0]).toMatchObject({
      path: 'title',
      found: 'nothing',
      remedy: 'add the key "title"',
    });
  });

  it('follows the branch of a union that was meant', () => {
    expect(bad('band: 5%', 'band: 500%')[0]).toMatchObject({ path: 'venues.a.protect.band', line: 8 });
    expect(bad('protect:\n      band: 5%', 'protect: off')[0]).toMatchObject({
      path: 'venues.a.protect',
      expected: '"none", or a map',
    });
  });

  it('refuses a repeated id and a malformed one', () => {
    expect(bad('  - id: a', '  - { id: a, index: { kind: redemption } }\n  - id: a')[0]).toMatchObject({
      found: 'the id "a" a second time',
      line: 4,
    });
    expect(bad('id: a', 'id: Big Venue')[0]).toMatchObject({ line: 3, found: '"Big Venue"' });
  });

  it('reports everything at once, in the order of the file', () => {
    const text = GOOD.replace('title: test', 'titel: test').replace('0.8', '-0.8').replace('none', 'never');
    const issues = issuesOf(() => Source.validate(Source.parse('t.yaml', text), SCHEMA));
    expect(issues).toHaveLength(4);
    const lines = format(issues).split('\n');
    expect(lines[0]).toMatch(
      /^t\.yaml:1:1 titel: found the unknown key "titel", expected a known key\. Remedy: did you mean "title"/,
    );
    expect(lines.map((line) => Number(line.split(':')[1]))).toEqual([1, 1, 4, 6]);
  });
});

describe('nearest', () => {
  it('counts edits', () => {
    expect(distance('kitten', 'sitting')).toBe(3);
    expect(distance('', 'abc')).toBe(3);
    expect(nearest('venus', ['assets', 'venues', 'agents'])).toBe('venues');
    expect(nearest('x', [])).toBeUndefined();
  });
});
