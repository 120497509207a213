import * as Journal from '../kernel/Journal.js';
import type { Aggressor } from '../messages/JournalFields.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Aggressors from './Aggressors.js';

/**
 * The journal row of the mark move that triggers a forced event: its eight largest aggressors since the last mark
 * with their shares. One row a market and second; its parent is the journaled cause with the largest share.
 */
export function markMove(engine: Engine, market: Market, falling: boolean): number {
  const second = Math.floor(engine.kernel.nowUs / 1_000_000);
  const state = market.mark!;
  if (state.movedSecond === second && state.moveId > 0) return state.moveId;
  const rows = Aggressors.largest(engine, market.base, falling ? 1 : 0);
  let parent = 0;
  const aggressors: Aggressor[] = [];
  let known = 0;
  for (const row of rows) {
    if (row.key > 0 && parent === 0) parent = row.key;
    known += row.share;
    aggressors.push({
      origin: row.key > 0 ? row.key : 0,
      kind: row.key > 0 ? 'journaled' : (engine.agentKinds[-1 - row.key] ?? 'venue'),
      share: Math.round(row.share * 1e4) / 1e4,
    });
  }
  state.movedSecond = second;
  state.moveId = Journal.record(engine.journal, engine.kernel.nowUs, 'mark-move', parent, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    mark: round(state.mark),
    index: round(state.index),
    aggressors,
    remainder: Math.round((1 - known) * 1e4) / 1e4,
  });
  return state.moveId;
}

/** Six significant digits are enough for a reader. */
export function round(x: number): number {
  return Number(x.toPrecision(6));
}

/** Dollars to the cent. */
export function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
