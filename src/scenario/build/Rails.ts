import type { Rail, Window } from '../../actors/chain/Rail.js';
import * as Accounts from '../../actors/exchange/Accounts.js';
import * as Bench from './Bench.js';

/** No rails: nothing leaves a venue. */
export function none(): Rail {
  return {
    transit: -1,
    issuers: -1,
    checkUs: new Float64Array(0),
    confirmUs: new Float64Array(0),
    windows: [],
    refusedUsd: 0,
    sentUsd: 0,
    inFlightUsd: 0,
  };
}

/** Lays the scenario's rails. */
export function lay(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  const { rails, start } = universe.scenario;
  if (!rails) return;
  const venueOf = (id: string) => universe.venues.findIndex((venue) => venue.id === id);
  const windows = [...rails.windows]
    .sort((x, y) => (x.id < y.id ? -1 : 1))
    .map(
      (window): Window => ({
        venue: venueOf(window.venue),
        asset: window.asset === undefined ? -1 : Bench.assetOf(bench, window.asset),
        fromUs: (window.from - start) * 1000,
        toUs: (window.to - start) * 1000,
        halt: window.delay === undefined,
        delayUs: window.delay ?? 0,
      }),
    );
  const rail: Rail = {
    ...none(),
    transit: Accounts.add(engine.accounts, 'transit', 0, Accounts.SYSTEM),
    issuers: Accounts.add(engine.accounts, 'dollar-issuers', 0, Accounts.SYSTEM),
    checkUs: Float64Array.from(universe.venues, (venue) => rails.check[venue.id] ?? 0),
    confirmUs: Float64Array.from(
      universe.assets,
      (asset) => rails.confirm[asset.spec.id] ?? rails.confirm.default ?? 0,
    ),
    windows,
  };
  engine.onchain = { ...engine.onchain, rail };
}
