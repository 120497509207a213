import { describe, expect, test } from 'vitest';
import * as Streams from '../../src/base/Streams.js';
import * as Assess from '../../src/exchange/Assess.js';
import * as Rows from '../../src/exchange/Rows.js';
import type * as Tiers from '../../src/mechanisms/margin/Tiers.js';
import * as Unified from '../../src/mechanisms/margin/Unified.js';
import * as Accounts from '../../src/state/Accounts.js';
import type { Crowd, Engine, Market, Venue } from '../../src/state/Engine.js';
import * as Walk from '../cast/Walk.js';

/** Seconds a world is watched. */
const SECONDS = 240;

/** Accounts whose fresh valuation is in a worse state than the exchange believes. */
function missed(engine: Engine, venue: Venue): string[] {
  const { accounts } = engine;
  const found: string[] = [];
  const fresh = Assess.create();
  for (let id = 0; id < accounts.count; id++) {
    const isWatched = accounts.venue[id] === venue.index && accounts.kind[id] === Accounts.MARGIN;
    // What changed hands after the look of this second is looked at in the next one.
    if (!isWatched || accounts.touched[id] === 1 || accounts.state[id] === Accounts.LIQUIDATING) continue;
    Assess.assess(engine, id, fresh);
    const state = Unified.state(Unified.marginRatio(fresh.equity, fresh.maintenance), venue.thresholds);
    if (state > accounts.state[id]!)
      found.push(`${accounts.name[id]} at ${engine.kernel.nowUs / 1e6} s: ${accounts.state[id]} is ${state}`);
  }
  return found;
}

/** Requirement of one position from the table itself: each slice of notional at its own rate. */
function naiveMaintenance(tiers: Tiers.Tiers, notional: number): number {
  let sum = 0;
  for (let k = 0; k < tiers.floor.length; k++) {
    const top = tiers.floor[k + 1] ?? Number.POSITIVE_INFINITY;
    sum += Math.max(0, Math.min(notional, top) - tiers.floor[k]!) * tiers.rate[k]!;
  }
  return sum;
}

/** Equity less maintenance of a row at the mark, over its notional; from margin, cost and table alone. */
function room(engine: Engine, market: Market, crowd: Crowd, row: number): number {
  const unit = engine.assets[market.quote]!.unit;
  const value = crowd.lots[row]! * market.lot * market.mark!.mark;
  const equity = engine.ledger.balance[crowd.margin[row]!]! / unit + value - crowd.entry[row]! / unit;
  const weight = crowd.weight[row]!;
  return (equity - weight * naiveMaintenance(market.tiers!, Math.abs(value) / weight)) / Math.abs(value);
}

/** Rows in breach at the mark that nobody is liquidating. */
function overlooked(engine: Engine): string[] {
  const found: string[] = [];
  for (const crowd of engine.crowds) {
    const market = engine.markets[crowd.market]!;
    for (let row = 0; row < crowd.count; row++) {
      if (crowd.lots[row] === 0 || crowd.state[row] !== Rows.OPEN) continue;
      const left = room(engine, market, crowd, row);
      if (left < -1e-9) found.push(`${market.symbol} row ${row} at ${engine.kernel.nowUs / 1e6} s: ${left}`);
    }
  }
  return found;
}

