import * as AaveV3 from './aave-v3/AaveV3.js';
import type { AnyKind } from './Kind.js';
import * as MorphoBlue from './morpho-blue/MorphoBlue.js';

/** Lending protocols by kind: one line each. Their folders have the same names. */
export const KINDS: Readonly<Record<string, AnyKind>> = {
  'aave-v3': AaveV3.kind,
  'morpho-blue': MorphoBlue.kind,
};
