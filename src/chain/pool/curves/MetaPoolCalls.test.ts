import { expect, test } from 'vitest';
import * as Worlds from '../../../../test/cast/Worlds.js';
import * as StableSwap from '../../../mechanisms/amm/StableSwap.js';
import type * as Call from '../../../messages/Call.js';
import * as WorldAudit from '../../../run/WorldAudit.js';
import * as Accounts from '../../../state/Accounts.js';
import * as LiquidityPool from '../LiquidityPool.js';

const UNIT = 10_000;

/** UST-3CRV over the pool of three dollars as it opens, and the account that sells on 7 May. */
function bench() {
  const { engine } = Worlds.open('luna-2022');
  const pools = engine.onchain.pools;
  const [base, meta] = [pools[0]!, pools[1]!];
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const seller = engine.accounts.name.indexOf('first-hours/ether');
  const held = (id: number) => Accounts.balance(engine, seller, id);
  const view = () => {
    for (const pool of pools) LiquidityPool.block(engine, pool);
    return LiquidityPool.view(engine, meta);
  };
  const swap = (from: number, to: number, atoms: number, atomsMin = 0): Call.Swap => {
    return {
      op: 'swap',
      pool: 1,
      account: seller,
      from,
      to,
      atoms,
      atomsMin,
      bid: { maxFee: 0, tip: 0 },
      origin: 0,
    };
  };
  return { engine, base, meta, held, view, swap, ust: asset('UST'), usdc: asset('USDC') };
}

test('a sale of UST for USDC burns shares of the base pool that come out of the metapool', () => {
  const { engine, base, meta, held, view, swap, ust, usdc } = bench();
  const atoms = 10_000_000 * UNIT;
  const [supply, shares] = [base.pool.supply, meta.pool.balances[1]!];
  const quoted = view().quote(ust, usdc, atoms);
  LiquidityPool.execute(engine, swap(ust, usdc, atoms));
  const burned = supply - base.pool.supply;
  expect(burned).toBeGreaterThan(0);
  // Half of the fee's part leaves the metapool too.
  expect(shares - meta.pool.balances[1]!).toBeGreaterThanOrEqual(burned);
  expect(held(base.share)).toBe(0);
  expect(held(usdc) / quoted).toBeCloseTo(1, 5);
  expect(WorldAudit.run(engine, [])).toEqual([]);
});

test('dollars for UST go the other way, and back and forth costs the fees', () => {
  const { engine, held, view, swap, ust, usdc } = bench();
  LiquidityPool.execute(engine, swap(ust, usdc, 20_000_000 * UNIT));
  const [before, dollars] = [held(ust), held(usdc)];
  const quoted = view().quote(usdc, ust, dollars);
  LiquidityPool.execute(engine, swap(usdc, ust, dollars));
  const got = held(ust) - before;
  expect(got / quoted).toBeCloseTo(1, 5);
  expect(got).toBeLessThan(20_000_000 * UNIT);
  // Twice 4 bp in the metapool and twice half of 1 bp in the base pool.
  expect(got).toBeGreaterThan(20_000_000 * UNIT * (1 - 0.0011));
});

test('what would bring too little, or is not there, moves neither pool', () => {
  const { engine, base, meta, swap, ust, usdc } = bench();
  const before = structuredClone([base.pool, meta.pool]);
  LiquidityPool.execute(engine, swap(ust, usdc, UNIT, UNIT));
  LiquidityPool.execute(engine, swap(ust, usdc, 1e9 * UNIT));
  expect(engine.tally.refused).toMatchObject({ 'swap-slippage': 1, 'swap-balance': 1 });
  expect([base.pool, meta.pool]).toEqual(before);
});

test('the liquidity that the issuer took out on 7 May leaves as UST alone', () => {
  const { engine, meta, held, view, ust, usdc } = bench();
  const before = held(ust);
  const shares = Accounts.balance(engine, engine.accounts.name.indexOf('first-hours/ether'), meta.share);
  const price = view().spot(ust, usdc);
  LiquidityPool.execute(engine, {
    op: 'unprovide',
    pool: 1,
    account: engine.accounts.name.indexOf('first-hours/ether'),
    shares: Math.min(shares, 150_000_000 * UNIT),
    coin: ust,
    bid: { maxFee: 0, tip: 0 },
    origin: 0,
  });
  const got = (held(ust) - before) / UNIT;
  expect(got).toBeGreaterThan(149_000_000);
  expect(got).toBeLessThan(150_500_000);
  expect(view().spot(ust, usdc)).toBeGreaterThan(price);
});

test('the metapool reads the virtual price of its base when the last reading is ten minutes old', () => {
  const { engine, base, meta, swap, ust, usdc } = bench();
  const rate = () => (meta.pool as StableSwap.State).rates[1];
  LiquidityPool.execute(engine, swap(ust, usdc, 10_000_000 * UNIT));
  expect(rate()).toBe(1);
  const { readAtUs } = meta.meta!;
  engine.kernel.nowUs = readAtUs + 600e6;
  LiquidityPool.execute(engine, swap(ust, usdc, UNIT));
  expect(rate()).toBe(1);
  engine.kernel.nowUs += 1;
  const now = StableSwap.virtualPrice(base.pool as StableSwap.State);
  LiquidityPool.execute(engine, swap(ust, usdc, UNIT));
  expect(rate()).toBe(now);
  expect(rate()).toBeGreaterThan(1);
});
