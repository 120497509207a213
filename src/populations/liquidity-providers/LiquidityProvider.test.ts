import { beforeEach, describe, expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Worlds from '../../../test/cast/Worlds.js';
import type { World } from '../../run/World.js';
import * as LiquidityProvider from './LiquidityProvider.js';

/* A pool as its provider sees it: 4 shares, and the share of its most plentiful coin. */
let imbalance = 0.5;
let shares = 4;
const { view, stream } = StubView.create([{ bid: 99, ask: 101 }], [[0, 0]]);
Object.assign(view, {
  pools: [{ shares: () => shares, imbalance: () => imbalance }],
  baseFee: () => 30e9,
});
const agent = (): LiquidityProvider.State => ({
  ...{ kind: 'liquidity-provider', name: 'one', latencyUs: 0, stream },
  ...{ pool: 0, account: 7, leaveAt: 0.8, everyUs: 120e6, bear: 2, tipWei: 1e9 },
});

beforeEach(() => {
  shares = 4;
  view.box.wakeAtUs = -1;
});

describe('a provider', () => {
  test.each([
    [0.79, 0],
    [0.8, 0],
    [0.81, 1],
  ])('that bears 80%% of one coin, at %d: %i withdrawals', (now, count) => {
    imbalance = now;
    LiquidityProvider.wake(view, agent());
    const { calls } = StubView.take(view);
    expect(calls).toHaveLength(count);
    // Between nine and eleven tenths of two minutes later.
    expect(Math.abs(view.box.wakeAtUs - view.nowUs - 120e6)).toBeLessThanOrEqual(12e6);
  });

  test('takes all of its shares, bids twice the base fee and tips a gwei', () => {
    imbalance = 0.9;
    LiquidityProvider.wake(view, agent());
    expect(StubView.take(view).calls).toEqual([
      { op: 'unprovide', pool: 0, account: 7, shares: 4, bid: { maxFee: 61e9, tip: 1e9 }, origin: 0 },
    ]);
  });

  test('asks again while it has shares, and not any more once it has none', () => {
    imbalance = 0.9;
    const one = agent();
    LiquidityProvider.wake(view, one);
    LiquidityProvider.wake(view, one);
    expect(StubView.take(view).calls).toHaveLength(2);
    shares = 0;
    view.box.wakeAtUs = -1;
    LiquidityProvider.wake(view, one);
    expect([StubView.take(view).calls, view.box.wakeAtUs]).toEqual([[], -1]);
  });
});

describe('providers of a pool', () => {
  const TEXT = (rows: number) => `
title: Two coins in a pool
about: T.
preset: primer-world
chain: { preset: ethereum }
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:20:00Z
assets:
  - { id: ETH, class: major, price: 4_000 USD, decimals: 8, beta: 1, openInterest: 100M USD, dailyVolume: 1bn USD, volatility: 2%, tiers: btcusdt, collateralWeight: 95% }
  - { id: LP, class: token, price: 1 USD, decimals: 4, volatility: 1%, tiers: btcusdt, collateralWeight: 0% }
planted: { only: true }
pools:
  - { id: p, curve: constant-product, fee: 0.3%, share: LP, coins: { BTC: 5M USD, USDT: 5M USD } }
populations:
  lps: { kind: liquidity-providers, preset: liquidity-providers, rows: ${rows}, leaveAt: 70%..90% }
`;
  const open = (rows: number) => {
    const world: World = Worlds.write(TEXT(rows));
    const all = world.agents.filter(({ kind }) => kind === 'liquidity-provider');
    return { engine: world.engine, all: all as unknown as LiquidityProvider.State[] };
  };

  test('leave one after another: one threshold in each quarter of 70% to 90%', () => {
    const { all } = open(4);
    expect(all.map(({ leaveAt }) => Math.floor((leaveAt - 0.7) / 0.05))).toEqual([0, 1, 2, 3]);
  });

  test('own all of it but what the first deposit locks, in equal parts', () => {
    const { engine, all } = open(5);
    const pool = engine.onchain.pools[0]!;
    const parts = all.map(
      ({ account }) => engine.accounts.cash[account * engine.accounts.assets + pool.share]!,
    );
    const held = parts.map((cell) => engine.ledger.balance[cell]!);
    expect(held.reduce((sum, atoms) => sum + atoms, 0)).toBeGreaterThan(0.999_99 * pool.pool.supply);
    expect(Math.max(...held) / Math.min(...held)).toBeCloseTo(1, 4);
    // 5M dollars of BTC at 100 000.
    expect(pool.pool.balances[pool.coins.indexOf(1)]! / 1e8).toBeCloseTo(50, 6);
  });
});
