import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InputError } from './InputError.js';
import * as Source from './Source.js';
import * as UnitText from './UnitText.js';

function remedyOf(schema: z.ZodType, input: unknown): string {
  const result = schema.safeParse(input);
  return result.success
    ? 'accepted'
    : String((result.error.issues[0] as { params?: { remedy: string } }).params?.remedy);
}

describe('sizes', () => {
  it.each([
    ['25_000 USD', 25_000],
    ['1.2bn USD', 1_200_000_000],
    ['2.3M USD', 2_300_000],
    ['0.29k USD', 290],
    ['5tn USD', 5e12],
    ['0 USD', 0],
  ])('reads %s', (text, value) => {
    expect(UnitText.usd().parse(text)).toBe(value);
  });

  it('refuses what is not a size in dollars, and says why', () => {
    expect(remedyOf(UnitText.usd(), 25_000)).toBe('add the unit: "25000 USD" or another asset');
    expect(remedyOf(UnitText.usd(), '25_000 USDC')).toBe('write the size in dollars: "25_000 USD"');
    expect(remedyOf(UnitText.usd(), '-3M USD')).toContain('drop the sign');
    expect(remedyOf(UnitText.usd(), '25,000 USD')).toContain('no comma');
    expect(remedyOf(UnitText.usd(), '3B USD')).toContain('bn');
    expect(remedyOf(UnitText.usd(), '$3M')).toContain('k, M, bn');
    expect(remedyOf(UnitText.usd(), { a: 1 })).toContain('such as 25_000 USD');
    expect(remedyOf(UnitText.usd(), undefined)).toContain('add the key');
  });

  it('reads an amount of any asset', () => {
    expect(UnitText.amount().parse('25_000 USDC')).toEqual({ value: 25_000, asset: 'USDC' });
    expect(UnitText.amount().parse('0.5 wBETH')).toEqual({ value: 0.5, asset: 'wBETH' });
    expect(remedyOf(UnitText.amount(), '-1 BTC')).toContain('drop the sign');
    expect(remedyOf(UnitText.amount(), '1')).toContain('add the unit');
  });
});

describe('durations and instants', () => {
  it.each([
    ['8h', 28_800e6],
    ['250ms', 250_000],
    ['15min', 900e6],
    ['30s', 30e6],
    ['2d', 172_800e6],
    ['0.1h', 360e6],
    ['7us', 7],
    ['0s', 0],
  ])('reads %s', (text, us) => {
    expect(UnitText.duration().parse(text)).toBe(us);
  });

  it('refuses other durations', () => {
    expect(remedyOf(UnitText.duration(), '8 hours')).toContain('us, ms, s, min, h, d');
    expect(remedyOf(UnitText.duration(), 30)).toContain('us, ms, s, min, h, d');
    expect(remedyOf(UnitText.duration(), '-1h')).toContain('drop the sign');
    expect(remedyOf(UnitText.duration(), '0.5us')).toBe('use whole microseconds');
    expect(remedyOf(UnitText.duration(), '200_000_000_000d')).toBe('use a shorter duration: at most 3650d');
  });

  it.each([
    '2025-10-10T14:00:00Z',
    '1970-01-01T00:00:00Z',
    '2024-02-29T23:59:59.5Z',
    '2000-02-29T12:30:00Z',
    '1969-12-31T23:59:59Z',
  ])('reads %s as the host does', (text) => {
    expect(UnitText.instant().parse(text)).toBe(Date.parse(text));
  });

  it('refuses instants without zone or that do not exist', () => {
    expect(UnitText.instant().parse('2025-10-10 14:00 UTC')).toBe(Date.UTC(2025, 9, 10, 14));
    expect(remedyOf(UnitText.instant(), '2025-10-10T14:00:00')).toContain('and Z');
    expect(remedyOf(UnitText.instant(), '2025-02-29T00:00:00Z')).toBe('use a day that exists');
    expect(remedyOf(UnitText.instant(), '2100-02-29T00:00:00Z')).toBe('use a day that exists');
    expect(remedyOf(UnitText.instant(), '2025-10-10T24:00:00Z')).toContain('use a time');
  });
});

