import { BUY } from '../messages/Outbox.js';
import * as Desk from './Desk.js';
import type { World } from './World.js';

/** A market's grid, in units of its quote and base asset, and the bids within a share of the best one. */
export interface BookSheet {
  readonly venue: string;
  readonly symbol: string;
  readonly kind: 'spot' | 'perp';
  readonly tick: number;
  readonly lot: number;
  /** In units of the quote asset. */
  readonly bid: number;
}

/** Every book of a world as it stands; its bids are counted within a share of the best one. */
export function list({ world }: { readonly world: Pick<World, 'engine'> }, within: number): BookSheet[] {
  const { engine } = world;
  return engine.markets.map(({ id, venue, symbol, perp, tick, lot }) => ({
    venue: engine.venues[venue]!.id,
    symbol,
    kind: perp ? 'perp' : 'spot',
    tick,
    lot,
    bid: Desk.depthUsd(engine, id, BUY, within),
  }));
}