describe('margin of whole accounts: the watch against a full scan every second', () => {
  test.each([
    ['calm', { sigma: 0.002, jump: 0 }],
    ['wild', { sigma: 0.02, jump: 0 }],
    ['jumps', { sigma: 0.003, jump: 0.03 }],
    ['a staked asset alone', { sigma: 0.02, jump: 0.01, only: 'STETH' }],
    ['a dollar that leaves its peg', { sigma: 0.05, jump: 0, only: 'USDC' }],
  ])('no breach is missed or late: %s', (_, motion) => {
    const states = [0, 0, 0, 0];
    for (let seed = 1; seed <= 12; seed++) {
      const world = Walk.open(seed, { accounts: 40, rows: 0 });
      const { accounts } = world.engine;
      Walk.run(world, { seconds: SECONDS, seed, ...motion }, (venue) => {
        expect([seed, missed(world.engine, venue)]).toEqual([seed, []]);
        for (let id = 0; id < accounts.count; id++)
          if (accounts.kind[id] === Accounts.MARGIN) states[accounts.state[id]!]!++;
      });
    }
    // Somebody was in each state, so that there was something to miss.
    for (const count of states) expect(count).toBeGreaterThan(0);
  });

  test('nor by the largest short of the table, whose rate doubles at 1.2bn dollars', () => {
    for (const threshold of [1.05, 1.5, 3]) {
      // Equity a little above the threshold: 600 M of requirement per unit of move, 178.5 M of requirement.
      const equity = threshold * 178.6e6 + 20e6;
      const holdings = { USDT: equity };
      const short = { id: 'short', venue: 'a', holdings, positions: { 'BTC/USDT': -12_000 } };
      const world = Walk.of([short]);
      const venue = world.engine.venues[0]!;
      const [only] = Walk.valuations(world.engine, venue);
      const slack = Assess.slack(only!.value, threshold);
      const up = world.engine.assets.map(() => 1);
      const after = Walk.moved(world, venue, up, 0.999 * slack)(only!.account);
      expect(slack).toBeGreaterThan(0.005);
      expect(after.equity).toBeGreaterThan(threshold * after.maintenance);
    }
  });

  test('nor by a dollar asset that has a book of its own', () => {
    const pledge = { holdings: { USDC: 1e6 }, debts: { USDT: 0.8e6 } };
    const world = Walk.of([{ id: 'pledge', venue: 'a', ...pledge }]);
    const venue = world.engine.venues[0]!;
    const [only] = Walk.valuations(world.engine, venue);
    const slack = Assess.slack(only!.value, 1.5);
    const down = world.engine.assets.map(() => -1);
    const after = Walk.moved(world, venue, down, 0.999 * slack)(only!.account);
    expect(slack).toBeGreaterThan(0.05);
    expect(after.equity).toBeGreaterThan(1.5 * after.maintenance);
  });

  test('no slack is promised that a move of all prices against the account could use up', () => {
    const streams = Streams.create(5);
    const id = Streams.open(streams, 'slack');
    for (let seed = 1; seed <= 40; seed++) {
      const world = Walk.open(seed, { accounts: 40, rows: 0 });
      for (const venue of world.engine.venues) {
        const before = Walk.valuations(world.engine, venue);
        const signs = world.engine.assets.map(() => (Streams.unit(streams, id) < 0.5 ? -1 : 1));
        for (const share of [0.25, 1]) {
          for (const one of before) {
            for (const threshold of [1.05, 1.2, 1.5, 3]) {
              const ratio = Unified.marginRatio(one.value.equity, one.value.maintenance);
              const slack = Assess.slack(one.value, threshold);
              if (!(ratio > threshold) || !Number.isFinite(slack)) continue;
              const moved = Walk.moved(world, venue, signs, share * slack * 0.999);
              const after = moved(one.account);
              const now = Unified.marginRatio(after.equity, after.maintenance);
              expect([seed, one.account, now > threshold || now]).toEqual([seed, one.account, true]);
            }
          }
        }
      }
    }
  });
});

describe('isolated rows: ordered triggers against a full scan every second', () => {
  test.each([
    ['calm', 0.001, 0],
    ['wild', 0.01, 0],
    ['jumps', 0.002, 0.03],
  ])('no breach is missed or late, and nobody is liquidated without one: %s', (_, sigma, jump) => {
    let begun = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const world = Walk.open(seed, { accounts: 0, rows: 150 });
      const { engine } = world;
      Walk.run(world, { seconds: SECONDS, seed, sigma, jump }, () => {
        expect([seed, overlooked(engine)]).toEqual([seed, []]);
        for (const row of Walk.rows(world)) {
          if (row.kind !== 'liquidation') continue;
          begun++;
          const account = row.account as number;
          const crowd = engine.crowds[Accounts.crowdOf(account)]!;
          const at = Accounts.rowOf(account);
          // A row that was taken over within its first second is gone; the others still show their breach.
          if (crowd.lots[at] !== 0 && crowd.state[at] !== Rows.OPEN)
            expect(room(engine, engine.markets[crowd.market]!, crowd, at)).toBeLessThan(1e-9);
        }
      });
    }
    expect(begun).toBeGreaterThan(20);
  });
});
