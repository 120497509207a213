import * as Kernel from '../kernel/Kernel.js';
import * as Desk from './Desk.js';
import * as Dispatch from './Dispatch.js';
import type { World } from './World.js';

/**
 * Advances a world until `untilUs` or for `maxEvents` events, whichever comes first; true when its end is reached.
 * Synchronous; call again to continue. Throws InvariantError when a law is broken.
 */
export function advance(world: World, untilUs: number, maxEvents: number): boolean {
  const { engine } = world;
  const { kernel } = engine;
  const desk = Desk.create(world);
  const event: Kernel.Event = { kind: 0, target: 0, a: 0, b: 0, id: 0, cause: 0 };
  const until = Math.min(untilUs, engine.endUs);
  const stopAt = kernel.events + maxEvents;
  while (kernel.events < stopAt) {
    if (!Kernel.next(kernel, until, event)) return until >= engine.endUs;
    desk.view.nowUs = kernel.nowUs;
    Dispatch.handle(world, desk, event);
  }
  return false;
}

/** Where a run stands: simulated time, events, and the market with the deepest fall so far. */
export function progress(world: World): {
  atUs: number;
  endUs: number;
  events: number;
  worst: { market: string; fall: number } | undefined;
} {
  const { engine } = world;
  let worst: { market: string; fall: number } | undefined;
  for (const market of engine.markets) {
    const fall = market.tape.maxDrawdown;
    if (fall > (worst?.fall ?? 0))
      worst = {
        market: `${engine.venues[market.venue]!.id} ${market.symbol}${market.perp ? ' perp' : ''}`,
        fall,
      };
  }
  return { atUs: engine.kernel.nowUs, endUs: engine.endUs, events: engine.kernel.events, worst };
}
