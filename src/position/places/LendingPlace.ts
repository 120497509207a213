import type { Spec as Aave } from '../../chain/lending/aave-v3/AaveTerms.js';
import type { Spec as Morpho } from '../../chain/lending/morpho-blue/MorphoTerms.js';
import type { Loaded } from '../../compose/Load.js';
import * as Rates from '../../mechanisms/lending/aave-v3/Rates.js';
import * as Ray from '../../mechanisms/lending/aave-v3/Ray.js';
import * as AdaptiveRate from '../../mechanisms/lending/morpho-blue/AdaptiveRate.js';
import * as MorphoLiquidation from '../../mechanisms/lending/morpho-blue/MorphoLiquidation.js';
import * as Wad from '../../mechanisms/lending/morpho-blue/Wad.js';
import type * as Terms from '../Terms.js';

type Protocol = NonNullable<Loaded['scenario']['lending']>[number];

/** The first dollar that a protocol lends. */
export function lent(
  protocol: Protocol | undefined,
  isDollar: (asset: string) => boolean,
): string | undefined {
  if (protocol === undefined) return undefined;
  const { reserves } = protocol as unknown as Aave | Morpho;
  const known: readonly { asset: string; borrowable?: boolean; lent?: boolean }[] = reserves;
  return known.find(({ asset, borrowable = false, lent = false }) => (borrowable || lent) && isDollar(asset))
    ?.asset;
}

/** A pair on a protocol of a scenario; undefined where it does not take it. `debt` undefined: any that it lends. */
export function of(
  protocol: Protocol | undefined,
  asset: string,
  debt: string | undefined,
  mode: string | undefined,
): Terms.Lending | undefined {
  if (protocol === undefined) return undefined;
  if (protocol.kind === 'morpho-blue') return morpho(protocol as unknown as Morpho, asset, debt);
  return aave(protocol as unknown as Aave, asset, debt, mode);
}

function aave(
  spec: Aave,
  asset: string,
  debt: string | undefined,
  mode: string | undefined,
): Terms.Lending | undefined {
  const reserve = spec.reserves.find((one) => one.asset === asset);
  const lent = spec.reserves.find((one) => (debt ?? one.asset) === one.asset && one.borrowable);
  if (reserve === undefined || lent === undefined) return undefined;
  const within = spec.modes.find(({ id, collateral }) => id === mode && collateral.includes(asset));
  const { ltv, threshold, bonus } = within ?? reserve;
  return { rules: 'aave-v3', limits: { ltv, threshold, bonus }, borrowRate: aaveRate(lent) };
}

/** Share of a million: any amount gives the same rate. */
const MILLION = 1e6;

function aaveRate({ rates, utilization }: Aave['reserves'][number]): number | undefined {
  if (utilization === undefined) return undefined;
  const { kink, base, below, above } = rates;
  const bps = (ratio: number) => Math.round(ratio * 1e4);
  const lent = Math.round(((utilization.low + utilization.high) / 2) * MILLION);
  const curve = Rates.curve(bps(kink), bps(base), bps(below), bps(above));
  const { borrow } = Rates.quote(
    curve,
    { debt: Ray.of(lent), cash: Ray.of(MILLION - lent), deficit: Ray.ZERO },
    Ray.ZERO,
  );
  return Ray.toRatio(borrow, Ray.RAY);
}

function morpho(spec: Morpho, asset: string, debt: string | undefined): Terms.Lending | undefined {
  const lent = spec.reserves.find((one) => (debt ?? one.asset) === one.asset && one.lent);
  if (lent === undefined || !spec.reserves.some((one) => one.asset === asset && !one.lent)) return undefined;
  const bonus = Wad.toRatio(MorphoLiquidation.incentive(Wad.ofRatio(spec.lltv))) - 1;
  const limits = { ltv: spec.lltv, threshold: spec.lltv, bonus };
  if (lent.utilization === undefined) return { rules: 'morpho-blue', limits, borrowRate: undefined };
  const part = Math.round(((lent.utilization.low + lent.utilization.high) / 2) * MILLION);
  const atTarget = AdaptiveRate.ofYear(spec.rateAtTarget);
  const { average } = AdaptiveRate.quote(atTarget, Wad.of(MILLION), Wad.of(part), Wad.ZERO);
  return { rules: 'morpho-blue', limits, borrowRate: AdaptiveRate.toYear(average) };
}
