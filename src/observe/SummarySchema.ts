import { z } from 'zod';
import * as Exogenous from './Exogenous.js';
import * as InsurancePools from './InsurancePools.js';
import * as Issuers from './Issuers.js';
import * as Lendings from './Lendings.js';
import * as Loops from './Loops.js';
import * as Makers from './Makers.js';
import * as OpenInterest from './OpenInterest.js';
import * as PriceMaps from './PriceMaps.js';
import { dollars, instant, ratio, whole } from './SummaryFields.js';
import * as SummaryForced from './SummaryForced.js';
import * as SummaryMarkets from './SummaryMarkets.js';
import * as SummaryStory from './SummaryStory.js';

/** What the scenario says of an asset that the run lists. */
const Asset = z.object({
  id: z.string(),
  class: z
    .enum(['dollar', 'major', 'alt', 'staked', 'synthetic', 'token'])
    .meta({ description: 'what the scenario calls it; tables and headlines group by it' }),
  openUsd: dollars('price of one at the open'),
  redeemsTo: z.string().optional().meta({ description: 'asset that it can be redeemed for' }),
});

const Venue = z.object({
  id: z.string(),
  about: z.string().meta({ description: 'what the scenario says of it' }),
  margin: z.enum(['unified', 'cross', 'cash']),
  spot: z.boolean(),
  perps: z.boolean(),
});

const Terra = z.object({
  lunaSupplyStart: z.number(),
  lunaSupplyEnd: z.number(),
  ustSupplyStart: z.number(),
  ustSupplyEnd: z.number(),
  lunaEnd: z.number().meta({ description: 'last price of the run, dollars' }),
  ustEnd: z.number().meta({ description: 'last price of the run, dollars' }),
  ustLeftDays: z
    .number()
    .optional()
    .meta({ description: 'days until the first minute that closes below 0.98' }),
  pledgesRepaidUsd: dollars('of loans repaid from liquidated bLUNA'),
  days: z.array(
    z.object({
      from: instant('start of the day'),
      lunaClose: z.number(),
      ustClose: z.number(),
      ustLow: z.number(),
      burnedUst: z.number().meta({ description: 'UST burned at the market module' }),
      mintedLuna: z.number().meta({ description: 'LUNA minted there' }),
      meanSpread: ratio('mean spread of what was burned'),
      anchorOutflow: z.number().meta({ description: 'UST withdrawn from Anchor less deposited' }),
    }),
  ),
});

/** One value that an intervention or a set replaced. */
const Change = z.object({
  by: z.string().meta({ description: 'intervention; empty for a value set on the command line' }),
  path: z.string(),
  before: z.string(),
  after: z.string(),
});

/** What the scenario's file says of one number; an end of a band that is null is open. */
const Expectation = z.object({
  id: z.string(),
  number: z.string().meta({ description: 'path of the number, see docs/reference/numbers.md' }),
  title: z.string().optional(),
  value: z.number().optional().meta({ description: 'what was documented' }),
  band: z
    .tuple([z.number().nullable(), z.number().nullable()])
    .optional()
    .meta({ description: 'where the median over seeds has to lie' }),
  confidence: z.enum(['high', 'medium', 'low']).optional(),
  source: z.string().optional(),
  told: z.boolean().optional().meta({ description: 'whether tables of interventions show it' }),
});

/**
 * What `summary.json` holds: its head, and the fields that each producer declares beside what fills them. A plug's part
 * stands here, because a room that plugs in is not known to observers; `schema/summary.schema.json` is this schema
 * exported.
 */
export const SummarySchema = z.object({
  scenario: z.string(),
  seed: whole('seed of the run'),
  version: z.string(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ description: '64-bit hash over every event' }),
  outcomeDigest: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ description: '64-bit hash over every event, every line of the journal and every final balance' }),
  interventions: z.array(z.string()),
  changes: z.array(Change).meta({ description: 'what interventions and sets replaced, in their order' }),
  interrupted: z.boolean().meta({ description: 'true when the run was stopped before its end' }),
  events: whole('events of the run'),
  wallMs: z.number().min(0).meta({ description: 'real time, milliseconds' }),
  peakRssBytes: whole('largest memory of the process, bytes'),
  conserved: z.boolean().meta({ description: 'every asset sums to zero and every loss has its payers' }),
  assets: z.array(Asset),
  venues: z.array(Venue),
  ...SummaryMarkets.fields,
  ...SummaryForced.fields,
  ...InsurancePools.fields,
  ...Makers.fields,
  ...OpenInterest.fields,
  ...Exogenous.fields,
  ...SummaryStory.fields,
  ...Issuers.fields,
  ...Lendings.fields,
  ...Loops.fields,
  ...PriceMaps.fields,
  refused: z
    .record(z.string(), z.number())
    .optional()
    .meta({ description: 'what protocols, issuers and venues refused, by operation and reason: times' }),
  expect: z.array(Expectation).optional(),
  terra: Terra.optional(),
});

export type Summary = z.infer<typeof SummarySchema>;
