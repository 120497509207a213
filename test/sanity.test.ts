import { describe, expect, it } from 'vitest';
import * as Advance from '../src/run/Advance.js';
import * as Worlds from './cast/Worlds.js';

/** Both headlines, the five quiet hours between, and an hour of what follows, over five alts in coarse rows. */
const REAL_TIME = [
  'end=2025-10-10T21:45:00Z',
  'universe.alts=5',
  'populations.crowd.fuelRows=150',
  'populations.crowd.restRows=10',
  'populations.crowd.shortRows=40',
  'populations.crowd.trendRows=20',
  'populations.pledgers.rows=60',
];

function run(scenario: string, sets: readonly string[], intervention: string) {
  const world = Worlds.open(scenario, { sets, withs: [intervention] });
  while (!Advance.advance(world, Number.POSITIVE_INFINITY, 5e6));
  const { engine } = world;
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const fall = (symbol: string) =>
    Math.max(
      ...engine.markets
        .filter((m) => m.base === asset(symbol) && !m.perp && engine.venues[m.venue]!.id === 'a')
        .map((m) => m.tape.maxDrawdown),
    );
  /** Largest fall of its fundamental value, high to low. */
  const valueFall = (symbol: string) => {
    const { columns, minutes } = world.recorder.series;
    let [high, worst] = [engine.assets[asset(symbol)]!.openUsd, 0];
    for (const value of columns[`value/${symbol}`]!.subarray(0, minutes)) {
      high = Math.max(high, value);
      worst = Math.max(worst, 1 - value / high);
    }
    return worst;
  };
  return { engine, fall, valueFall };
}

describe.each([
  ['oct-2025', REAL_TIME],
  ['oct-2025-lite', []],
] as const)('sanity of %s', { timeout: 300_000 }, (scenario, sets) => {
  it('without news nothing happens: BTC falls less than a point below its value, forced selling under 0.5% of interest', () => {
    const { engine, fall, valueFall } = run(scenario, sets, 'news-off');
    expect(fall('BTC')).toBeLessThan(valueFall('BTC') + 0.01);
    expect(engine.tally.forcedUsd).toBeLessThan(0.005 * 217e9);
  });

  it('without leverage the news is only news: no forced selling, falls under 1.5 times those of value', () => {
    const { engine, fall, valueFall } = run(scenario, sets, 'leverage-off');
    expect(engine.tally.forcedUsd).toBe(0);
    for (const symbol of ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'LINK'])
      expect(fall(symbol), symbol).toBeLessThan(1.5 * valueFall(symbol));
  });
});
