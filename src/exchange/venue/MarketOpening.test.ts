import { describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';

const OPEN = (venues: string, more = '') => `
title: Markets at the open
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted: { only: true }
${more}
venues:
${venues}
`;
const ONE = '  - { id: a }';
const HALF = 'shares: { openInterest: 50%, volume: 50%, perpsOfVolume: 75% }';
const TWO = `  - { id: a, ${HALF}, indexWeights: { a: 3, b: 1 } }
  - { id: b, preset: primer-exchange, ${HALF}, indexWeights: { b: 1 } }`;

function open(venues = ONE, more = '') {
  const { engine } = Worlds.write(OPEN(venues, more));
  const market = (symbol: string, perp: boolean, venue = 0) =>
    engine.markets.find((m) => m.symbol === symbol && m.perp === perp && m.venue === venue)!;
  return { engine, market };
}

describe('every venue lists its books', () => {
  test('spot before perp, in the order of assets, and keeps their ids', () => {
    const { engine } = open(TWO);
    const names = engine.markets.map(
      ({ venue, symbol, perp }) => `${venue} ${symbol} ${perp ? 'perp' : 'spot'}`,
    );
    const one = ['BTC/USDT spot', 'BTC/USDT perp', 'ALT/USDT spot', 'ALT/USDT perp'];
    expect(names).toEqual([...one.map((name) => `0 ${name}`), ...one.map((name) => `1 ${name}`)]);
    expect(engine.markets.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(engine.venues.map(({ markets, spots, perps }) => [markets, spots, perps])).toEqual([
      [
        [0, 1, 2, 3],
        [0, 2],
        [1, 3],
      ],
      [
        [4, 5, 6, 7],
        [4, 6],
        [5, 7],
      ],
    ]);
    // The account's column of a perp is its place among its venue's perps.
    expect(engine.markets.map(({ local }) => local)).toEqual([-1, 0, -1, 1, -1, 0, -1, 1]);
  });

  test('at the price of the asset, with fees and bands by kind', () => {
    const fees = 'fees: { spotMaker: 0.01%, spotTaker: 0.02%, perpMaker: 0.03%, perpTaker: 0.04% }';
    const { market } = open(`  - { id: a, ${fees}, protectivePrice: { spot: 1%, perps: 5% } }`);
    const [spot, perp] = [market('ALT/USDT', false), market('ALT/USDT', true)];
    expect(
      [spot.openTicks * spot.tick, perp.lastTicks * perp.tick].map((x) => Math.round(x * 1e6) / 1e6),
    ).toEqual([10, 10]);
    expect([spot.makerFeePpm, spot.takerFeePpm, spot.bandPpm]).toEqual([100, 200, 10_000]);
    expect([perp.makerFeePpm, perp.takerFeePpm, perp.bandPpm]).toEqual([300, 400, 50_000]);
  });

  test('with the smallest order that the venue states, rounded up to lots and atoms', () => {
    const grid = '{ tick: 0.001, lot: 0.1, minimum: { size: 0.25, notional: 5.00001 } }';
    const { market } = open(`  - { id: a, grids: { "ALT/USDT:spot": ${grid} } }`);
    const spot = market('ALT/USDT', false);
    expect([spot.tick, spot.lot, spot.minLots, spot.minAtoms]).toEqual([0.001, 0.1, 3, 50_001]);
    expect([market('ALT/USDT', true).minLots, market('ALT/USDT', true).minAtoms]).toEqual([1, 0]);
  });
});

describe('a perp', () => {
  test('opens with its mark at the price of the asset and a clearing cell of its own', () => {
    const { engine, market } = open();
    const [btc, alt] = [market('BTC/USDT', true), market('ALT/USDT', true)];
    expect([btc.mark!.index, btc.mark!.mark, alt.mark!.mark]).toEqual([100_000, 100_000, 10]);
    expect(btc.clearing).not.toBe(alt.clearing);
    expect(engine.ledger.balance[btc.clearing]).toBe(0);
    expect(engine.accounts.name).toContain('clearing/a/ALT/USDT');
    expect(market('BTC/USDT', false).mark).toBeUndefined();
    expect(market('BTC/USDT', false).clearing).toBe(-1);
  });

  test('has the table of its size class, of the venue’s own kind where it is a vault', () => {
    const leverage = (vault: boolean) =>
      open(`  - { id: a, liquidation: { vault: ${vault} } }`).market('BTC/USDT', true).maxLeverage;
    // Published by Hyperliquid for BTC: 40 times.
    expect(leverage(true)).toBe(40);
    expect(leverage(false)).toBeGreaterThan(40);
  });

  test('is settled below a price where the venue says so', () => {
    const { market } = open('  - { id: a, settlesBelow: { ALT: 0.5 USD } }');
    expect(
      [market('ALT/USDT', true), market('ALT/USDT', false), market('BTC/USDT', true)].map(
        (m) => m.settlesBelow,
      ),
    ).toEqual([0.5, 0, 0]);
  });

  test('knows the same perp on other venues', () => {
    const { market } = open(TWO);
    expect(market('BTC/USDT', true, 0).elsewhere).toEqual([market('BTC/USDT', true, 1).id]);
    expect(market('BTC/USDT', true, 1).elsewhere).toEqual([market('BTC/USDT', true, 0).id]);
    expect(market('BTC/USDT', false, 0).elsewhere).toEqual([]);
  });
});

describe('the price of an asset', () => {
  test('has every spot book against a dollar as a source, weighed as the first venue states', () => {
    const { engine, market } = open(TWO);
    const btc = engine.assets.find(({ symbol }) => symbol === 'BTC')!;
    expect(btc.sources).toEqual([market('BTC/USDT', false, 0).id, market('BTC/USDT', false, 1).id]);
    expect([...btc.weights]).toEqual([3, 1]);
    expect(btc.oneSided).toBe(2);
    expect(engine.assets.find(({ symbol }) => symbol === 'USDT')!.sources).toEqual([]);
  });

  test('weighs a single source whole, stated or not', () => {
    const { engine } = open('  - { id: a, indexWeights: {} }');
    expect([...engine.assets.find(({ symbol }) => symbol === 'BTC')!.weights]).toEqual([1]);
  });
});
