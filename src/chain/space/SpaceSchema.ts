import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const EIP_1559 = 'https://eips.ethereum.org/EIPS/eip-1559';
const gas = (min = 1) => UnitText.count({ min, max: 1e12 }).meta({ unit: 'gas' });
const gwei = () => UnitText.positive({ min: 1e-9, max: 1e6 }).meta({ unit: 'gwei' });

const Congestion = z.strictObject({
  id: Helpers.id(),
  from: UnitText.instant().describe('When it begins.'),
  to: UnitText.instant().describe('When it ends.'),
  fee: gwei().describe('The base fee is at least this.'),
});

/** Block space of the chain on which pools, lending protocols and issuers live. */
export const Chain = z
  .strictObject({
    block: UnitText.duration({ min: 100_000, max: 3600e6 }).describe('Time between blocks.'),
    fuel: Reference.ref('asset').describe('Asset that pays for gas.'),
    targetGas: gas().meta({
      description: 'Gas a block aims at; above it the base fee rises.',
      source: EIP_1559,
    }),
    limitGas: gas().meta({ description: 'Gas a block holds at most.', source: EIP_1559 }),
    demandGas: gas(0).describe('Gas that the rest of the world wants in a block at the reference fee.'),
    transactionGas: gas().describe('Gas of one transaction of this scenario.'),
    rivals: Helpers.absent(
      'none',
      UnitText.count({ max: 100_000 }).describe(
        'Others who send the same whenever somebody here does; their gas is demand of the next block.',
      ),
    ),
    carries: Helpers.absent(
      'none',
      z.array(Reference.ref('asset')).describe('Assets whose transfers wait for a block.'),
    ),
    openFee: gwei().describe('Base fee at the open.'),
    minFee: gwei().describe('Lowest base fee.'),
    referenceFee: gwei().describe('Base fee up to which all demand pays.'),
    tip: gwei().describe('Mean tip of others.'),
    elasticity: UnitText.positive({ max: 100 }).describe(
      'Power of the fee over the reference fee with which demand falls.',
    ),
    patience: UnitText.ratio().describe('Share of unserved demand that tries again in the next block.'),
    congestion: Helpers.listById(Congestion).describe('Documented congestion.'),
  })
  .superRefine((chain, context) => {
    const above = (key: 'targetGas' | 'transactionGas' | 'minFee', top: 'limitGas' | 'openFee') => {
      if (chain[key] > chain[top])
        Helpers.refuse(
          context,
          [key],
          `${chain[key]}, above "${top}"`,
          `at most ${chain[top]}`,
          `lower "${key}"`,
        );
    };
    above('targetGas', 'limitGas');
    above('transactionGas', 'limitGas');
    above('minFee', 'openFee');
  })
  .describe('Block space of the chain.');