describe('ratios and counts', () => {
  it.each([
    ['2.5%', 0.025],
    ['0.5bp', 0.00005],
    ['40ppm', 0.00004],
    [0.3, 0.3],
    ['0.3', 0.3],
    [1, 1],
    ['100%', 1],
  ])('reads %s', (text, value) => {
    expect(UnitText.ratio().parse(text)).toBe(value);
  });

  it('keeps its bounds', () => {
    expect(remedyOf(UnitText.ratio(), 1.2)).toBe('did you mean "1.2%"?');
    expect(remedyOf(UnitText.ratio(), '120%')).toBe('use at most 1 (100%)');
    expect(remedyOf(UnitText.ratio(), 85)).toBe('did you mean "85%"?');
    expect(remedyOf(UnitText.ratio(), -0.1)).toBe('use at least 0');
    expect(remedyOf(UnitText.ratio(), Number.NaN)).toContain('percentage');
    expect(UnitText.ratio({ min: -0.5, max: 2 }).parse('-5%')).toBe(-0.05);
  });

  it('counts', () => {
    expect(UnitText.count().parse('1_000_000')).toBe(1_000_000);
    expect(remedyOf(UnitText.count(), 1.5)).toBe('drop the fraction');
    expect(remedyOf(UnitText.count(), -1)).toBe('use at least 0');
    expect(remedyOf(UnitText.count({ max: 3 }), 4)).toBe('use at most 3');
    expect(remedyOf(UnitText.count(), 'many')).toContain('digits');
    expect(UnitText.positive().parse(1.5)).toBe(1.5);
    expect(remedyOf(UnitText.positive(), 0)).toContain('above zero');
    expect(remedyOf(UnitText.positive(), '1 USD')).toContain('without a unit');
  });
});

describe('spreads', () => {
  it('reads both ends with the unit of its helper', () => {
    expect(UnitText.spread(UnitText.duration()).parse('10min..20min')).toEqual({ low: 600e6, high: 1200e6 });
    expect(UnitText.spread(UnitText.ratio()).parse('5% .. 9%')).toEqual({ low: 0.05, high: 0.09 });
    expect(UnitText.spread(UnitText.positive()).parse('1.2..1.5')).toEqual({ low: 1.2, high: 1.5 });
    expect(UnitText.spread(UnitText.positive()).parse(3)).toEqual({ low: 3, high: 3 });
  });

  it('refuses what its helper refuses', () => {
    expect(remedyOf(UnitText.spread(UnitText.duration()), '10..20min')).toContain('us, ms, s, min, h, d');
    expect(remedyOf(UnitText.spread(UnitText.ratio()), '50%..120%')).toBe('use at most 1 (100%)');
    expect(remedyOf(UnitText.spread(UnitText.ratio()), '9%..5%')).toBe('put the low end first');
    expect(remedyOf(UnitText.spread(UnitText.ratio()), '1%..2%..3%')).toContain('one ".."');
  });
});

describe('in a schema', () => {
  const schema = z.strictObject({
    depth: UnitText.usd(),
    wait: UnitText.spread(UnitText.duration()).optional(),
  });

  it('requires the key and describes it for the exported schema', () => {
    const exported = z.toJSONSchema(schema, { io: 'input' });
    expect(exported.required).toEqual(['depth']);
    expect(JSON.stringify(exported)).toContain('dollars such as');
  });

  it('reports every bad value at once with its place', () => {
    const source = Source.parse('x.yaml', 'depth: -3M USD\nwait: 5\n');
    expect.assertions(3);
    try {
      Source.validate(source, schema);
    } catch (error) {
      const issues = (error as InputError).issues;
      expect(error).toBeInstanceOf(InputError);
      expect(issues.map((issue) => [issue.path, issue.line, issue.column])).toEqual([
        ['depth', 1, 8],
        ['wait', 2, 7],
      ]);
      expect(issues[0]!.found).toBe('"-3M USD"');
    }
  });
});
