import { expect, test } from 'vitest';
import * as IssuerWorld from '../../../../test/cast/IssuerWorld.js';
import * as WorldAudit from '../../../run/WorldAudit.js';
import * as Time from '../../../units/Time.js';

const { held } = IssuerWorld;

/** Spot and perp of BTC trade at a new price after a minute. */
const MOVE = (price: number) => `
  orders:
    - { id: spot, market: "a:BTC/USDT:spot", side: ${price < 100_000 ? 'buy' : 'sell'}, price: ${price}, size: 5 }
    - { id: perp, market: "a:BTC/USDT:perp", side: ${price < 100_000 ? 'buy' : 'sell'}, price: ${price}, size: 5 }
  trades:
    - { id: spot, at: 2025-01-01T00:01:00Z, market: "a:BTC/USDT:spot", side: ${price < 100_000 ? 'sell' : 'buy'}, size: 0.1 }
    - { id: perp, at: 2025-01-01T00:01:00Z, market: "a:BTC/USDT:perp", side: ${price < 100_000 ? 'sell' : 'buy'}, size: 0.1 }`;

test.each([90_000, 115_000])(
  'BTC at %d leaves the backing where it was, and profit is cash after the settlement',
  (price) => {
    const world = IssuerWorld.open('hedge: { settle: 30min }', MOVE(price));
    const desk = IssuerWorld.deskOf(world);
    const [hedge] = desk.hedges;
    IssuerWorld.pass(world, 30);
    const opening = desk.backingRatio;
    expect(opening).toBeCloseTo(1.016, 6);
    const custody = held(world, desk.account, 'USDT');
    IssuerWorld.pass(world, 20 * 60);
    // The perp's mark follows its own trades and the index within half a percent of the shorts.
    expect(Math.abs(desk.backingRatio - opening)).toBeLessThan(0.412 * 0.005);
    const float = held(world, hedge!.account, 'USDT');
    expect(float).toBeCloseTo(824_000, 0);
    expect(held(world, desk.account, 'USDT')).toBe(custody);
    IssuerWorld.pass(world, 10 * 60);
    expect(hedge!.settledUs).toBe(30 * 60 * Time.SECOND);
    const paid = held(world, desk.account, 'USDT') - custody;
    expect(paid / (412 * (100_000 - price))).toBeCloseTo(1, 1);
    expect(held(world, hedge!.account, 'USDT')).toBeCloseTo(float, 2);
    expect(Math.abs(desk.backingRatio - opening)).toBeLessThan(0.412 * 0.005);
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  },
);

test('negative funding is paid by the fund, then it is a hole, and stakers lose nothing', () => {
  const world = IssuerWorld.open('fund: 1_000 USD, stableYield: 0');
  const desk = IssuerWorld.deskOf(world);
  IssuerWorld.pass(world, 12);
  desk.income = -5_000e4;
  const { shares, assets } = desk.vault;
  // Eight hours of funding at 0.01 % of 41.2M come in meanwhile.
  desk.income -= 4_120e4;
  const rows = IssuerWorld.pass(world, 8 * 3600);
  expect(held(world, desk.books.fund, 'USDT')).toBe(0);
  expect(rows).toMatchObject([{ kind: 'issuer-loss', usd: 4_000 }]);
  expect(desk.holeUsd).toBeCloseTo(4_000, 1);
  expect([desk.vault.shares, desk.vault.assets]).toEqual([shares, assets]);
});

test('gatekeepers halt by themselves when the backing falls below their limit', () => {
  const world = IssuerWorld.open('stables: { USDT: 38%, USDC: 20% }, haltBelow: 99.5%');
  const desk = IssuerWorld.deskOf(world);
  const rows = IssuerWorld.pass(world, 60);
  const [hole, halt] = rows;
  expect(rows).toMatchObject([{ kind: 'issuer-hole' }]);
  expect(hole!.ratio).toBeCloseTo(0.996, 6);
  expect(halt).toBeUndefined();
  const thinner = IssuerWorld.open('stables: { USDT: 37%, USDC: 20% }, haltBelow: 99.5%');
  const [first, second] = IssuerWorld.pass(thinner, 60);
  expect(second).toMatchObject({ kind: 'issuer-halt', reason: 'backing', cause: first!.id });
  expect([desk.primary.isHalted, IssuerWorld.deskOf(thinner).primary.isHalted]).toEqual([false, true]);
});
