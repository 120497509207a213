import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import type { PoolSpec } from './PoolKind.js';
import * as Registry from './Registry.js';

const [first, ...rest] = Object.values(Registry.KINDS).map(({ schema }) => schema as unknown as z.ZodObject);

/** Liquidity pools on the chain. Absent: there are none. */
export const Pools: z.ZodType<PoolSpec[]> = Reference.declare(
  'pool',
  Helpers.listById(z.discriminatedUnion('curve', [first!, ...rest]) as unknown as z.ZodType<PoolSpec>),
);
