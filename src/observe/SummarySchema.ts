import { z } from 'zod';

const dollars = (about: string) => z.number().meta({ description: `${about}, dollars` });
const ratio = (about: string) => z.number().meta({ description: `${about}, fraction` });
const instant = (about: string) => z.iso.datetime().meta({ description: `${about}, ISO 8601 UTC` });
const whole = (about: string) => z.int().min(0).meta({ description: about });
const byVenue = <T extends z.ZodType>(value: T) =>
  z.record(z.string(), value).meta({ description: 'keyed by venue id' });

const Market = z.object({
  venue: z.string(),
  symbol: z
    .string()
    .regex(/^[^/]+\/[^/]+$/)
    .meta({ description: 'BASE/QUOTE' }),
  kind: z.enum(['spot', 'perp']),
  open: dollars('first price'),
  high: dollars('highest print'),
  highAt: instant('when'),
  low: dollars('lowest print'),
  lowAt: instant('when'),
  maxDrawdown: ratio('largest fall from an earlier high, positive'),
  low1mVwap: dollars('lowest average price of a minute by volume'),
  close: dollars('last price'),
  volumeUsd: dollars('traded'),
  depth1pctOpenUsd: dollars('bids within 1% of mid, average of the first minute'),
  depth1pctMinUsd: dollars('bids within 1% of mid, average of the thinnest minute'),
  depth1pctMinAt: instant('when'),
});

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

const Liquidations = z.object({
  notionalUsd: dollars('forced trades'),
  publishedUsd: dollars('forced trades that the venues published'),
  longUsd: dollars('of it, forced sales that closed longs or sold collateral'),
  shortUsd: dollars('of it, forced purchases that closed shorts'),
  accounts: whole('accounts liquidated, each row by its weight'),
  firstAt: instant('first liquidation').nullable(),
  byVenue: byVenue(
    z.object({
      notionalUsd: dollars('forced trades'),
      publishedUsd: dollars('of it published'),
      longUsd: dollars('longs'),
      shortUsd: dollars('shorts'),
      accounts: whole('accounts'),
    }),
  ),
  byMinute: z.array(
    z.object({
      at: instant('start of the minute'),
      usd: dollars('forced'),
      publishedUsd: dollars('published'),
    }),
  ),
});

const Adl = z.object({
  notionalUsd: dollars('positions closed against their owners'),
  accounts: whole('accounts deleveraged'),
  firstAt: instant('first deleveraging').nullable(),
  byVenue: byVenue(z.object({ notionalUsd: dollars('closed'), accounts: whole('accounts') })),
});

