import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Block space of the chain on which pools, lending protocols and issuers live. Absent: there is none of them. */
export const Chain = z.strictObject({
  block: UnitText.duration(),
  /** Asset that pays for gas. */
  fuel: Reference.ref('asset'),
  /** Gas of a block: aim and limit; what others want in a block; what one transaction here uses. */
  targetGas: UnitText.count({ min: 1 }),
  limitGas: UnitText.count({ min: 1 }),
  demandGas: UnitText.count(),
  transactionGas: UnitText.count({ min: 1 }),
  /** Others who send the same whenever somebody here does: their gas is demand of the next block. None unless stated. */
  rivals: UnitText.count().optional(),
  /** Assets whose transfers wait for a block. None unless stated. */
  carries: z.array(Reference.ref('asset')).optional(),
  /** Gwei: base fee at the open and at least, the fee up to which all demand pays, the mean tip of others. */
  openFee: UnitText.positive(),
  minFee: UnitText.positive(),
  referenceFee: UnitText.positive(),
  tip: UnitText.positive(),
  elasticity: UnitText.positive(),
  /** Share of unserved demand that tries again in the next block. */
  patience: UnitText.ratio(),
  /** Documented congestion: the base fee is at least `fee` gwei. */
  congestion: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      from: UnitText.instant(),
      to: UnitText.instant(),
      fee: UnitText.positive(),
    }),
  ),
});
