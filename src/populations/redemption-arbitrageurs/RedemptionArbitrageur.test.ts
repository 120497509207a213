import { describe, expect, test } from 'vitest';
import * as IssuerWorld from '../../../test/cast/IssuerWorld.js';
import * as Worlds from '../../../test/cast/Worlds.js';
import type { World } from '../../run/World.js';
import * as WorldAudit from '../../run/WorldAudit.js';

const arbitrage = (more: string) =>
  `arbitrage: { firms: 2, whitelisted: 100%, edge: 10bp, hourEdge: 10bp,
  stuckEdge: 3%, clip: 250_000 USD, every: 5s, latency: 100ms, ${more} }`.replace(/\s+/g, ' ');
const book = (side: string, price: number, size: number) => `
  orders:
    - { id: one, market: "a:USDE/USDT:spot", side: ${side}, price: ${price}, size: ${size} }`;

/** What all firms own, in dollars at par, on venues, on the chain and on the way. */
function wealth(world: World): number {
  const { accounts } = world.engine;
  let usd = 0;
  accounts.name.forEach((name, account) => {
    if (!name.startsWith('redemption-arbitrageur') && name !== 'transit') return;
    for (const symbol of ['USDT', 'USDC', 'USDE']) usd += IssuerWorld.held(world, account, symbol);
  });
  const { books } = IssuerWorld.deskOf(world);
  return usd + IssuerWorld.held(world, books.line, 'USDE');
}

describe('below par', () => {
  test('every round trip redeems at par, and what stands unexploited has its reasons', () => {
    const world = Worlds.open('usde-redemption');
    const before = wealth(world);
    const rows = Worlds.finish(world);
    const desk = IssuerWorld.deskOf(world);
    const paid = rows.filter((row) => row.kind === 'redemption');
    expect(paid.every((row) => row.paid === row.usd)).toBe(true);
    const redeemed = desk.redeemed / 1e4;
    expect(redeemed).toBeGreaterThan(2e6);
    // Two cents a coin, less fees.
    const { tape } = world.engine.markets.find((one) => one.symbol === 'USDE/USDT')!;
    expect((wealth(world) - before) / (tape.volumeUsd / 0.98)).toBeCloseTo(0.02, 3);
    for (const reason of ['cap', 'delay', 'halt']) expect(desk.missed[reason]).toBeGreaterThan(1000);
    expect(desk.missed.inventory ?? 0).toBeLessThan(desk.missed.delay! / 10);
    // 4M at two cents less the edge: 3M of it stands while the first million travels, at most of the gap.
    const halted = desk.missed.halt! / (10 * 1e6 * 0.019);
    expect(halted).toBeGreaterThan(0.4);
    expect(halted).toBeLessThan(3);
    // What its resting orders have reserved is never asked of the rail.
    expect(world.engine.tally.refused['transfer-balance']).toBeUndefined();
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });

  test('nothing is bought for less than the edge, nor while the way out is closed for less than its premium', () => {
    const closed = 'halts: [{ id: all, from: 2025-01-01T00:00:00Z, to: 2025-01-02T00:00:00Z }]';
    const cash = 'cash: { a: 1M USD }, coins: {}';
    for (const [price, halts, volume] of [
      [0.9995, 'halts: []', 0],
      [0.99, 'halts: []', 990_000],
      [0.99, closed, 0],
      [0.95, closed, 950_000],
    ] as const) {
      const world = IssuerWorld.open(`${arbitrage(cash)}, ${halts}`, book('sell', price, 1_000_000));
      IssuerWorld.pass(world, 120);
      const market = world.engine.markets.find((one) => one.symbol === 'USDE/USDT')!;
      expect(market.tape.volumeUsd / 1e6).toBeCloseTo(volume / 1e6, 1);
    }
  });

  test('its bid rests below par, so that a sale into an empty book costs the seller its edge', () => {
    const sale = `
  trades:
    - { id: one, at: 2025-01-01T00:01:00Z, market: "a:USDE/USDT:spot", side: sell, size: 300_000 }`;
    const world = IssuerWorld.open(arbitrage('cash: { a: 1M USD }, coins: {}'), sale);
    IssuerWorld.pass(world, 120);
    const market = world.engine.markets.find((one) => one.symbol === 'USDE/USDT')!;
    expect(market.tape.volumeUsd).toBeCloseTo(300_000 * 0.998, -3);
    expect(market.lastTicks * market.tick).toBeGreaterThan(0.997);
    expect(market.lastTicks * market.tick).toBeLessThan(0.999);
  });

  test('what others sell below par while the firms have no money is missed, by its distance from par', () => {
    const sale = `
  orders:
    - { id: bid, market: "a:USDE/USDT:spot", side: buy, price: 0.8, size: 1_000_000 }
  trades:
    - { id: one, at: 2025-01-01T00:01:00Z, market: "a:USDE/USDT:spot", side: sell, size: 500_000 }`;
    const world = IssuerWorld.open(arbitrage('cash: { chain: 1_000 USD }, coins: {}'), sale);
    IssuerWorld.pass(world, 120);
    const { missed } = IssuerWorld.deskOf(world);
    expect(missed.inventory! / (500_000 * 0.8 * (0.998 / 0.8 - 1))).toBeCloseTo(1, 1);
    const rich = IssuerWorld.open(arbitrage('cash: { a: 1M USD }, coins: {}'), sale);
    IssuerWorld.pass(rich, 120);
    expect(Object.values(IssuerWorld.deskOf(rich).missed).reduce((sum, usd) => sum + usd, 0)).toBeLessThan(
      500,
    );
  });

  test('a direct line pays on the venue, without a transfer', () => {
    const world = IssuerWorld.open(
      `${arbitrage('cash: { a: 1M USD }, coins: {}')}, directVenues: { a: 5min }`,
      book('sell', 0.98, 2_000_000),
    );
    IssuerWorld.pass(world, 27 * 60);
    expect(world.engine.onchain.rail.sentUsd).toBe(0);
    expect(IssuerWorld.deskOf(world).redeemed / 1e4).toBeGreaterThan(900_000);
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });

  test('who is not whitelisted redeems nothing', () => {
    const stranger = arbitrage('cash: { a: 1M USD }, coins: {}').replace(
      'whitelisted: 100%',
      'whitelisted: 0',
    );
    const world = IssuerWorld.open(stranger, book('sell', 0.95, 500_000));
    IssuerWorld.pass(world, 30 * 60);
    expect(IssuerWorld.deskOf(world).redeemed).toBe(0);
    const firms = [1, 2].map((firm) =>
      world.engine.accounts.name.indexOf(`redemption-arbitrageur/ethena/${firm}/a`),
    );
    expect(firms.reduce((sum, account) => sum + IssuerWorld.held(world, account, 'USDE'), 0)).toBeCloseTo(
      500_000,
      -2,
    );
  });
});

describe('above par', () => {
  test('coins held on the venue are sold, minted anew and sent after', () => {
    const world = IssuerWorld.open(
      arbitrage('cash: { a: 100_000 USD, chain: 2M USD }, coins: { a: 400_000 USD }'),
      book('buy', 1.01, 1_500_000),
    );
    const before = wealth(world);
    IssuerWorld.pass(world, 40 * 60);
    const desk = IssuerWorld.deskOf(world);
    expect(desk.minted / 1e4).toBeGreaterThan(350_000);
    expect(wealth(world)).toBeGreaterThan(before + 0.008 * 700_000);
    expect(Object.keys(desk.missed)).toContain('inventory');
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });
});
