import { describe, expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import * as WorldAudit from '../../run/WorldAudit.js';
import * as Accounts from '../../state/Accounts.js';
import type * as BasisTrader from './BasisTrader.js';

const states = (w: ReturnType<typeof TwoVenues.open>) =>
  w.world.agents.filter(({ kind }) => kind === 'basis-trader') as unknown as BasisTrader.State[];

describe('basis traders', () => {
  const w = TwoVenues.open(
    '  carry: { kind: basis, preset: basis, share: 10%, account: 1M USD, entryShare: 50%, clip: 0.1% }',
  );
  const { engine } = w;
  const one = states(w)[0]!;

  test('have a book in each asset of each unified venue', () => {
    expect(
      states(w).map(({ spot, perp }) => [engine.markets[spot]!.symbol, engine.markets[perp]!.perp]),
    ).toEqual([
      ['BTC/USDT', true],
      ['ALT/USDT', true],
      ['BTC/USDT', true],
      ['ALT/USDT', true],
    ]);
  });

  test('are short a share of the open interest and hold the same units', () => {
    // 10% of half of 100M dollars: 50 BTC.
    expect(one.units0).toBeCloseTo(50, 3);
    const market = engine.markets[one.perp]!;
    const lots = engine.accounts.lots[one.account * engine.accounts.width + market.local]!;
    expect(lots * market.lot).toBeCloseTo(-50, 3);
    expect(Accounts.balance(engine, one.account, market.base) / 1e8).toBeCloseTo(50, 3);
  });

  test('have a quarter as margin and the money that may still enter, for so many accounts as that makes', () => {
    const usdt = engine.markets[one.perp]!.quote;
    expect(Accounts.balance(engine, one.account, usdt) / 1e4).toBeCloseTo(5e6 * 0.75, 0);
    expect(engine.accounts.weight[one.account]).toBe(5);
  });

  test('trade by the volume of the asset, and leave within the stated range', () => {
    expect(one.clipUsd).toBe(1e6);
    expect(one.exitFrom).toBeGreaterThanOrEqual(-0.002);
    expect(one.exitFrom).toBeLessThanOrEqual(-0.001);
    expect(one.exitTo).toBeLessThan(one.exitFrom);
  });

  test('open a world that is conserved', () => {
    expect(WorldAudit.run(engine, [])).toEqual([]);
  });
});

test('a group keeps to its venues', () => {
  const w = TwoVenues.open('  carry: { kind: basis, preset: basis, venues: [b] }');
  expect(states(w).map(({ account }) => w.engine.accounts.venue[account])).toEqual([1, 1]);
});
