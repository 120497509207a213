import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Issue } from './InputError.js';
import type { Given } from './Names.js';
import * as Reference from './Reference.js';
import * as Helpers from './SchemaHelpers.js';
import * as Source from './Source.js';

const coin = () => Reference.ref('asset', { where: { class: ['alt', 'major'] } });
const Protocol = z.strictObject({
  id: Helpers.id(),
  reserves: Reference.declare(
    'reserve',
    Helpers.listById(z.strictObject({ id: Helpers.id(), asset: Reference.ref('asset') })),
    'asset',
  ),
  debt: Reference.ref('reserve').optional(),
});
const schema = z
  .strictObject({
    assets: Reference.declare(
      'asset',
      Helpers.listById(z.strictObject({ id: z.string(), class: z.string() })),
    ),
    venues: Reference.declare('venue', Helpers.listById(z.strictObject({ id: Helpers.id() }))),
    tables: Reference.declare('table', z.record(z.string(), z.number())).optional(),
    by: Reference.mapOf(Reference.ref('venue', { also: ['chain'] }), z.number()).optional(),
    split: Helpers.shares(Reference.ref('venue'), 'at most one').optional(),
    coins: z.array(coin()).optional(),
    tiers: Reference.ref('table').optional(),
    exit: Reference.place(['venue', 'pool'], ['hold']).optional(),
    market: Reference.ref('market').optional(),
    kind: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('own') }),
        z.strictObject({ kind: z.literal('of'), of: Reference.ref('asset') }),
      ])
      .optional(),
    groups: z
      .object({ only: z.boolean().optional() })
      .catchall(z.strictObject({ at: Reference.ref('venue') }))
      .optional(),
    short: z.preprocess((input) => input, z.array(Reference.ref('venue'))).optional(),
    lending: z.array(Protocol).optional(),
  })
  .transform((file) => ({ ...file, more: true }));

const BASE = `assets:
  - { id: BTC, class: major }
  - { id: USD, class: dollar }
venues: [{ id: a }, { id: bee }]
tables: { small: 1 }
`;

function issues(text: string, given: Given = {}): Issue[] {
  const source = Source.parse('x.yaml', BASE + text);
  Source.validate(source, schema);
  return Reference.check(schema, source, given);
}

describe('references', () => {
  it('accept what is there', () => {
    const text = `by: { a: 1, chain: 2 }
coins: [BTC]
tiers: small
exit: venue:bee
market: m
kind: { kind: of, of: USD }
lending: [{ id: x, reserves: [{ id: r, asset: BTC }], debt: BTC }]
`;
    expect(issues(text, { market: new Map([['m', {}]]) })).toEqual([]);
    expect(issues('exit: hold\nkind: { kind: own }\n')).toEqual([]);
  });

  it('refuse the key of a map where the key stands', () => {
    expect(issues('by: { a: 1, be: 2 }\n')).toEqual([
      {
        file: 'x.yaml',
        line: 6,
        column: 13,
        path: 'by.be',
        found: '"be"',
        expected: 'a venue of this scenario',
        remedy: 'did you mean "bee"? Known venues: a, bee, chain',
      },
    ]);
  });

  it.each([
    ['coins: [BTC, BTX]\n', 'coins.1', '"BTX"', 'an asset of this scenario with "class" alt or major'],
    ['coins: [USD]\n', 'coins.0', '"USD", whose "class" is dollar', /"class" alt or major/],
    ['tiers: smal\n', 'tiers', '"smal"', 'a table under "tables"'],
    ['exit: venue:c\n', 'exit', '"venue:c"', 'a venue of this scenario'],
    ['exit: pool:c\n', 'exit', '"pool:c"', 'a pool of this scenario'],
    ['short: [d]\n', 'short.0', '"d"', 'a venue of this scenario'],
    ['groups: { only: true, x: { at: d } }\n', 'groups.x.at', '"d"', 'a venue of this scenario'],
    ['market: x\n', 'market', '"x"', 'a market of this scenario'],
    ['kind: { kind: of, of: EUR }\n', 'kind.of', '"EUR"', 'an asset of this scenario'],
  ])('refuse %s', (text, path, found, expected) => {
    const [issue, ...others] = issues(text);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ path, found, line: 6 });
    expect(issue!.expected).toMatch(expected);
  });

  it('know inside an item what the item declares, and not what its neighbors do', () => {
    const text = `lending:
  - { id: x, reserves: [{ id: r, asset: BTC }], debt: USD }
  - { id: y, reserves: [{ id: r, asset: USD }], debt: USD }
`;
    expect(issues(text)).toMatchObject([
      { path: 'lending.x.debt', line: 7, remedy: 'did you mean "BTC"? Known reserves: BTC' },
    ]);
  });

  it('find every mistake at once', () => {
    expect(issues('by: { c: 1 }\ncoins: [X, Y]\ntiers: z\n')).toHaveLength(4);
  });
});

describe('shares', () => {
  const refusal = (text: string) => {
    try {
      issues(text);
    } catch (error) {
      return (error as { issues: Issue[] }).issues[0];
    }
    return undefined;
  };

  it('add up to the whole, or to less where a rest is allowed', () => {
    expect(refusal('split: { a: 0.1, bee: 20% }\n')).toBeUndefined();
    expect(refusal('split: { a: 70%, bee: 80% }\n')).toMatchObject({
      path: 'split',
      found: 'shares that add up to 150%',
      expected: 'shares that add up to 100% at most',
      remedy: 'change them by -50% in all',
    });
    const whole = Helpers.shares(Reference.ref('venue'));
    expect(whole.safeParse({ a: 0.1, b: 0.2, c: 0.7 }).success).toBe(true);
    expect(whole.safeParse({ a: 0.1, b: 0.2 }).success).toBe(false);
    expect(whole.safeParse({ a: 0.9999999, b: 0 }).success).toBe(true);
  });
});
