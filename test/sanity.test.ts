import { describe, expect, it } from 'vitest';
import * as Run from '../src/scenario/Run.js';
import * as Worlds from './cast/Worlds.js';

/** Hours of the reduced scenario: both headlines, the calm, and an hour and a half of what follows. */
const UNTIL_US = 8.5 * 3600e6;

function run(intervention: string) {
  const world = Worlds.open('oct-2025-lite', { withs: [intervention] });
  while (!Run.advance(world, UNTIL_US, 5e6)) if (world.engine.kernel.nowUs >= UNTIL_US - 1e6) break;
  const { engine } = world;
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const fall = (symbol: string) =>
    Math.max(
      ...engine.markets
        .filter((m) => m.base === asset(symbol) && !m.perp && engine.venues[m.venue]!.id === 'a')
        .map((m) => m.tape.maxDrawdown),
    );
  const impulse = (symbol: string) =>
    1 - engine.news.fundamental[asset(symbol)]! / engine.assets[asset(symbol)]!.openUsd;
  return { engine, fall, impulse };
}

describe('sanity of the October scenario, reduced', () => {
  it('without news nothing happens: BTC falls less than a point below its value, forced selling under 0.5% of interest', () => {
    const { engine, fall, impulse } = run('news-off');
    expect(impulse('BTC')).toBe(0);
    expect(fall('BTC')).toBeLessThan(0.01);
    expect(engine.tally.forcedUsd).toBeLessThan(0.005 * 217e9);
  });

  it('without leverage the news is only news: no forced selling, falls under 1.5 times the impulse', () => {
    const { engine, fall, impulse } = run('leverage-off');
    expect(engine.tally.forcedUsd).toBe(0);
    for (const symbol of ['BTC', 'ETH', 'SOL', 'XRP', 'LINK', 'ENA'])
      expect(fall(symbol), symbol).toBeLessThan(1.5 * impulse(symbol));
  });
});
