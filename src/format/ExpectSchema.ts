import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as UnitText from './UnitText.js';

/** A documented value: "16.8%", "19.25bn USD", or a bare number. */
function figure() {
  return z.union([UnitText.ratio({ min: -1e15, max: 1e15 }), UnitText.usd()]).meta({
    description: 'a number, a share such as "16.8%" or dollars such as "19.25bn USD"',
    example: '16.8%',
  });
}

/** An interval "12%..20%"; an end left out is open: "2bn USD.." or "..0.4". Read as [low, high], null for an open end. */
function band() {
  return z.string().transform((text, context): [number | null, number | null] => {
    const refuse = (remedy: string): never => {
      const expected = 'two ends joined by "..", such as "12%..20%", "2bn USD.." or "..0.4"';
      context.addIssue({ code: 'custom', params: { found: JSON.stringify(text), expected, remedy } });
      return z.NEVER;
    };
    const halves = text.split('..').map((half) => half.trim());
    if (halves.length !== 2 || halves.join('') === '') return refuse('write one ".." and at least one end');
    const ends = halves.map((half) => (half === '' ? null : figure().safeParse(half)));
    if (ends.some((end) => end?.success === false)) return refuse('write each end as a number with its unit');
    const [low, high] = ends.map((end) => (end === null ? null : end.data!)) as [
      number | null,
      number | null,
    ];
    if (low !== null && high !== null && low > high) return refuse('put the low end first');
    return [low, high];
  });
}

/** What the record says of an event, number by number; a scenario's studies and reports are checked against it. */
export const Expect = Helpers.listById(
  z.strictObject({
    id: Helpers.id(),
    /** Path of a number; docs/reference/numbers.md lists them. */
    number: z.string(),
    /** Words for tables, where those of the number do not say enough. */
    title: z.string().optional(),
    /** What was documented. */
    value: figure().optional(),
    /** Where the median over seeds has to lie. */
    band: band().optional(),
    confidence: z.enum(['high', 'medium', 'low']).optional(),
    source: z.string().optional(),
    /** Whether tables of interventions show it. */
    told: z.boolean().optional(),
  }),
);
