import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import type { AssetSpec, Scenario, VenueSpec } from '../Scenario.js';

/** One asset as the builders need it: sizes settled, beta drawn. Dollars. */
export interface Listed {
  readonly spec: AssetSpec;
  readonly openInterest: number;
  readonly dailyVolume: number;
  readonly beta: number;
  /** Calm volatility per square root of a second. */
  readonly sigma: number;
  readonly major: boolean;
}

/** Everything a builder reads, with every list in an order that does not depend on the file's. */
export interface Universe {
  readonly scenario: Scenario;
  readonly venues: readonly VenueSpec[];
  readonly assets: readonly Listed[];
}

const ORDER = { dollar: 0, major: 1, staked: 2, alt: 3 } as const;

/** Settles which assets exist and how large they are; alts share their total by a Zipf law over ranks. */
export function compose(scenario: Scenario, streams: Streams.Streams): Universe {
  const { universe } = scenario;
  const kept = scenario.assets.filter((a) => a.class !== 'alt' || (a.rank ?? 1) <= universe.alts);
  kept.sort(
    (x, y) => ORDER[x.class] - ORDER[y.class] || (x.rank ?? 0) - (y.rank ?? 0) || (x.id < y.id ? -1 : 1),
  );
  let mass = 0;
  for (const spec of kept) if (spec.class === 'alt') mass += Real.pow(spec.rank ?? 1, -universe.zipf);
  return {
    scenario,
    venues: [...scenario.venues].sort((x, y) => (x.id < y.id ? -1 : 1)),
    assets: kept.map((spec) => listed(scenario, streams, spec, mass)),
  };
}

function listed(scenario: Scenario, streams: Streams.Streams, spec: AssetSpec, mass: number): Listed {
  const { universe, populations } = scenario;
  const share = spec.class === 'alt' ? Real.pow(spec.rank ?? 1, -universe.zipf) / mass : 0;
  const openInterest = spec.openInterest ?? share * universe.openInterest;
  const volume = spec.dailyVolume ?? populations.staking?.dailyVolume[spec.id];
  const { low, high } = universe.beta;
  const stream = Streams.open(streams, `beta/${spec.id}`);
  return {
    spec,
    openInterest,
    dailyVolume: volume ?? openInterest * universe.volumeOverOpenInterest,
    beta: spec.class === 'dollar' ? 0 : (spec.beta ?? low + (high - low) * Streams.unit(streams, stream)),
    sigma: spec.volatility / Math.sqrt(86_400),
    major: spec.class === 'major' || spec.class === 'staked',
  };
}
