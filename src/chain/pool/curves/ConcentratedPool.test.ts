import { expect, test } from 'vitest';
import * as Worlds from '../../../../test/cast/Worlds.js';
import * as Concentrated from '../../../mechanisms/amm/Concentrated.js';
import * as WorldAudit from '../../../run/WorldAudit.js';
import * as Accounts from '../../../state/Accounts.js';
import * as LiquidityPool from '../LiquidityPool.js';

/** Preset primer-pool with a pool of two ranges beside its own. */
const TEXT = `
title: Two ranges
about: A world written for a test.
preset: primer-pool
start: 2025-01-01T00:00:00Z
end: 2025-01-01T02:00:00Z
pools:
  - id: ranged
    curve: concentrated
    coins: [USDE, USDT]
    fee: 1bp
    tickSpacing: 1
    ranges:
      - { id: near, from: 0.998, to: 1.002, usd: 8M USD }
      - { id: below, from: 0.95, to: 0.99, usd: 2M USD }
planted:
  only: true
`;

function bench() {
  const { engine } = Worlds.write(TEXT);
  const pool = engine.onchain.pools.find(({ id }) => id === 'ranged')!;
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const units = (account: number, symbol: string) =>
    Accounts.balance(engine, account, asset(symbol)) / engine.assets[asset(symbol)]!.unit;
  return { engine, pool, asset, units, view: LiquidityPool.view(engine, pool) };
}

test('it opens with what is stated: dollars by range, each coin where its range needs it', () => {
  const { pool, units, engine, view, asset } = bench();
  const [usde, usdt] = [units(pool.account, 'USDE'), units(pool.account, 'USDT')];
  expect(usde + usdt).toBeCloseTo(10e6, -2);
  // The range below the price holds dollars alone, the one around it the same of both.
  expect(Math.abs(usde - 4e6)).toBeLessThan(0.1e6);
  expect(view.spot(asset('USDE'), asset('USDT'))).toBeCloseTo(1, 9);
  expect((pool.pool as Concentrated.State).moving.positions.length).toBe(8);
  expect(pool.refused).toEqual({});
  expect(WorldAudit.run(engine, [])).toEqual([]);
});

test('beyond the near range the price falls at once to the next one, and its providers hold one coin', () => {
  const { engine, pool, asset } = bench();
  const [usde, usdt] = [asset('USDE'), asset('USDT')];
  const account = engine.accounts.name.indexOf('issuer/ethena/holders');
  const sell = (units: number) => {
    const atoms = units * engine.assets[usde]!.unit;
    const call = { op: 'swap', pool: engine.onchain.pools.indexOf(pool), account } as const;
    const rest = { atomsMin: 0, bid: { maxFee: 0, tip: 0 }, origin: 0 };
    LiquidityPool.execute(engine, { ...call, from: usde, to: usdt, atoms, ...rest });
    LiquidityPool.block(engine, pool);
    return pool.prices[pool.coins.indexOf(usde)]!;
  };
  expect(sell(2e6)).toBeGreaterThan(0.998);
  const near = sell(2e6);
  expect(near).toBeGreaterThan(0.997);
  // What is left of the near range goes first; the rest is paid at 0.99 and below.
  const below = sell(0.5e6);
  expect(below).toBeLessThan(0.99);
  expect(below).toBeGreaterThan(0.95);
  expect(pool.imbalance).toBeGreaterThan(0.8);
  expect(WorldAudit.run(engine, [])).toEqual([]);
});

test('a provider takes its part out with the fees it has earned', () => {
  const { engine, pool, asset, units, view } = bench();
  const provider = engine.accounts.name.indexOf('provider/ranged/1');
  const trader = engine.accounts.name.indexOf('provider/usde-usdc/1');
  expect(view.shares(provider)).toBe(Concentrated.WHOLE);
  expect(view.shares(trader)).toBe(0);
  const before = units(pool.account, 'USDE') + units(pool.account, 'USDT');
  const call = { op: 'unprovide', pool: engine.onchain.pools.indexOf(pool), account: provider } as const;
  LiquidityPool.execute(engine, {
    ...call,
    shares: Concentrated.WHOLE,
    bid: { maxFee: 0, tip: 0 },
    origin: 0,
  });
  expect(units(provider, 'USDE') + units(provider, 'USDT')).toBeCloseTo(before / 4, -1);
  expect(view.shares(provider)).toBe(0);
  LiquidityPool.execute(engine, {
    ...call,
    shares: Concentrated.WHOLE,
    bid: { maxFee: 0, tip: 0 },
    origin: 0,
  });
  expect(pool.refused).toEqual({ 'unprovide-too-small': 1 });
  expect(asset('USDE')).toBeGreaterThanOrEqual(0);
});

test('mistakes have a place and a remedy', () => {
  const wrong = (from: string, to: string) => () => Worlds.write(TEXT.replace(from, to));
  expect(wrong('[USDE, USDT]', '[USDE, USDE]')).toThrow('"USDE" twice');
  expect(wrong('to: 0.99,', 'to: 0.94,')).toThrow('widen the range');
  expect(wrong('curve: concentrated', 'curve: concentrate')).toThrow('concentrated');
  expect(wrong('tickSpacing: 1', 'amplification: 1')).toThrow('amplification');
});
