import { describe, expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import type * as Arbitrageur from './Arbitrageur.js';

const GROUP = (more = '') =>
  `  arbs: { kind: arbitrageurs, preset: arbitrageurs, inventory: 2%, clip: 0.05%${more} }`;
const states = (w: ReturnType<typeof TwoVenues.open>) =>
  w.world.agents.filter(({ kind }) => kind === 'arbitrageur') as unknown as Arbitrageur.State[];

describe('arbitrageurs', () => {
  const w = TwoVenues.open(GROUP());
  const [btc, alt] = states(w) as [Arbitrageur.State, Arbitrageur.State];

  test('are one an asset, with an account in every book of it', () => {
    expect(states(w).map(({ markets }) => markets.map((id) => w.engine.markets[id]!.symbol))).toEqual([
      Array(4).fill('BTC/USDT'),
      Array(4).fill('ALT/USDT'),
    ]);
    btc.markets.forEach((id, i) => {
      expect(w.engine.accounts.venue[btc.accounts[i]!]).toBe(w.engine.markets[id]!.venue);
      expect(w.world.agents[w.engine.accounts.agent[btc.accounts[i]!]!]).toBe(btc);
    });
  });

  test('trade and hold by the volume of their asset', () => {
    // 0.05% and a quarter of 2% of 1bn and of 20M dollars a day.
    expect([btc.clipUsd, alt.clipUsd]).toEqual([500_000, 10_000]);
    expect([btc.limitUsd, alt.limitUsd]).toEqual([5e6, 100_000]);
  });

  test('own coins and dollars on spot, which they remember, and dollars on perps', () => {
    // Half of 25% of 1bn a day is spot on each venue: 2% of it in coins, 2% in dollars.
    btc.markets.forEach((id, i) => {
      const market = w.engine.markets[id]!;
      const usd = w.worth([btc.accounts[i]!]);
      if (market.perp) expect([btc.base0[i], btc.cash0[i]]).toEqual([0, 0]);
      else {
        expect(usd).toBeCloseTo(2 * 0.02 * 125e6, 0);
        expect(btc.base0[i]! / 1e8).toBeCloseTo((0.02 * 125e6) / 100_000, 5);
        expect(btc.cash0[i]! / 1e4).toBeCloseTo(0.02 * 125e6, 0);
      }
    });
  });
});

test('one book is nothing to arbitrage: no agent', () => {
  const w = TwoVenues.open(GROUP(', venues: [a]'));
  // Spot and perp of one venue are two books.
  expect(states(w).map(({ markets }) => markets.length)).toEqual([2, 2]);
  for (const { markets } of states(w)) for (const id of markets) expect(w.engine.markets[id]!.venue).toBe(0);
});
