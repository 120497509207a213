import * as Real from '../base/Real.js';
import * as Streams from '../base/Streams.js';
import type { AssetSpec, Scenario, VenueSpec } from '../compose/Scenario.js';

/** One asset as the builders need it: sizes settled, beta drawn. Dollars. */
export interface Listed {
  readonly spec: AssetSpec;
  readonly openInterest: number;
  readonly dailyVolume: number;
  /** Spot's part of a venue's volume in it, relative to that venue's common part. */
  readonly spotPart: number;
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
  readonly spotPart: number;
}

/** Ranks over which the differences in spot's part grow from nothing. */
const ALIKE = 6;

/**
 * Open interest by a Zipf law over ranks; turnover of each alt, and spot's part of it, drawn around the common ones. The
 * largest coins trade alike; how much a coin differs grows with its rank. Totals stay as stated, but for coins that state
 * sizes of their own: these replace their shares, and the others keep theirs.
 */
function altShares(
  alts: readonly AssetSpec[],
  universe: Scenario['universe'],
  streams: Streams.Streams,
): Map<string, AltShare> {
  const draw = (name: string, unlike: number, { low, high }: { low: number; high: number }) => {
    const u = Streams.unit(streams, Streams.open(streams, name));
    return 1 + Math.min(1, unlike) * (low + (high - low) * u - 1);
  };
  const last = Math.max(1, universe.alts - 1);
  const rows = alts.map((spec) => {
    const rank = spec.rank ?? 1;
    const mass = Real.pow(rank, -universe.zipf);
    const traded = mass * draw(`turnover/${spec.id}`, (rank - 1) / last, universe.turnover);
    const part = draw(`spot-part/${spec.id}`, (rank - 1) / ALIKE, universe.spotPart);
    return { id: spec.id, mass, traded, part };
  });
  const mass = rows.reduce((sum, row) => sum + row.mass, 0);
  const traded = rows.reduce((sum, row) => sum + row.traded, 0);
  const part = rows.reduce((sum, row) => sum + row.traded * row.part, 0) / traded;
  return new Map(
    rows.map((row) => [
      row.id,
      { openInterest: row.mass / mass, volume: row.traded / traded, spotPart: row.part / part },
    ]),
  );
}

function listed(
  scenario: Scenario,
  streams: Streams.Streams,
  spec: AssetSpec,
  alt: AltShare | undefined,
): Listed {
  const { universe } = scenario;
  const openInterest = spec.openInterest ?? (alt?.openInterest ?? 0) * universe.openInterest;
  const stated = spec.dailyVolume;
  const altVolume = (alt?.volume ?? 0) * universe.openInterest * universe.volumeOverOpenInterest;
  const { low, high } = universe.beta;
  const stream = Streams.open(streams, `beta/${spec.id}`);
  return {
    spec,
    openInterest,
    dailyVolume: stated ?? altVolume,
    spotPart: alt?.spotPart ?? 1,
    beta: PAR.includes(spec.class) ? 0 : (spec.beta ?? low + (high - low) * Streams.unit(streams, stream)),
    sigma: spec.volatility / Math.sqrt(86_400),
    major: spec.class === 'major' || spec.class === 'staked',
  };
}
