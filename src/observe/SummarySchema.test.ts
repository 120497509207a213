import { expect, it } from 'vitest';
import { z } from 'zod';
import * as Exogenous from './Exogenous.js';
import * as InsurancePools from './InsurancePools.js';
import * as Issuers from './Issuers.js';
import * as Lendings from './Lendings.js';
import * as Loops from './Loops.js';
import * as Makers from './Makers.js';
import * as OpenInterest from './OpenInterest.js';
import * as PriceMaps from './PriceMaps.js';
import * as SummaryForced from './SummaryForced.js';
import * as SummaryMarkets from './SummaryMarkets.js';
import { SummarySchema } from './SummarySchema.js';
import * as SummaryStory from './SummaryStory.js';

const PRODUCERS = [
  Exogenous,
  InsurancePools,
  Issuers,
  Lendings,
  Loops,
  Makers,
  OpenInterest,
  PriceMaps,
  SummaryForced,
  SummaryMarkets,
  SummaryStory,
];

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

it('has every field once: in its head or beside the producer that fills it', () => {
  const head =
    'scenario seed version digest outcomeDigest interventions changes interrupted events wallMs peakRssBytes conserved assets venues refused expect terra';
  const declared = [...head.split(' '), ...PRODUCERS.flatMap(({ fields }) => Object.keys(fields))];
  expect(new Set(declared).size).toBe(declared.length);
  expect(declared.sort()).toEqual(Object.keys(SummarySchema.shape).sort());
});
