import { z } from 'zod';
import * as Reference from './Reference.js';
import * as UnitText from './UnitText.js';

const WORD = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** An id or kind: lower-case words joined by hyphens. */
export function id(): z.ZodType<string> {
  return z.string().regex(WORD).meta({ description: 'an id such as "large-venue"' });
}

/** A symbol of an asset. */
export function symbol(): z.ZodType<string> {
  return z
    .string()
    .regex(/^[A-Z][A-Z0-9]*$/)
    .meta({ description: 'a symbol such as "BTC"' });
}

/** A key that may be left out, and what that means. */
export function absent<T>(meaning: string, schema: z.ZodType<T>): z.ZodOptional<z.ZodType<T>> {
  return schema.optional().meta({ absent: meaning });
}

/** One mistake that several keys make together, at a path inside the map under check. */
export function refuse(
  context: z.RefinementCtx,
  path: (string | number)[],
  found: string,
  expected: string,
  remedy: string,
): void {
  context.addIssue({ code: 'custom', path, params: { found, expected, remedy } });
}

/** A list in which some keys together are stated once: a second item would replace the first without a word. */
export function distinct<T extends object>(list: z.ZodType<T[]>, keys: (keyof T & string)[]): z.ZodType<T[]> {
  return list.superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      const name = keys.map((key) => String(item[key])).join(', ');
      if (seen.has(name)) {
        const found = `a second item for ${name}`;
        refuse(
          context,
          [index, keys[0]!],
          found,
          `each ${keys.join(' and ')} once`,
          'remove one of the items',
        );
      }
      seen.add(name);
    });
  });
}

/** An instant at which something happens: not before the run starts; what lies beyond its end does not happen. */
export function moment(): z.ZodType<number> {
  return UnitText.instant().meta({ moment: 'from the start' });
}

/** An instant at which somebody is told to act: within the run. */
export function appointment(): z.ZodType<number> {
  return UnitText.instant().meta({ moment: 'within the run' });
}

/** In how many rows of state a group stands; all rows together are limited by memory (compose/Size). */
export function rows(max = 65_000): z.ZodType<number> {
  return UnitText.count({ min: 1, max }).meta({ counts: 'rows' });
}

/** A list whose items have an `id`, each id once; overrides and `extends` address items by it. */
export function listById<T extends { id: string }>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(item).superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach((one, index) => {
      if (seen.has(one.id))
        refuse(
          context,
          [index, 'id'],
          `the id "${one.id}" a second time`,
          'each id once in its list',
          'rename one of the two items',
        );
      seen.add(one.id);
    });
  });
}

/** Shares of one whole by name, such as a split over venues. They add up to 1, or with `atMost` to no more. */
export function shares(
  key: z.ZodType<string>,
  total: 'one' | 'at most one' = 'one',
): z.ZodType<Record<string, number>> {
  const map = Reference.mapOf(key, UnitText.ratio());
  return map
    .superRefine((parts, context) => {
      const sum = Object.values(parts).reduce((all, part) => all + part, 0);
      const isWhole = Math.abs(sum - 1) <= SLACK || (total === 'at most one' && sum < 1);
      const expected = `shares that add up to 100%${total === 'one' ? '' : ' at most'}`;
      if (!isWhole)
        refuse(
          context,
          [],
          `shares that add up to ${percent(sum)}`,
          expected,
          `change them by ${percent(1 - sum)} in all`,
        );
    })
    .meta({ total });
}

/** Shares written to six digits need not add up to the last one. */
const SLACK = 1e-6;

/** A fraction as a percentage of at most four decimals. */
function percent(value: number): string {
  return `${Number((100 * value).toFixed(4))}%`;
}

/** A venue's clock ticks once a second: an interval is a whole number of them, and not none. */
export function wholeSeconds(context: z.RefinementCtx, key: string | undefined, us: number): void {
  if (us > 0 && us % 1e6 === 0) return;
  const found = us === 0 ? 'an interval of no length' : `an interval of ${us / 1e6} seconds`;
  const remedy = 'use whole seconds, at least "1s"';
  refuse(context, key === undefined ? [] : [key], found, 'one second or a multiple of it', remedy);
}
