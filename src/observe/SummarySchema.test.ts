import { expect, it } from 'vitest';
import { z } from 'zod';
import { SummarySchema } from './SummarySchema.js';

const KEYS =
  'scenario seed version digest outcomeDigest interventions changes events wallMs peakRssBytes conserved assets venues markets liquidations adl insurance makers openInterest exogenous losses milestones';

it('is the published JSON schema; `npx vitest run src/observe/SummarySchema.test.ts -u` writes it anew', async () => {
  const exported = z.toJSONSchema(SummarySchema, { io: 'input' });
  await expect(`${JSON.stringify(exported, null, 2)}\n`).toMatchFileSnapshot(
    '../../schema/summary.schema.json',
  );
});

it('requires every key of a summary, and none of issuers, lending and loops', () => {
  const { required } = z.toJSONSchema(SummarySchema, { io: 'input' });
  expect(new Set(required)).toEqual(new Set([...KEYS.split(' '), 'interrupted']));
});

it('refuses a digest that is not 16 hexadecimal digits and a time that is not UTC', () => {
  expect(SummarySchema.shape.digest.safeParse('0123456789abcdef').success).toBe(true);
  expect(SummarySchema.shape.digest.safeParse('0123').success).toBe(false);
  const at = SummarySchema.shape.liquidations.shape.firstAt;
  expect(at.safeParse('2025-10-10T21:11:00.000Z').success).toBe(true);
  expect(at.safeParse('2025-10-10T21:11:00+02:00').success).toBe(false);
});
