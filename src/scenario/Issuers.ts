import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

const byAsset = <T>(value: z.ZodType<T>) => z.record(z.string(), value);

/** Firms that keep the coin at par with their own money, all together. */
const Arbitrage = z.strictObject({
  firms: Text.count({ min: 1 }),
  /** Share of the firms that the issuer deals with. */
  whitelisted: Text.ratio(),
  /** Dollars and coins at the open by venue; `chain` for the account on the chain. */
  cash: z.record(z.string(), Text.usd()),
  coins: z.record(z.string(), Text.usd()),
  /** Edge asked for; more per hour on the way; and when the way out is closed. */
  edge: Text.spread(Text.ratio()),
  hourEdge: Text.spread(Text.ratio()),
  stuckEdge: Text.spread(Text.ratio()),
  clip: Text.usd(),
  every: Text.duration(),
  latency: Text.spread(Text.duration()),
});

const Hedge = z.strictObject({
  /** Split of the shorts by venue. */
  venues: z.record(z.string(), Text.ratio()),
  /** Notional of one sub-account: margin tables see one of them. */
  account: Text.usd(),
  /** Collateral in stables over notional where a venue takes no spot; stables kept for funding, over notional. */
  margin: Text.positive(),
  float: Text.ratio(),
  /** How often profit and loss are settled with the custodian. */
  settle: Text.duration(),
  /** Switch: no venue deleverages the issuer. */
  adlExempt: z.boolean(),
  /** Uncovered dollars left alone; share of the visible depth taken a second. */
  tolerance: Text.usd(),
  depthShare: Text.ratio(),
  every: Text.duration(),
  latency: Text.spread(Text.duration()),
});

/** Issuers of synthetic dollars. Shares are of the supply unless stated. */
export const Issuers = Helpers.listById(
  z.strictObject({
    id: Helpers.id(),
    /** A synthetic asset of this scenario, and a token for the shares of its staking vault. */
    asset: z.string(),
    supply: Text.usd(),
    /** Backing: stables and hedged spot by asset, the largest stable also holds the fund. */
    stables: byAsset(Text.ratio()),
    spot: byAsset(Text.ratio()),
    fund: Text.usd(),
    /** Part of a stable that is lent on a protocol. */
    lent: z.strictObject({ protocol: Helpers.id(), asset: z.string(), amount: Text.usd() }).optional(),
    /** Yearly yield of stables that are not lent. */
    stableYield: Text.ratio(),
    hedge: Hedge,
    /** Caps a block over all stables and for each; quantity parity within `parity`. */
    mint: z.strictObject({ cap: Text.usd(), assetCap: Text.usd(), fee: Text.ratio() }),
    redeem: z.strictObject({
      cap: Text.usd(),
      assetCap: Text.usd(),
      fee: Text.ratio(),
      whenShort: z.enum(['queue', 'refuse']),
      policy: z.enum(['par', 'pro-rata']),
    }),
    parity: Text.ratio(),
    /** Hot buffer of each stable: target and trigger, pace per minute, largest refill, and how long refills take. */
    buffer: z.strictObject({
      target: Text.usd(),
      trigger: Text.usd(),
      perMinute: Text.usd(),
      largest: Text.usd(),
      custodian: Text.duration(),
      lent: Text.duration(),
    }),
    vault: z
      .strictObject({
        asset: z.string(),
        /** Share of the supply that is staked at the open. */
        staked: Text.ratio(),
        vesting: Text.duration(),
        cooldown: Text.duration(),
        every: Text.duration(),
        /** Share of income kept for the fund. */
        fundShare: Text.ratio(),
      })
      .optional(),
    /** Venues with a line of their own to the issuer, and how long it takes. */
    directVenues: z.record(z.string(), Text.duration()),
    /** Backing ratio below which the gatekeepers halt, 0 = never; documented halts. */
    haltBelow: Text.ratio({ max: 2 }),
    halts: Helpers.listById(z.strictObject({ id: Helpers.id(), from: Text.instant(), to: Text.instant() })),
    arbitrage: Arbitrage.optional(),
  }),
);

export type IssuerSpec = z.infer<typeof Issuers>[number];
