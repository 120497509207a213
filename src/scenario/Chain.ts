import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

/** Block space of the chain on which pools, lending protocols and issuers live. Absent: there is none of them. */
export const Chain = z.strictObject({
  block: Text.duration(),
  /** Asset that pays for gas. */
  fuel: z.string(),
  /** Gas of a block: aim and limit; what others want in a block; what one transaction here uses. */
  targetGas: Text.count({ min: 1 }),
  limitGas: Text.count({ min: 1 }),
  demandGas: Text.count(),
  transactionGas: Text.count({ min: 1 }),
  /** Others who send the same whenever somebody here does: their gas is demand of the next block. None unless stated. */
  rivals: Text.count().optional(),
  /** Assets whose transfers wait for a block. None unless stated. */
  carries: z.array(z.string()).optional(),
  /** Gwei: base fee at the open and at least, the fee up to which all demand pays, the mean tip of others. */
  openFee: Text.positive(),
  minFee: Text.positive(),
  referenceFee: Text.positive(),
  tip: Text.positive(),
  elasticity: Text.positive(),
  /** Share of unserved demand that tries again in the next block. */
  patience: Text.ratio(),
  /** Documented congestion: the base fee is at least `fee` gwei. */
  congestion: Helpers.listById(
    z.strictObject({ id: Helpers.id(), from: Text.instant(), to: Text.instant(), fee: Text.positive() }),
  ),
});
