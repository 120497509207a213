import * as Bench from '../../../opening/Bench.js';
import * as Rounding from '../../../units/Rounding.js';
import type { IssuerSpec } from './DeltaNeutralSchema.js';
import type { Terms } from './IssuerDesk.js';

/** The rules of an issuer in atoms, parts per million and microseconds since the start. */
export function compose(bench: Bench.Bench, spec: IssuerSpec, stables: readonly number[]): Terms {
  const { engine, universe } = bench;
  const coin = engine.assets[Bench.assetOf(bench, spec.asset)]!;
  const parties = new Set<number>();
  const bps = (share: number) => Rounding.nearest(share * 10_000);
  const coins = (usd: number) => Rounding.down(usd * coin.unit);
  const { mint, redeem, buffer, vault } = spec;
  return {
    parties,
    primary: {
      decimals: coin.decimals,
      blockUs: universe.scenario.chain?.block ?? 12e6,
      assets: stables.map((asset) => ({
        decimals: engine.assets[asset]!.decimals,
        isStable: true,
        mintCap: coins(mint.assetCap),
        redeemCap: coins(redeem.assetCap),
      })),
      mintCap: coins(mint.cap),
      redeemCap: coins(redeem.cap),
      mintFeeBps: bps(mint.fee),
      redeemFeeBps: bps(redeem.fee),
      limitBps: bps(spec.parity),
      whenShort: redeem.whenShort,
      parties,
    },
    refills: stables.map((asset) => {
      const atoms = (usd: number) => Rounding.down(usd * engine.assets[asset]!.unit);
      return {
        target: atoms(buffer.target),
        trigger: atoms(buffer.trigger),
        atomsPerSecond: atoms(buffer.perMinute / 60),
        largest: atoms(buffer.largest),
        custodianUs: buffer.custodian,
        lentUs: buffer.lent,
      };
    }),
    policy: redeem.policy,
    vault: {
      vestingUs: vault?.vesting ?? 1,
      minShares: vault ? engine.assets[Bench.assetOf(bench, vault.asset)]!.unit : 1,
      cooldownUs: vault?.cooldown ?? 0,
    },
    everyUs: vault?.every ?? 8 * 3600e6,
    fundSharePpm: Rounding.nearest((vault?.fundShare ?? 0) * 1e6),
    stableYield: spec.stableYield,
    directUs: Float64Array.from(universe.venues, (venue) => spec.directVenues[venue.id] ?? -1),
    haltBelow: spec.haltBelow,
    halts: [...spec.halts]
      .sort((x, y) => (x.id < y.id ? -1 : 1))
      .map(({ from, to }) => ({
        fromUs: (from - engine.startMs) * 1000,
        toUs: (to - engine.startMs) * 1000,
      })),
  };
}
