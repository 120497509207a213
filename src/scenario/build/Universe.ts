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

const ORDER = { dollar: 0, major: 1, staked: 2, alt: 3, synthetic: 4, token: 5 } as const;
/** Classes that news does not touch. */
const PAR = ['dollar', 'synthetic', 'token'];

/** Settles which assets exist and how large they are; alts share their total by a Zipf law over ranks. */
export function compose(scenario: Scenario, streams: Streams.Streams): Universe {
  const { universe } = scenario;
  const kept = scenario.assets.filter((a) => a.class !== 'alt' || (a.rank ?? 1) <= universe.alts);
  kept.sort(
    (x, y) => ORDER[x.class] - ORDER[y.class] || (x.rank ?? 0) - (y.rank ?? 0) || (x.id < y.id ? -1 : 1),
  );
  const alts = altShares(
    kept.filter((spec) => spec.class === 'alt'),
    universe,
    streams,
  );
  return {
    scenario,
    venues: [...scenario.venues].sort((x, y) => (x.id < y.id ? -1 : 1)),
    assets: kept.map((spec) => listed(scenario, streams, spec, alts.get(spec.id))),
  };
}

/** Shares of one alt in the alts' open interest and in their daily volume. */
interface AltShare {
  readonly openInterest: number;
  readonly volume: number;
}

/** Open interest by a Zipf law over ranks; turnover of each alt drawn around the common one. Totals stay as stated. */
function altShares(
  alts: readonly AssetSpec[],
  universe: Scenario['universe'],
  streams: Streams.Streams,
): Map<string, AltShare> {
  const rows = alts.map((spec) => {
    const mass = Real.pow(spec.rank ?? 1, -universe.zipf);
    const { low, high } = universe.turnover;
    const u = Streams.unit(streams, Streams.open(streams, `turnover/${spec.id}`));
    // The largest coins trade alike; how much a coin's turnover differs grows with its rank.
    const spread = ((spec.rank ?? 1) - 1) / Math.max(1, universe.alts - 1);
    return { id: spec.id, mass, traded: mass * (1 + spread * (low + (high - low) * u - 1)) };
  });
  const mass = rows.reduce((sum, row) => sum + row.mass, 0);
  const traded = rows.reduce((sum, row) => sum + row.traded, 0);
  return new Map(rows.map((r) => [r.id, { openInterest: r.mass / mass, volume: r.traded / traded }]));
}

function listed(
  scenario: Scenario,
  streams: Streams.Streams,
  spec: AssetSpec,
  alt: AltShare | undefined,
): Listed {
  const { universe, populations } = scenario;
  const openInterest = spec.openInterest ?? (alt?.openInterest ?? 0) * universe.openInterest;
  const stated = spec.dailyVolume ?? populations.staking?.dailyVolume[spec.id];
  const altVolume = (alt?.volume ?? 0) * universe.openInterest * universe.volumeOverOpenInterest;
  const { low, high } = universe.beta;
  const stream = Streams.open(streams, `beta/${spec.id}`);
  return {
    spec,
    openInterest,
    dailyVolume: stated ?? altVolume,
    beta: PAR.includes(spec.class) ? 0 : (spec.beta ?? low + (high - low) * Streams.unit(streams, stream)),
    sigma: spec.volatility / Math.sqrt(86_400),
    major: spec.class === 'major' || spec.class === 'staked',
  };
}
