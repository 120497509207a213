import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Advance from '../../run/Advance.js';
import type { World } from '../../run/World.js';
import * as Time from '../../units/Time.js';
import type * as PoolArbitrageur from './PoolArbitrageur.js';

const text = (rest: string) => `
title: pool
about: pool
preset: primer-pool
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:20:00Z
planted:
  only: true
${rest}`;

function firm(world: World): PoolArbitrageur.State {
  return world.agents.find((agent) => agent.kind === 'pool-arbitrageur') as PoolArbitrageur.State;
}

/** Dollars and coins of the firm, by place, in whole units. */
function stocks(world: World) {
  const { engine } = world;
  const agent = firm(world);
  const units = (account: number, asset: number) => {
    const cell = engine.accounts.cash[account * engine.accounts.assets + asset]!;
    return cell < 0 ? 0 : engine.ledger.balance[cell]! / engine.assets[asset]!.unit;
  };
  const quote = engine.markets[agent.markets[0]!]!.quote;
  return {
    coins: units(agent.account, agent.coin),
    dollars: units(agent.account, agent.dollar),
    coinsThere: units(agent.accounts[0]!, agent.coin),
    dollarsThere: units(agent.accounts[0]!, quote),
  };
}

function run(rest: string, minutes: number, sets: string[] = []): World {
  const world = Worlds.write(text(rest), { sets });
  Advance.advance(world, minutes * Time.MINUTE, Number.POSITIVE_INFINITY);
  return world;
}

test('a coin offered cheap on a venue is bought there and sold into the pool at once', () => {
  const offer = '{ id: o, market: "a:USDE/USDT:spot", side: sell, price: 0.98, size: 100_000 }';
  const world = run(`  orders: [${offer}]`, 3, ['populations.pool-arbitrageurs.whitelisted=0%']);
  const now = stocks(world);
  expect(now.coinsThere).toBeCloseTo(600_000, -2);
  expect(now.dollarsThere).toBeLessThan(403_000);
  expect(now.coins).toBeCloseTo(400_000, -2);
  expect(now.dollars).toBeGreaterThan(599_500);
});

test('a coin bid dear on a venue is sold there and bought from the pool', () => {
  const bid = '{ id: b, market: "a:USDE/USDT:spot", side: buy, price: 1.02, size: 100_000 }';
  const world = run(`  orders: [${bid}]`, 3, ['populations.pool-arbitrageurs.whitelisted=0%']);
  const now = stocks(world);
  expect(now.coinsThere).toBeCloseTo(400_000, -2);
  expect(now.coins).toBeGreaterThan(599_000);
});

test('only the firm that the issuer knows redeems what the pool sells cheap', () => {
  const swap = '{ id: s, at: 2025-01-01T00:01:00Z, pool: usde-usdc, sell: USDE, buy: USDC, size: 5_000_000 }';
  const known = run(`  swaps: [${swap}]`, 10);
  expect(known.engine.onchain.issuers[0]!.redeemed).toBeGreaterThan(0);
  const stranger = run(`  swaps: [${swap}]`, 10, ['populations.pool-arbitrageurs.whitelisted=0%']);
  expect(stranger.engine.onchain.issuers[0]!.redeemed).toBe(0);
  expect(stranger.engine.onchain.pools[0]!.swaps).toBe(1);
});

test('a gap smaller than the edge is left alone', () => {
  const offer = '{ id: o, market: "a:USDE/USDT:spot", side: sell, price: 0.9995, size: 100_000 }';
  const world = run(`  orders: [${offer}]`, 3);
  expect(stocks(world)).toEqual({
    coins: 500_000,
    dollars: 500_000,
    coinsThere: 500_000,
    dollarsThere: 500_000,
  });
});
