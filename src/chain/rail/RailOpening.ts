import type { Scenario } from '../../compose/Scenario.js';
import * as Transfer from '../../mechanisms/rail/Transfer.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Rounding from '../../units/Rounding.js';
import type { Delay, Rail } from './Rail.js';

type Spec = NonNullable<Scenario['rails']>;

/** No rails: nothing leaves a venue. */
export function none(): Rail {
  return {
    transit: -1,
    issuers: -1,
    terms: undefined,
    state: { haltedUntilUs: new Float64Array(0) },
    delays: [],
    chains: [],
    hot: new Float64Array(0),
    hotFull: new Float64Array(0),
    filledUs: new Float64Array(0),
    refusedUsd: 0,
    refused: {},
    sentUsd: 0,
    inFlightUsd: 0,
  };
}

/** Lays the scenario's rails. */
export function lay(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  const { rails } = universe.scenario;
  if (!rails) return;
  const terms = {
    assets: universe.assets.length,
    routes: routes(bench, rails),
    windows: windows(bench, rails),
    rules: rules(bench, rails),
  };
  const rows = terms.routes.length;
  const full = wallets(bench, rails, rows);
  const rail: Rail = {
    ...none(),
    transit: Accounts.add(engine.accounts, 'transit', 0, Accounts.SYSTEM),
    issuers: Accounts.add(engine.accounts, 'dollar-issuers', 0, Accounts.SYSTEM),
    terms,
    state: Transfer.create(terms),
    delays: delays(bench, rails),
    hot: full.slice(),
    hotFull: full,
    filledUs: new Float64Array(rows),
  };
  engine.onchain = { ...engine.onchain, rail };
}

function venueOf({ universe }: Bench.Bench, id: string): number {
  return universe.venues.findIndex((venue) => venue.id === id);
}

function sorted<T extends { readonly id: string }>(items: readonly T[] | undefined): T[] {
  return [...(items ?? [])].sort((x, y) => (x.id < y.id ? -1 : 1));
}

/** Row of a venue and asset. */
function rowOf(bench: Bench.Bench, venue: string, asset: string): number {
  return venueOf(bench, venue) * bench.universe.assets.length + Bench.assetOf(bench, asset);
}

/** One route a venue and asset. Confirmations are stated as the time they take: one block of that length. */
function routes(bench: Bench.Bench, rails: Spec): Transfer.Route[] {
  const refill = new Map(
    (rails.wallets ?? []).map((one) => [rowOf(bench, one.venue, one.asset), one.refill]),
  );
  return bench.universe.venues.flatMap((venue, index) =>
    bench.universe.assets.map((asset, id): Transfer.Route => {
      const checkUs = rails.check[venue.id] ?? 0;
      return {
        checkUs,
        creditUs: checkUs,
        confirmations: 1,
        blockUs: rails.confirm[asset.spec.id] ?? rails.confirm.default ?? 0,
        internalUs: rails.internal?.[venue.id] ?? 0,
        walletRefillUs: refill.get(index * bench.universe.assets.length + id) ?? Number.POSITIVE_INFINITY,
      };
    }),
  );
}

/** Halts and factors; delays are added apart. */
function windows(bench: Bench.Bench, rails: Spec): Transfer.Window[] {
  return sorted(rails.windows)
    .filter((window) => window.delay === undefined)
    .map((window) => ({
      ...span(bench, window),
      direction: window.direction ?? 'all',
      untilUs: span(bench, window).toUs,
      effect: window.factor ?? 'halt',
    }));
}

function delays(bench: Bench.Bench, rails: Spec): Delay[] {
  return sorted(rails.windows)
    .filter((window) => window.delay !== undefined)
    .map((window) => ({ ...span(bench, window), delayUs: window.delay! }));
}

function span(bench: Bench.Bench, window: Spec['windows'][number]) {
  const { start } = bench.universe.scenario;
  return {
    venue: venueOf(bench, window.venue),
    asset: window.asset === undefined ? -1 : Bench.assetOf(bench, window.asset),
    fromUs: (window.from - start) * 1000,
    toUs: (window.to - start) * 1000,
  };
}

function rules(bench: Bench.Bench, rails: Spec): Transfer.HaltRule[] {
  const { universe } = bench;
  const all = universe.venues.flatMap(() =>
    universe.assets.map((): Transfer.HaltRule => ({ kind: 'never' })),
  );
  for (const { venue, asset, above, back, hold } of rails.rules ?? [])
    all[rowOf(bench, venue, asset)] = { kind: 'deviation', above, back, holdUs: hold };
  return all;
}

/** Atoms in each full hot wallet. */
function wallets(bench: Bench.Bench, rails: Spec, rows: number): Float64Array {
  const full = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  for (const { venue, asset, size } of rails.wallets ?? []) {
    const id = Bench.assetOf(bench, asset);
    const units = size / bench.universe.assets[id]!.spec.price;
    full[rowOf(bench, venue, asset)] = Rounding.down(units * bench.engine.assets[id]!.unit);
  }
  return full;
}
