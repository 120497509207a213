import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import * as PlainView from '../src/chain/pool/PlainView.js';
import * as PoolFields from '../src/chain/pool/PoolFields.js';
import type { PoolKind } from '../src/chain/pool/PoolKind.js';
import * as ShareFill from '../src/chain/pool/ShareFill.js';
import type { AmmRule, Pool } from '../src/mechanisms/amm/AmmRule.js';
import * as ConstantProduct from '../src/mechanisms/amm/ConstantProduct.js';
import * as Trade from '../src/mechanisms/amm/Trade.js';
import type { Winner } from '../src/mechanisms/liquidation/rank/Rank.js';
import type { Position } from '../src/mechanisms/liquidation/style/Style.js';
import * as Worlds from './cast/Worlds.js';

/*
 * A curve of pools, a style of liquidation, and a rank and an allocation of auto-deleveraging that the engine has never
 * seen. Each definition is what one file would hold, each registry has one line more. Nothing else is touched: schema, opening
 * and run take them from the registries.
 */
vi.mock('../src/chain/pool/Registry.js', async (original) => {
  const { KINDS: listed } = await original<{ KINDS: Record<string, PoolKind> }>();
  const KINDS: Record<string, PoolKind> = { ...listed, even: evenKind() as never };
  const kindOf = ({ curve }: { readonly curve: string }) => KINDS[curve]!;
  return { KINDS, kindOf, ruleOf: (pool: { readonly curve: string }) => kindOf(pool).rule };
});
vi.mock('../src/mechanisms/liquidation/style/StyleRules.js', async (original) => ({
  ...(await original<object>()),
  part: {
    parameters: { share: { type: 'ratio', about: 'what every order closes' } },
    close: (_: unknown, { lots }: Position, { share }: { share: number }) => {
      asked.styles++;
      return { lots: Math.ceil(lots * share), isPartial: share < 1 };
    },
  },
}));
vi.mock('../src/mechanisms/liquidation/rank/RankRules.js', async (original) => ({
  ...(await original<object>()),
  smallest: { parameters: {}, score: ({ notional }: Winner) => -notional },
}));
vi.mock('../src/mechanisms/liquidation/allocation/AllocationRules.js', async (original) => ({
  ...(await original<object>()),
  last: {
    parameters: {},
    takes: 'positions',
    share: (needed: number, held: ArrayLike<number>) => {
      const parts = new Float64Array(held.length);
      let left = needed;
      for (let at = held.length - 1; at >= 0; at--) left -= parts[at] = Math.min(left, held[at]!);
      return parts;
    },
  },
}));

/** How often the style was asked. */
const asked = { styles: 0 };

/** One for one, less the fee, as long as there is something. */
function evenRule(): AmmRule {
  const { planAdd, planRemove } = ConstantProduct.RULE as unknown as AmmRule;
  const after = (pool: Pool, paid: number) => Math.floor(paid * (1 - pool.feePpm / 1e6));
  const sum = ({ balances }: Pool) => BigInt(balances[0]!) + BigInt(balances[1]!);
  return {
    planAdd,
    planRemove,
    plan: (pool, from, to, paid, receivedMin) => {
      const received = after(pool, paid);
      if (received > pool.balances[to]!) return Trade.refusedSwap(from, to, 'too-large');
      if (received < Math.max(1, receivedMin)) return Trade.refusedSwap(from, to, 'slippage');
      return { from, to, paid, received, fee: paid - received, adminFee: 0, refusal: null };
    },
    spot: () => 1,
    estimator: (pool) => (paid) => after(pool, paid),
    measure: (pool) => [sum(pool)],
    isKept: (pool, { measure, supply }) =>
      supply === 0 || sum(pool) * BigInt(supply) >= measure[0]! * BigInt(pool.supply) - BigInt(pool.supply),
  };
}

function evenKind() {
  const schema = z.strictObject({
    ...PoolFields.common(),
    curve: z.literal('even'),
    ...PoolFields.shared(),
  });
  const rule = evenRule();
  const kind: PoolKind<z.infer<typeof schema>> = {
    schema,
    rule,
    coinsOf: ({ coins }) => Object.keys(coins),
    mistakes: ({ coins, curve }, _, at) => PoolFields.count(coins, curve, { most: 2 }, at),
    open: ({ engine }, spec, coins) => {
      const [first, second] = coins.map((asset) => engine.assets[asset]!.decimals);
      const { shareDecimals, feePpm } = PoolFields.terms(engine, spec);
      const pool = ConstantProduct.create([first!, second!], shareDecimals, feePpm);
      return { pool, base: -1, meta: undefined };
    },
    fill: ShareFill.fill,
    show: (engine, self) => PlainView.of(engine, self, rule),
  };
  return kind;
}

