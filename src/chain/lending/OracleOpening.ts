import * as PriceOracle from '../../mechanisms/lending/PriceOracle.js';
import * as Bench from '../../opening/Bench.js';
import type * as OracleSchema from './OracleSchema.js';
import type * as Oracles from './Oracles.js';

interface Reserve {
  readonly asset: string;
  readonly oracle: OracleSchema.Oracle;
}

/** The oracle of a reserve. What it follows is another reserve, in a line that ends: `CheckLending` refuses circles. */
export function of(
  bench: Bench.Bench,
  { asset, oracle }: Reserve,
  assets: readonly number[],
  r: number,
): Oracles.Oracle {
  const base = (symbol: string) => assets.indexOf(Bench.assetOf(bench, symbol));
  const plain: Oracles.Oracle = {
    policy: { kind: 'pegged', par: 1 },
    feed: PriceOracle.create(),
    markets: [],
    base: -1,
    vault: undefined,
    token: undefined,
  };
  switch (oracle.kind) {
    case 'pegged':
      return { ...plain, base: base(oracle.to) };
    case 'vault': {
      const snapshotRate = bench.engine.assets[assets[r]!]!.redemptionRatio;
      return { ...plain, base: base(oracle.of), vault: { snapshotRate, growthPerYear: oracle.growth } };
    }
    case 'principal': {
      const { maturity, maxDiscount, discount, frozen } = oracle;
      const terms = { maturityUs: (maturity - bench.universe.scenario.start) * 1000, maxDiscount };
      return { ...plain, base: base(oracle.of), token: { terms, state: { discount, isFrozen: frozen } } };
    }
    case 'market':
      return { ...plain, ...feedOf(bench, asset, oracle) };
  }
}

/** Spot books of an asset by venue, with their weights; none for its price over all venues. */
function feedOf(
  bench: Bench.Bench,
  symbol: string,
  spec: Extract<OracleSchema.Oracle, { kind: 'market' }>,
): Pick<Oracles.Oracle, 'policy' | 'markets'> {
  const asset = Bench.assetOf(bench, symbol);
  const weights: number[] = [];
  const markets: number[] = [];
  bench.universe.venues.forEach(({ id }, venue) => {
    const weight = spec.weights?.[id];
    const market = Bench.marketOf(bench, venue, asset, false);
    if (weight === undefined || market === undefined) return;
    weights.push(weight);
    markets.push(market.id);
  });
  const terms: PriceOracle.FeedTerms = {
    weights: markets.length > 0 ? weights : [1],
    maxAgeUs: spec.stale ?? Number.POSITIVE_INFINITY,
    heartbeatUs: spec.heartbeat,
    deviation: spec.deviation,
  };
  if (spec.cap === undefined) return { markets, policy: { kind: 'market', terms } };
  return { markets, policy: { kind: 'capped', terms, cap: spec.cap } };
}
