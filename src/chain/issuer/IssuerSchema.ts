import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import type { IssuerSpec } from './IssuerKind.js';
import * as Registry from './Registry.js';

const [first, ...rest] = Object.values(Registry.KINDS).map(({ schema }) => schema as unknown as z.ZodObject);

/** Issuers of coins. Absent: there are none. */
export const Issuers: z.ZodType<IssuerSpec[]> = Reference.declare(
  'issuer',
  Helpers.listById(z.discriminatedUnion('kind', [first!, ...rest]) as unknown as z.ZodType<IssuerSpec>),
);
