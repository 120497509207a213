import type { AssetSpec, VenueSpec } from '../../compose/Scenario.js';
import * as Trigger from '../../mechanisms/liquidation/trigger/Trigger.js';
import * as Box from '../../mechanisms/margin/Box.js';
import * as CollateralIndex from '../../mechanisms/margin/CollateralIndex.js';
import * as Unified from '../../mechanisms/margin/Unified.js';
import * as Funding from '../../mechanisms/perp/Funding.js';
import * as Bench from '../../opening/Bench.js';
import type { Listed } from '../../opening/Universe.js';
import * as Accounts from '../../state/Accounts.js';
import type { CollateralRule, Engine, Venue } from '../../state/Engine.js';
import * as LiquidationRules from './LiquidationRules.js';

/**
 * Dollars a venue's treasury can lend of each dollar asset. Less where the asset has so many decimals that all treasuries
 * together would take half of the atoms there can be.
 */
const TREASURY_USD = 60e9;

/**
 * Days of volume a treasury can lend of an asset: short sellers on spot borrow it, and after a fall of nine tenths
 * the same dollars are ten times as many coins.
 */
function lendable(asset: Listed): number {
  return asset.major ? 5 : 20;
}

/** Opens the venues with their system accounts; markets and collateral rules follow. */
export function open(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  universe.venues.forEach((spec, index) => {
    const venue = create(spec, index, engine);
    engine.venues.push(venue);
    venue.feeAccount = Accounts.add(engine.accounts, `fees/${spec.id}`, index, Accounts.SYSTEM);
    venue.treasury = Accounts.add(engine.accounts, `treasury/${spec.id}`, index, Accounts.SYSTEM);
    universe.assets.forEach((asset, id) => {
      const wanted =
        asset.spec.class === 'dollar'
          ? TREASURY_USD
          : (lendable(asset) * asset.dailyVolume) / asset.spec.price;
      const most = Number.MAX_SAFE_INTEGER / (2 * universe.venues.length * engine.assets[id]!.unit);
      Bench.fund(bench, venue.treasury, id, Math.min(wanted, most));
    });
  });
}

function create(spec: VenueSpec, index: number, engine: Engine): Venue {
  return {
    id: spec.id,
    index,
    markets: [],
    perps: [],
    spots: [],
    margin: spec.margin,
    markKind: spec.mark.kind,
    oracleEveryUs: spec.oracleEvery,
    collateral: [],
    loanMaintenance: spec.loanMaintenance,
    thresholds: spec.thresholds,
    liquidation: LiquidationRules.of(spec),
    adl: spec.adl,
    fundingEveryUs: spec.funding.every,
    funding: Funding.terms(spec.funding),
    publish: spec.publish,
    feeAccount: -1,
    treasury: -1,
    takeoverPool: -1,
    terms: [],
    collateralUsd: new Float64Array(engine.assets.length),
    repriced: engine.assets.map(() => ({ second: -1, id: 0 })),
    borrowRate: spec.borrowRate,
    lent: lentOf(spec, engine),
    // Once its markets and accounts exist: see Build.
    watch: Box.create([], 0),
    liquidating: [],
    touched: [],
  };
}

/** What the venue can lend of its dollar, where its rate depends on it. */
function lentOf(spec: VenueSpec, engine: Engine): Venue['lent'] {
  const { borrowCurve, borrowRate, quote } = spec;
  if (!borrowCurve) return undefined;
  return {
    ...borrowCurve,
    asset: engine.assets.findIndex(({ symbol }) => symbol === quote),
    base: borrowRate,
    noted: borrowRate,
  };
}

/** How each venue counts each asset as collateral. Runs after the markets exist. */
export function collateralize(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  universe.venues.forEach((spec, index) => {
    const venue = engine.venues[index]!;
    universe.assets.forEach((asset, id) => {
      venue.collateral.push(ruleOf(bench, spec, index, id));
      venue.collateralUsd[id] = asset.spec.price;
    });
  });
}

function ruleOf(bench: Bench.Bench, spec: VenueSpec, venue: number, id: number): CollateralRule {
  const { engine, universe } = bench;
  const asset = universe.assets[id]!.spec;
  const redeemsTo = engine.assets[id]!.redeemsTo;
  const own = engine.venues[venue]!.spots.map((market) => engine.markets[market]!);
  const direct = own.find((m) => m.base === id && engine.assets[m.quote]!.dollar);
  const cross = own.find((m) => m.base === id && m.quote === redeemsTo);
  return {
    policy: policyOf(spec, asset),
    weights: weightsOf(spec, asset),
    direct: direct?.id ?? -1,
    cross: cross?.id ?? -1,
  };
}

/** What counts of an asset: the venue's slices by size, or the asset's one weight. */
function weightsOf(spec: VenueSpec, { id, collateralWeight }: AssetSpec): Unified.WeightTiers {
  const stated = spec.collateralWeights?.[id];
  const slices = stated?.slices ?? [{ weight: collateralWeight }];
  return Unified.weightTiers(
    slices.map(({ upTo = Number.POSITIVE_INFINITY, weight }) => ({ upTo, weight })),
    stated?.by === 'coin',
  );
}

/** The venue's index policy for one asset; the published mix of own books applies where the asset has one. */
function policyOf(spec: VenueSpec, { id, price, redeemsTo }: AssetSpec): CollateralIndex.Policy {
  return CollateralIndex.policy(spec.indexOf?.[id] ?? spec.collateralIndex, {
    openUsd: price,
    redeems: redeemsTo !== undefined,
    directWeight: spec.ownBookMix[id] ?? 1,
  });
}

/** One pool for majors and some for groups of alts, with their opening money; then every perp knows its pool. */
export function insure(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  universe.venues.forEach((spec, index) => {
    const venue = engine.venues[index]!;
    if (!spec.perps) return;
    const quote = Bench.assetOf(bench, spec.quote);
    venue.takeoverPool = pool(bench, index, { id: 'majors', quote, usd: spec.insurance.majors });
    const groups = spec.insurance.altGroups;
    const alts: number[] = [];
    for (let group = 0; group < groups; group++)
      alts.push(pool(bench, index, { id: `alts-${group + 1}`, quote, usd: spec.insurance.alts / groups }));
    let nth = 0;
    for (const id of venue.perps) {
      const market = engine.markets[id]!;
      const major = universe.assets[market.base]!.major;
      market.pool = major ? venue.takeoverPool : alts[nth++ % groups]!;
    }
  });
}

function pool(
  bench: Bench.Bench,
  venue: number,
  { id, quote, usd }: { readonly id: string; readonly quote: number; readonly usd: number },
): number {
  const { engine, universe } = bench;
  const spec = universe.venues[venue]!;
  const account = Accounts.add(engine.accounts, `pool/${spec.id}/${id}`, venue, Accounts.SYSTEM);
  Bench.fund(bench, account, quote, usd);
  return (
    engine.pools.push({
      id,
      venue,
      account,
      vault: spec.liquidation.vault,
      startUsd: usd,
      minUsd: usd,
      equityUsd: usd,
      trigger: Trigger.memory(),
    }) - 1
  );
}
