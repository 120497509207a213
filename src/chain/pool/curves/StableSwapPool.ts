import { z } from 'zod';
import * as UnitText from '../../../format/UnitText.js';
import * as StableSwap from '../../../mechanisms/amm/StableSwap.js';
import type { Engine } from '../../../state/Engine.js';
import * as Time from '../../../units/Time.js';
import * as PlainView from '../PlainView.js';
import * as PoolFields from '../PoolFields.js';
import type { PoolKind, Refuse } from '../PoolKind.js';
import * as ShareFill from '../ShareFill.js';

/** Keys of the StableSwap curve. */
export const fields = () => ({
  ...PoolFields.shared(),
  /** Which contract's rounding; `ng` unless stated. */
  rounding: z.enum(['ng', 'legacy', 'legacy-100']).optional(),
  /** The number pools publish as A, and the fee at extreme imbalance as a multiple. */
  amplification: UnitText.count({ min: 1 }).optional(),
  /** A linear change of A: where to, and between which instants. */
  ramp: z
    .strictObject({ to: UnitText.count({ min: 1 }), from: UnitText.instant(), until: UnitText.instant() })
    .optional(),
  offPeg: UnitText.positive().optional(),
  /** Part of the fee that goes to the administrator. */
  adminFee: UnitText.ratio().optional(),
});

const Schema = z.strictObject({ ...PoolFields.common(), curve: z.literal('stable-swap'), ...fields() });

export type Spec = Omit<z.infer<typeof Schema>, 'curve'> & { readonly curve: string };

/** A Curve pool of coins that are worth about the same. */
export const KIND: PoolKind<Spec> = {
  schema: Schema,
  rule: StableSwap.RULE,
  coinsOf: ({ coins }) => Object.keys(coins),
  mistakes: (spec, _, at) => mistakes(spec, at),
  open: ({ engine, universe }, spec, coins) => {
    const prices = coins.map((asset) => universe.assets[asset]!.spec.price);
    return { pool: create(engine, spec, coins, prices), base: -1, meta: undefined };
  },
  fill: ShareFill.fill,
  show: (engine, self) => PlainView.of(engine, self, StableSwap.RULE),
};

const A = 100;

/** As `ramp_A` of the contracts: a day at least, by a factor of ten at most. */
export function mistakes({ coins, curve, ramp, amplification }: Spec, at: Refuse): void {
  PoolFields.count(coins, curve, { most: Number.POSITIVE_INFINITY }, at);
  if (!ramp) return;
  const factor = ramp.to / (amplification ?? A);
  if (factor > 10 || factor < 0.1)
    at(['ramp', 'to'], `A times ${factor}`, 'at most ten times A, at least a tenth', 'ramp by less');
  if ((ramp.until - ramp.from) * 1000 < Time.DAY)
    at(['ramp', 'until'], 'a ramp of less than a day', 'a day or more', 'let the ramp end later');
}

/** An empty curve. Rates are opening prices: what accrues within a run is left out. */
export function create(
  engine: Engine,
  spec: Spec,
  coins: readonly number[],
  openUsd: readonly number[],
): StableSwap.State {
  const from = spec.amplification ?? A;
  const us = (ms: number) => (ms - engine.startMs) * 1000;
  const state = StableSwap.create({
    ...PoolFields.terms(engine, spec),
    decimals: coins.map((asset) => engine.assets[asset]!.decimals),
    amplification: from,
    rounding: spec.rounding ?? 'ng',
    offPegPpm: PoolFields.ppm(spec.offPeg ?? 1),
    adminFeePpm: PoolFields.ppm(spec.adminFee ?? 0),
    ...(spec.ramp && {
      ramp: { from, to: spec.ramp.to, startUs: us(spec.ramp.from), endUs: us(spec.ramp.until) },
    }),
  });
  state.rates.set(openUsd);
  return state;
}
