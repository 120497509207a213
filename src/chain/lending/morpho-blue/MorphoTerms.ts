import { z } from 'zod';
import * as Reference from '../../../format/Reference.js';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import * as MorphoLiquidation from '../../../mechanisms/lending/morpho-blue/MorphoLiquidation.js';
import * as Wad from '../../../mechanisms/lending/morpho-blue/Wad.js';
import type * as Kind from '../Kind.js';
import * as OracleSchema from '../OracleSchema.js';

/** What a market that is none is told. */
const PAIR = {
  params: {
    found: 'a list of reserves that makes no market',
    expected: 'two reserves, one of them lent',
    remedy: 'state the loan asset with "lent: true" and the collateral with "lent: false"',
  },
};

/** One of the two assets: exactly one of them is lent. */
const Reserve = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('asset'),
  /** The loan asset; the other is the collateral. */
  lent: z.boolean(),
  oracle: OracleSchema.Oracle,
  /** Lent share at the open: outside suppliers fill what the stated ones leave. */
  utilization: UnitText.spread(UnitText.ratio()).optional(),
});

function isPair(reserves: readonly { readonly lent: boolean }[]): boolean {
  return reserves.length === 2 && reserves.filter(({ lent }) => lent).length === 1;
}

const Keys = z.strictObject({
  reserves: Reference.declare('reserve', Helpers.listById(Reserve).refine(isPair, PAIR), 'asset'),
  /** Debt over collateral up to which one borrows, and above which one is liquidated. */
  lltv: UnitText.ratio(),
  /** Share of interest for the fee's recipient; a quarter at most. */
  fee: UnitText.ratio({ max: 0.25 }),
  /** Rate a year at the target of 90 % lent when the run opens; it moves from there. */
  rateAtTarget: UnitText.ratio({ max: 2 }),
});

export type Spec = z.infer<typeof Keys> & { readonly id: string };

function reserves(spec: Spec): Kind.Stated[] {
  return spec.reserves.map(({ id, asset, lent, oracle, utilization }, r) => ({
    id,
    path: ['reserves', r],
    asset,
    isBorrowable: lent,
    follows: OracleSchema.followed(oracle),
    utilization,
  }));
}

/** One line for both. */
function limits({ reserves: pair, lltv }: Spec, collateral: string): Kind.Limits {
  const isCollateral = pair.some(({ asset, lent }) => asset === collateral && !lent);
  if (!isCollateral) return { ltv: 0, threshold: 0, bonus: 0 };
  return {
    ltv: lltv,
    threshold: lltv,
    bonus: Wad.toRatio(MorphoLiquidation.incentive(Wad.ofRatio(lltv))) - 1,
  };
}

export const terms: Kind.Terms<Spec> = { shape: Keys.shape, reserves, limits };
