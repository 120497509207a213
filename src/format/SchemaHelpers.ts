import { z } from 'zod';
import type { Refusal } from './ZodIssues.js';

const WORD = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** An id or kind: lower-case words joined by hyphens. */
export function id(): z.ZodType<string> {
  return z.string().regex(WORD).meta({ description: 'an id such as "large-venue"' });
}

/** A list whose items have an `id`, each id once; overrides and `extends` address items by it. */
export function listById<T extends { id: string }>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(item).superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach((one, index) => {
      if (seen.has(one.id)) context.addIssue(repeated(one.id, index));
      seen.add(one.id);
    });
  });
}

function repeated(
  name: string,
  index: number,
): { code: 'custom'; path: (string | number)[]; params: Record<string, unknown> } {
  const refusal: Refusal = {
    found: `the id "${name}" a second time`,
    expected: 'each id once in its list',
    remedy: 'rename one of the two items',
  };
  return { code: 'custom', path: [index, 'id'], params: { ...refusal } };
}
