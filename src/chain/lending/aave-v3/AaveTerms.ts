import { z } from 'zod';
import * as Reference from '../../../format/Reference.js';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import type * as Version from '../../../mechanisms/lending/aave-v3/Version.js';
import type * as Kind from '../Kind.js';
import * as OracleSchema from '../OracleSchema.js';

/** `bonus` is what a liquidator gets on top, `ltv` what may be borrowed, `threshold` where liquidation begins. */
const LIMITS = { ltv: UnitText.ratio(), threshold: UnitText.ratio(), bonus: UnitText.ratio() };

const Reserve = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('asset'),
  ...LIMITS,
  /** The protocol's share of the bonus and of interest. */
  liquidationFee: UnitText.ratio(),
  reserveFactor: UnitText.ratio(),
  /** Whole tokens, 0 for no cap. */
  supplyCap: UnitText.count(),
  borrowCap: UnitText.count(),
  borrowable: z.boolean(),
  /** Borrow rate a year: at nothing lent, added up to the kink, added between the kink and all lent. */
  rates: z.strictObject({
    kink: UnitText.ratio(),
    base: UnitText.ratio(),
    below: UnitText.ratio(),
    above: UnitText.ratio({ max: 5 }),
  }),
  oracle: OracleSchema.Oracle,
  /** Lent share at the open: outside suppliers fill what the stated ones leave. */
  utilization: UnitText.spread(UnitText.ratio()).optional(),
});

const Mode = z.strictObject({
  id: Helpers.id(),
  ...LIMITS,
  collateral: z.array(Reference.ref('reserve')).min(1),
  borrowable: z.array(Reference.ref('reserve')).min(1),
});

const VERSIONS: readonly Version.Version[] = [3, 3.3, 3.5, 3.6, 3.7];

const Keys = z.strictObject({
  /** Release whose rules hold: 3.5 was live in October 2025; absent: the newest. */
  version: z.literal(VERSIONS).optional(),
  reserves: Reference.declare('reserve', Helpers.listById(Reserve), 'asset'),
  modes: Reference.declare('mode', Helpers.listById(Mode)),
});

export type Spec = z.infer<typeof Keys> & { readonly id: string };

function reserves(spec: Spec): Kind.Stated[] {
  return spec.reserves.map(({ id, asset, borrowable, oracle, utilization }, r) => ({
    id,
    path: ['reserves', r],
    asset,
    isBorrowable: borrowable,
    follows: OracleSchema.followed(oracle),
    utilization,
  }));
}

/** Those of the mode where it lists the collateral, else the reserve's. */
function limits(spec: Spec, collateral: string, mode: string): Kind.Limits {
  const within = spec.modes.find((one) => one.id === mode && one.collateral.includes(collateral));
  const none = { ltv: 0, threshold: 0, bonus: 0 };
  const { ltv, threshold, bonus } = within ?? spec.reserves.find(({ asset }) => asset === collateral) ?? none;
  return { ltv, threshold, bonus };
}

export const terms: Kind.Terms<Spec> = { shape: Keys.shape, reserves, limits };
