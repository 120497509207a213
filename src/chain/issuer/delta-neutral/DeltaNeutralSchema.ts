import { z } from 'zod';
import * as Reference from '../../../format/Reference.js';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import * as IssuerChecks from './IssuerChecks.js';

const { usd, ratio, count, positive, duration, spread } = UnitText;
const DOCS = 'https://docs.ethena.fi';
const dollar = () => Reference.ref('asset', { where: { class: ['dollar'] } });
const token = () => Reference.ref('asset', { where: { class: ['token'] } });
const byPlace = (text: string) =>
  Reference.mapOf(Reference.ref('venue', { also: ['chain'] }), usd()).describe(
    `${text} at the open, by venue; "chain" for the account on the chain. Nothing where a place is not stated.`,
  );
const edge = (text: string) => spread(ratio()).describe(text);

const Arbitrage = z
  .strictObject({
    firms: count({ min: 1, max: 1000 }).describe('Firms.'),
    whitelisted: ratio().describe('Share of the firms that the issuer deals with.'),
    cash: byPlace('Dollars of all firms'),
    coins: byPlace('Coins of all firms, in dollars,'),
    edge: edge('Edge that a firm asks for.'),
    hourEdge: edge('More edge for every hour that the coins are on the way.'),
    stuckEdge: edge('Edge asked for while the way out is closed.'),
    clip: usd({ above: 0 }).describe('Largest trade.'),
    every: UnitText.interval().describe('How often a firm looks.'),
    latency: spread(UnitText.latency()).describe('Time until its orders arrive.'),
  })
  .describe('Firms that keep the coin at par with their own money.');

const Hedge = z
  .strictObject({
    venues: Helpers.shares(Reference.ref('venue', { where: { perps: [true] } })).describe(
      'Split of the shorts over venues.',
    ),
    account: usd({ above: 0 }).describe('Notional of one sub-account: margin tables see one of them.'),
    margin: positive({ max: 10 }).describe(
      'Collateral in stables over notional where a venue takes no spot as collateral.',
    ),
    float: ratio().describe('Stables kept on the venue for funding, over notional.'),
    settle: UnitText.interval().meta({
      description: 'How often profit and loss are settled with the custodian.',
      source: `${DOCS}/solution-overview/usde-overview/off-exchange-settlement-in-detail`,
    }),
    adlExempt: z.boolean().describe('Whether venues leave the issuer out of auto-deleveraging.'),
    tolerance: usd().describe('Uncovered dollars that it leaves alone.'),
    depthShare: ratio().describe('Share of the visible depth that it takes in a second.'),
    every: UnitText.interval().describe('How often it looks.'),
    latency: spread(UnitText.latency()).describe('Time until its orders arrive.'),
  })
  .describe('Short perps against the backing that is held as spot.');

const Lent = z
  .strictObject({
    protocol: Reference.ref('lending'),
    asset: dollar(),
    amount: usd().describe('Dollars lent at the open.'),
  })
  .describe('Part of one stable that is lent on a protocol.');

const caps = {
  cap: usd().describe('Coins a block at most, all stables together.'),
  assetCap: usd().describe('Coins a block at most for each stable.'),
  fee: ratio({ max: 0.5 }).describe('Fee, a share of the amount.'),
};
const Redeem = z.strictObject({
  ...caps,
  whenShort: z
    .enum(['queue', 'refuse'])
    .describe('What happens to a redemption that the hot buffer cannot pay.'),
  policy: z
    .enum(['par', 'pro-rata'])
    .describe('"par" pays a dollar a coin while there is money, "pro-rata" what a coin is backed by.'),
});

const Buffer = z
  .strictObject({
    target: usd().describe('Size to which a refill brings it.'),
    trigger: usd().describe('Size below which it is refilled.'),
    perMinute: usd().describe('Pace of a refill.'),
    largest: usd().describe('Largest refill.'),
    custodian: duration({ max: 30 * UnitText.DAY_US }).describe('Time of a refill from the custodian.'),
    lent: duration({ max: 30 * UnitText.DAY_US }).describe('Time of a refill from what is lent.'),
  })
  .superRefine(IssuerChecks.buffer)
  .describe('Hot buffer of each stable, from which redemptions are paid.');

const StakingVault = z
  .strictObject({
    asset: token(),
    staked: ratio().describe('Share of the supply that is staked at the open.'),
    vesting: duration({ min: 1e6, max: 365 * UnitText.DAY_US }).meta({
      description: 'Time over which income vests.',
      source: 'StakedUSDeV2',
    }),
    cooldown: duration({ max: 365 * UnitText.DAY_US }).meta({
      description: 'Time between unstaking and the coins.',
      source: 'StakedUSDeV2',
    }),
    every: UnitText.interval().describe('How often income is paid in.'),
    fundShare: ratio().describe('Share of income kept for the reserve fund.'),
  })
  .describe('Vault in which the coin is staked.');

const Halt = z.strictObject({
  id: Helpers.id(),
  from: UnitText.instant().describe('When it begins.'),
  to: UnitText.instant().describe('When it ends.'),
});

/** An issuer of a synthetic dollar. Shares are of the supply unless stated. */
export const Schema = z
  .strictObject({
    id: Helpers.id(),
    kind: z.literal('delta-neutral'),
    asset: Reference.ref('asset', { where: { class: ['synthetic'] } }),
    supply: usd({ above: 0, max: 1e13 }).describe('Coins at the open.'),
    stables: Reference.mapOf(dollar(), ratio()).describe(
      'Backing in stables, shares of the supply by asset. The largest one also holds the fund.',
    ),
    spot: Reference.mapOf(Reference.ref('asset'), ratio()).describe(
      'Backing in hedged spot, shares of the supply by asset.',
    ),
    fund: usd().describe('Reserve fund beside the backing.'),
    lent: Helpers.absent('nothing is lent', Lent),
    stableYield: ratio().describe('Yield a year of stables that are not lent.'),
    hedge: Hedge,
    mint: z.strictObject(caps).describe('Minting against stables.'),
    redeem: Redeem.describe('Redemption into stables.'),
    parity: ratio({ max: 0.5 }).describe(
      'Largest deviation from par at which a mint or redemption is served.',
    ),
    buffer: Buffer,
    vault: Helpers.absent('the coin cannot be staked', StakingVault),
    directVenues: Reference.mapOf(Reference.ref('venue'), duration({ max: UnitText.DAY_US })).describe(
      'Venues with a line of their own to the issuer, and how long it takes.',
    ),
    haltBelow: ratio({ max: 2 }).describe(
      'Backing ratio below which gatekeepers halt redemption; 0 means never.',
    ),
    halts: Helpers.listById(Halt).describe('Documented halts.'),
    arbitrage: Helpers.absent('nobody', Arbitrage),
  })
  .superRefine(IssuerChecks.issuer);

export type IssuerSpec = z.infer<typeof Schema>;