describe('a curve that is a file and a line', () => {
  const TEXT = (more: string) => `
title: A pool that exchanges one for one
about: T.
preset: primer-issuer
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:02:00Z
assets:
  - { id: LPUSDEUSDC, class: token, price: 1 USD, decimals: 4, volatility: 0.1%, tiers: btcusdt, collateralWeight: 0% }
chain: { carries: [USDE, USDC, USDT, ETH] }
pools: [{ id: usde-usdc, curve: even, coins: { USDE: 10M USD, USDC: 10M USD }, share: LPUSDEUSDC, fee: 10bp${more} }]
populations:
  liquidity-providers: { rows: 2, leaveAt: 99%..100%, every: 1h, latency: 1s }
planted:
  only: true
  swaps:
    - { id: s1, at: 2025-01-01T00:00:10Z, pool: usde-usdc, sell: USDE, buy: USDC, size: 4_000_000 }
`;

  test('is opened, filled, traded on and audited', () => {
    const world = Worlds.write(TEXT(''));
    Worlds.finish(world);
    const { engine } = world;
    const pool = engine.onchain.pools[0]!;
    const held = (symbol: string) =>
      pool.pool.balances[pool.coins.findIndex((id) => engine.assets[id]!.symbol === symbol)]! / 1e4;
    // 4M in, less 0.1% out, at one for one.
    expect([held('USDE'), held('USDC')]).toEqual([14_000_000, 10_000_000 - 3_996_000]);
    expect(pool.swaps).toBe(1);
  });

  test('has keys that are checked like those of any other', () => {
    expect(() => Worlds.write(TEXT(', amplification: 200'))).toThrow(/amplification.*unknown key/s);
  });
});

describe('rules of liquidation and deleveraging that are a file and a line each', () => {
  /* A margin account, long 10 BTC on 100 000 dollars; shorts of 10 and of 12; the mark gaps to 84 000. */
  const TEXT = (venue: string) => `
title: A margin account fails
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:40Z
venues: [{ id: a, insurance: { majors: 1_000 USD, alts: 1_000 USD }, ${venue} }]
planted:
  only: true
  accounts:
    - { id: loser, venue: a, holdings: { USDT: 100_000 }, positions: { "BTC/USDT": 10 } }
  positions:
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 10_000 USD }
    - { id: short-10, market: "a:BTC/USDT:perp", side: short, size: 10, margin: 100_000 USD }
    - { id: short-12, market: "a:BTC/USDT:perp", side: short, size: 12, margin: 100_000 USD }
  orders:
    - { id: spot, market: "a:BTC/USDT:spot", side: buy, price: 84_000, size: 1 }
  trades:
    - { id: spot, at: 2025-01-01T00:10:05.5Z, market: "a:BTC/USDT:spot", side: sell, size: 0.01 }
`;
  const left = (venue: string) => {
    const { engine } = ((world) => {
      Worlds.finish(world);
      return world;
    })(Worlds.write(TEXT(venue)));
    const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
    return [...engine.crowds[market.crowd]!.lots]
      .slice(1, 3)
      .map((lots) => Math.round(lots * market.lot * 1e6) / 1e6);
  };

  test('a rank decides who comes first, an allocation from whom is taken', () => {
    const of = (policy: string, rank: string) =>
      left(`adl: { policy: ${policy}, trigger: exhausted, rank: ${rank} }`);
    // The row long 1 is taken over first; then 10 of the account.
    const smallest = of('queue', 'smallest');
    const last = of('last', 'smallest');
    expect(smallest[0]! + smallest[1]!).toBeCloseTo(last[0]! + last[1]!, 6);
    expect(Math.abs(smallest[0]!)).toBeLessThan(Math.abs(last[0]!));
    expect(Math.abs(last[1]!)).toBeLessThan(Math.abs(smallest[1]!));
  });

  test('a style decides how much an order closes, by parameters of its own', () => {
    asked.styles = 0;
    left('liquidation: { style: { kind: part, share: 50% } }');
    expect(asked.styles).toBeGreaterThan(0);
    expect(() => Worlds.write(TEXT('liquidation: { style: { kind: part, share: 300% } }'))).toThrow(/share/);
    expect(() => Worlds.write(TEXT('liquidation: { style: { kind: part } }'))).toThrow(/share/);
    expect(() => Worlds.write(TEXT('adl: { rank: smalest }'))).toThrow(/smallest/);
  });
});
