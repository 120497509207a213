import { describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as Accounts from '../../state/Accounts.js';

const OPEN = (venues: string, assets = '') => `
title: Venues at the open
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted: { only: true }
${assets}
venues:
${venues}
`;

function open(venues = '  - { id: a }', assets = '') {
  const { engine } = Worlds.write(OPEN(venues, assets));
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const units = (account: number, symbol: string) =>
    Accounts.balance(engine, account, asset(symbol)) / engine.assets[asset(symbol)]!.unit;
  const perp = (symbol: string) => engine.markets.find((m) => m.perp && m.symbol === symbol)!;
  return { engine, venue: engine.venues[0]!, asset, units, perp };
}

describe('a venue’s treasury', () => {
  test('can lend 60bn dollars, five days of volume of a major and twenty of an alt', () => {
    const { venue, units } = open();
    expect(units(venue.treasury, 'USDT')).toBeCloseTo(60e9, 0);
    // 1bn and 20M dollars a day at 100 000 and 10.
    expect(units(venue.treasury, 'BTC')).toBeCloseTo((5 * 1e9) / 100_000, 3);
    expect(units(venue.treasury, 'ALT')).toBeCloseTo((20 * 20e6) / 10, 3);
  });

  test('comes from outside: every asset sums to zero', () => {
    expect([...Ledger.totals(open().engine.ledger)].every((total) => total === 0)).toBe(true);
  });
});

describe('pools', () => {
  const VENUE = '  - { id: a, insurance: { majors: 3M USD, alts: 8M USD, altGroups: 2 } }';
  const MORE = `assets:
  - { id: BAT, class: alt, rank: 2, price: 1 USD, decimals: 4, beta: 2, openInterest: 20M USD, dailyVolume: 20M USD, volatility: 4%, tiers: large-alt, collateralWeight: 80% }
  - { id: CAT, class: alt, rank: 3, price: 1 USD, decimals: 4, beta: 2, openInterest: 20M USD, dailyVolume: 20M USD, volatility: 4%, tiers: large-alt, collateralWeight: 80% }`;

  test('are one for majors, and groups of alts that share what is stated for alts', () => {
    const { engine, units } = open(VENUE);
    expect(engine.pools.map(({ id, startUsd, account }) => [id, startUsd, units(account, 'USDT')])).toEqual([
      ['majors', 3e6, 3e6],
      ['alts-1', 4e6, 4e6],
      ['alts-2', 4e6, 4e6],
    ]);
    for (const { minUsd, equityUsd, startUsd } of engine.pools)
      expect([minUsd, equityUsd]).toEqual([startUsd, startUsd]);
  });

  test('stand behind perps: majors behind theirs, groups of alts in turn', () => {
    const { engine, perp, venue } = open(VENUE, MORE);
    const nameOf = (symbol: string) => engine.pools[perp(symbol).pool]!.id;
    expect(nameOf('BTC/USDT')).toBe('majors');
    expect(['ALT/USDT', 'BAT/USDT', 'CAT/USDT'].map(nameOf)).toEqual(['alts-1', 'alts-2', 'alts-1']);
    expect(engine.pools[venue.takeoverPool]!.id).toBe('majors');
  });

  test('are none on a venue without perps', () => {
    const { engine, venue } = open('  - { id: a, perps: false }');
    expect([engine.pools.length, venue.takeoverPool]).toEqual([0, -1]);
  });
});

describe('collateral', () => {
  test('counts by the one weight of the asset, or by the slices of the venue', () => {
    const { venue, asset } = open(
      '  - { id: a, collateralWeights: { BTC: { by: coin, slices: [{ upTo: 10, weight: 95% }, { weight: 50% }] } } }',
    );
    const btc = venue.collateral[asset('BTC')]!.weights;
    expect([btc.perCoin, ...btc.upTo, ...btc.weight]).toEqual([
      true,
      10,
      Number.POSITIVE_INFINITY,
      0.95,
      0.5,
    ]);
    const alt = venue.collateral[asset('ALT')]!.weights;
    expect([alt.perCoin, ...alt.upTo, ...alt.weight]).toEqual([false, Number.POSITIVE_INFINITY, 0.8]);
  });

  test('is priced at the open by the asset, from the venue’s own book against the dollar', () => {
    const { engine, venue, asset } = open();
    expect([...venue.collateralUsd]).toEqual(engine.assets.map(({ openUsd }) => openUsd));
    const { direct, cross } = venue.collateral[asset('BTC')]!;
    expect(engine.markets[direct]).toMatchObject({ symbol: 'BTC/USDT', perp: false, venue: 0 });
    expect(cross).toBe(-1);
  });
});

test('a rate that depends on what is lent knows its dollar and where it starts', () => {
  const { venue, asset } = open(
    '  - { id: a, borrowRate: 4%, borrowCurve: { lendable: 1M USD, kink: 80%, below: 10%, above: 100% } }',
  );
  expect(venue.lent).toEqual({
    asset: asset('USDT'),
    base: 0.04,
    noted: 0.04,
    lendable: 1e6,
    kink: 0.8,
    below: 0.1,
    above: 1,
  });
  expect(open().venue.lent).toBeUndefined();
});
