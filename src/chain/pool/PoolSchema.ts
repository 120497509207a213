import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const latency = () => UnitText.spread(UnitText.duration());

/** Liquidity pools on the chain. Absent: there are none. */
export const Pools = Reference.declare(
  'pool',
  Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      curve: z.enum(['stable-swap', 'constant-product']),
      /** Assets and what the pool holds of each at the open, in dollars. */
      coins: Reference.mapOf(Reference.ref('asset'), UnitText.usd()),
      /** Asset of its shares, of class `token`. */
      share: Reference.ref('asset', { where: { class: ['token'] } }),
      fee: UnitText.ratio(),
      /** Metapool: the pool whose share is one of its coins. */
      base: Reference.ref('pool').optional(),
      /** Stable swap: which contract's rounding; `ng` unless stated. */
      rounding: z.enum(['ng', 'legacy', 'legacy-100']).optional(),
      /** Stable swap: the number pools publish as A, and the fee at extreme imbalance as a multiple. */
      amplification: UnitText.count({ min: 1 }).optional(),
      offPeg: UnitText.positive().optional(),
      /** Part of the fee that goes to the administrator. */
      adminFee: UnitText.ratio().optional(),
    }),
  ),
);

/** Capital that trades a pool against books, and against the issuer at par where it is whitelisted. */
export const Arbitrageurs = z.strictObject({
  /** Firms a pool of the synthetic dollar and a dollar. */
  firms: UnitText.count({ min: 1 }),
  /** Coins worth that much, and as many dollars, on the chain and on each venue. Free: spreads. */
  onChain: UnitText.spread(UnitText.usd()),
  onVenue: Reference.mapOf(Reference.ref('venue'), UnitText.spread(UnitText.usd())),
  /** Edge after fees and gas, and that asked where the coins must wait for a redemption. */
  edge: UnitText.spread(UnitText.ratio()),
  clip: UnitText.usd(),
  /** Share of firms that the issuer knows. */
  whitelisted: UnitText.ratio(),
  /** Offered for block space: the base fee it can bear in multiples of the present one, gwei of tip. */
  bear: UnitText.spread(UnitText.positive()),
  tip: UnitText.spread(UnitText.positive()),
  every: UnitText.spread(UnitText.duration()),
  latency: latency(),
});

/** Passive capital in the pools; what the pool holds at the open is theirs. */
export const Providers = z.strictObject({
  /** Equal parts of each pool. */
  rows: UnitText.count({ min: 1 }),
  /** Largest share of one coin at which the first and the last leave. Free. */
  leaveAt: UnitText.spread(UnitText.ratio()),
  /** How often each looks. */
  every: UnitText.spread(UnitText.duration()),
  latency: latency(),
});
