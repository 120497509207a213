import { z } from 'zod';
import * as Reference from '../../../format/Reference.js';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';

const byAsset = <T>(value: z.ZodType<T>) => Reference.mapOf(Reference.ref('asset'), value);
const byPlace = () => Reference.mapOf(Reference.ref('venue', { also: ['chain'] }), UnitText.usd());

/** Firms that keep the coin at par with their own money, all together. */
const Arbitrage = z.strictObject({
  firms: UnitText.count({ min: 1 }),
  /** Share of the firms that the issuer deals with. */
  whitelisted: UnitText.ratio(),
  /** Dollars and coins at the open by venue; `chain` for the account on the chain. */
  cash: byPlace(),
  coins: byPlace(),
  /** Edge asked for; more per hour on the way; and when the way out is closed. */
  edge: UnitText.spread(UnitText.ratio()),
  hourEdge: UnitText.spread(UnitText.ratio()),
  stuckEdge: UnitText.spread(UnitText.ratio()),
  clip: UnitText.usd(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

const Hedge = z.strictObject({
  /** Split of the shorts by venue. */
  venues: Helpers.shares(Reference.ref('venue')),
  /** Notional of one sub-account: margin tables see one of them. */
  account: UnitText.usd(),
  /** Collateral in stables over notional where a venue takes no spot; stables kept for funding, over notional. */
  margin: UnitText.positive(),
  float: UnitText.ratio(),
  /** How often profit and loss are settled with the custodian. */
  settle: UnitText.duration(),
  /** Switch: no venue deleverages the issuer. */
  adlExempt: z.boolean(),
  /** Uncovered dollars left alone; share of the visible depth taken a second. */
  tolerance: UnitText.usd(),
  depthShare: UnitText.ratio(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

/** An issuer of a synthetic dollar. Shares are of the supply unless stated. */
export const Schema = z.strictObject({
  id: Helpers.id(),
  kind: z.literal('delta-neutral'),
  /** A synthetic asset of this scenario, and a token for the shares of its staking vault. */
  asset: Reference.ref('asset', { where: { class: ['synthetic'] } }),
  supply: UnitText.usd(),
  /** Backing: stables and hedged spot by asset, the largest stable also holds the fund. */
  stables: byAsset(UnitText.ratio()),
  spot: byAsset(UnitText.ratio()),
  fund: UnitText.usd(),
  /** Part of a stable that is lent on a protocol. */
  lent: z
    .strictObject({
      protocol: Reference.ref('lending'),
      asset: Reference.ref('asset'),
      amount: UnitText.usd(),
    })
    .optional(),
  /** Yearly yield of stables that are not lent. */
  stableYield: UnitText.ratio(),
  hedge: Hedge,
  /** Caps a block over all stables and for each; quantity parity within `parity`. */
  mint: z.strictObject({ cap: UnitText.usd(), assetCap: UnitText.usd(), fee: UnitText.ratio() }),
  redeem: z.strictObject({
    cap: UnitText.usd(),
    assetCap: UnitText.usd(),
    fee: UnitText.ratio(),
    whenShort: z.enum(['queue', 'refuse']),
    policy: z.enum(['par', 'pro-rata']),
  }),
  parity: UnitText.ratio(),
  /** Hot buffer of each stable: target and trigger, pace per minute, largest refill, and how long refills take. */
  buffer: z.strictObject({
    target: UnitText.usd(),
    trigger: UnitText.usd(),
    perMinute: UnitText.usd(),
    largest: UnitText.usd(),
    custodian: UnitText.duration(),
    lent: UnitText.duration(),
  }),
  vault: z
    .strictObject({
      asset: Reference.ref('asset', { where: { class: ['token'] } }),
      /** Share of the supply that is staked at the open. */
      staked: UnitText.ratio(),
      vesting: UnitText.duration(),
      cooldown: UnitText.duration(),
      every: UnitText.duration(),
      /** Share of income kept for the fund. */
      fundShare: UnitText.ratio(),
    })
    .optional(),
  /** Venues with a line of their own to the issuer, and how long it takes. */
  directVenues: Reference.mapOf(Reference.ref('venue'), UnitText.duration()),
  /** Backing ratio below which the gatekeepers halt, 0 = never; documented halts. */
  haltBelow: UnitText.ratio({ max: 2 }),
  halts: Helpers.listById(
    z.strictObject({ id: Helpers.id(), from: UnitText.instant(), to: UnitText.instant() }),
  ),
  arbitrage: Arbitrage.optional(),
});

export type IssuerSpec = z.infer<typeof Schema>;