const Issuer = z.object({
  asset: z.string(),
  supplyStart: z.number(),
  supplyEnd: z.number(),
  redeemed: z.number(),
  minBackingRatio: ratio('lowest backing over supply'),
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

const Lending = z.object({
  protocol: z.string(),
  liquidatedUsd: dollars('collateral seized'),
  badDebtUsd: dollars('debt without collateral'),
  maxUtilization: ratio('highest borrowed over supplied'),
  liquidatedByCollateral: z.record(z.string(), z.number()).meta({ description: 'asset to dollars' }),
  reserves: z
    .array(
      z.object({
        asset: z.string(),
        oracle: z.string().meta({ description: 'how the protocol prices it' }),
        oracleEndUsd: dollars('its price at the end'),
        marketEndUsd: dollars('price over all venues at the end'),
      }),
    )
    .optional(),
  refused: z.record(z.string(), z.number()).meta({ description: 'calls refused, by act and reason' }),
});

const Loop = z.object({
  place: z.string().meta({ description: 'venue or lending protocol' }),
  product: z
    .string()
    .meta({ description: 'loops by leverage at the open, whale, or collateral of a lending loop' }),
  collateral: z.string(),
  opened: whole('accounts at the open'),
  unwound: whole('accounts that sold some or all themselves and were never liquidated'),
  liquidated: whole('accounts liquidated'),
  stockUsd: dollars('collateral at the open'),
  stockLeftUsd: dollars('collateral at the end'),
  equityUsd: dollars('equity at the open'),
  equityLeftUsd: dollars('equity at the end, or when the holder took it away'),
  unwinds: whole('unwinds of second layers in the journal').optional(),
  calledBefore: whole("of these, after a margin call of the whale's first layer").optional(),
});

const Pool = z.object({
  venue: z.string(),
  pool: z.string(),
  startUsd: dollars('at the open'),
  minUsd: dollars('least'),
  endUsd: dollars('at the end'),
});

/** One value that an intervention or a set replaced. */
const Change = z.object({
  by: z.string().meta({ description: 'intervention; empty for a value set on the command line' }),
  path: z.string(),
  before: z.string(),
  after: z.string(),
});

/** What happened at one place, first and last; see schema/journal.schema.json for the kinds. */
const Milestone = z.object({
  kind: z.string().meta({ description: 'kind of the journal' }),
  place: z.string().meta({ description: 'venue, protocol, issuer, chain or headline' }),
  what: z.string().meta({ description: 'first stated reason or asset' }),
  firstAt: instant('first'),
  lastAt: instant('last'),
  firstId: whole('journal id of the first row'),
  largestId: whole('journal id of the row with the most dollars'),
  rows: whole('rows of the journal'),
  usd: dollars('all of them'),
});

/** What became of one account or position that the scenario plants by hand. */
const Account = z.object({
  name: z.string(),
  kind: z.enum(['account', 'position', 'loan']),
  venue: z.string().meta({ description: 'venue, or lending protocol' }),
  about: z.string().meta({ description: 'what it holds at the open' }),
  accounts: whole('identical accounts that it stands for'),
  fate: z.enum(['held', 'called', 'deleveraged', 'liquidated']),
  at: instant('when').nullable(),
  market: z.string().optional().meta({ description: 'whose mark triggered it' }),
  price: dollars('that mark').optional(),
  id: whole('journal id to trace from').optional(),
  startUsd: dollars('equity at the open'),
  endUsd: dollars('equity at the end'),
  closedUsd: dollars('closed by force'),
  beyondUsd: dollars('lost beyond its own collateral'),
  payers: z.record(z.string(), z.number()).meta({ description: 'who bore that, dollars' }),
});

/** What the scenario's file says of one number; an end of a band that is null is open. */
const Expectation = z.object({
  id: z.string(),
  number: z.string().meta({ description: 'path of the number, see docs/NUMBERS.md' }),
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

const Interest = { startUsd: dollars('at the open'), endUsd: dollars('at the end') };

/** What `summary.json` holds; `schema/summary.schema.json` is this schema exported. */
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
  markets: z.array(Market),
  liquidations: Liquidations,
  adl: Adl,
  insurance: z.array(Pool),
  makers: z.object({
    leverageOpen: ratio('gross exposure over equity at the open'),
    leverageBeforeFirstLiquidation: ratio('the same just before a maker is first liquidated, else its peak'),
    withdrawnDepthByReason: z
      .record(z.string(), z.number())
      .meta({ description: 'reason to dollars of depth' }),
  }),
  openInterest: z.object({ ...Interest, byVenue: byVenue(z.object(Interest)) }),
  exogenous: z.object({
    byMinute: z.array(z.object({ at: instant('start of the minute'), usd: dollars('net exogenous flow') })),
  }),
  losses: z.object({
    total: dollars('all losses beyond margin'),
    payers: z
      .record(z.string(), z.number())
      .meta({ description: 'kind of payer to dollars; sums to the total' }),
  }),
  milestones: z.array(Milestone),
  accounts: z.array(Account).optional(),
  refused: z
    .record(z.string(), z.number())
    .optional()
    .meta({ description: 'what protocols, issuers and venues refused, by operation and reason: times' }),
  expect: z.array(Expectation).optional(),
  terra: Terra.optional(),
  issuers: z.array(Issuer).optional(),
  lending: z.array(Lending).optional(),
  loops: z.array(Loop).optional(),
});

export type Summary = z.infer<typeof SummarySchema>;
