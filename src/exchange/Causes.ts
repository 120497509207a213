import * as JournalWriter from '../kernel/JournalWriter.js';
import type { Aggressor } from '../messages/JournalFields.js';
import type { Engine, Market, Venue } from '../state/Engine.js';
import * as Rounding from '../units/Rounding.js';
import * as Time from '../units/Time.js';
import * as Aggressors from './Aggressors.js';

/**
 * The journal row of the mark move that triggers a forced event: its eight largest aggressors since the last mark
 * with their shares. One row a market and second; its parent is the journaled cause with the largest share.
 */
export function markMove(engine: Engine, market: Market, falling: boolean): number {
  const second = Time.second(engine.kernel.nowUs);
  const state = market.mark!;
  if (state.movedSecond === second && state.moveId > 0) return state.moveId;
  const { parent, ...pushers } = pushersOf(engine, market.base, falling);
  state.movedSecond = second;
  state.moveId = JournalWriter.record(engine.journal, engine.kernel.nowUs, 'mark-move', parent, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    mark: round(state.mark),
    index: round(state.index),
    ...pushers,
  });
  return state.moveId;
}

/** The same for a venue's index of a collateral asset: one row a venue, asset and second. */
export function reprice(engine: Engine, venue: Venue, asset: number, falling: boolean): number {
  const second = Time.second(engine.kernel.nowUs);
  const last = venue.repriced[asset]!;
  if (last.second === second) return last.id;
  const { symbol, openUsd } = engine.assets[asset]!;
  const { parent, ...pushers } = pushersOf(engine, asset, falling);
  last.second = second;
  last.id = JournalWriter.record(engine.journal, engine.kernel.nowUs, 'collateral-reprice', parent, {
    venue: venue.id,
    asset: symbol,
    price: round(venue.collateralUsd[asset]!),
    priceOpen: round(openUsd),
    ...pushers,
  });
  return last.id;
}

interface Pushers {
  /** Journal id of the largest journaled one, 0 for none. */
  readonly parent: number;
  readonly aggressors: readonly Aggressor[];
  readonly remainder: number;
}

/** Who moved an asset's price since the last mark, on all venues. */
function pushersOf(engine: Engine, asset: number, falling: boolean): Pushers {
  const rows = Aggressors.largest(engine, asset, falling ? 1 : 0);
  const aggressors = rows.map(({ key, share }) => ({
    origin: key > 0 ? key : 0,
    kind: key > 0 ? 'journaled' : (engine.agentKinds[-1 - key] ?? 'venue'),
    share: Rounding.nearest(share * 1e4) / 1e4,
  }));
  const known = rows.reduce((sum, { share }) => sum + share, 0);
  return {
    parent: rows.find(({ key }) => key > 0)?.key ?? 0,
    aggressors,
    remainder: Rounding.nearest((1 - known) * 1e4) / 1e4,
  };
}

/** Six significant digits are enough for a reader. */
export function round(x: number): number {
  return Number(x.toPrecision(6));
}

/** Dollars to the cent. */
export function cents(usd: number): number {
  return Rounding.nearest(usd * 100) / 100;
}
