import { afterAll, expect, test, vi } from 'vitest';
import * as Advance from '../../src/run/Advance.js';
import * as Worlds from '../cast/Worlds.js';

/*
 * A rule of a venue is one file and one line of its registry. Here are three of them that the engine has never seen: an index, a
 * mark and a price of collateral. Nothing else is touched: schema, opening and run take them from the registries.
 */
vi.mock('../../src/mechanisms/oracle/index/IndexRules.js', async (original) => ({
  ...(await original<object>()),
  highest: {
    parameters: { factor: { type: 'ratio', max: 2 } },
    terms: ({ factor }: { factor: number }) => ({ factor }),
    compose: ({ factor }: { factor: number }, prices: Float64Array) => factor * Math.max(...prices),
  },
}));
vi.mock('../../src/mechanisms/oracle/mark/MarkRules.js', async (original) => ({
  ...(await original<object>()),
  halfway: {
    parameters: {},
    withIndex: false,
    readsPeers: false,
    create: () => ({ asked: 0 }),
    price: (state: { asked: number }, { index, last }: { index: number; last: number }) => {
      state.asked++;
      return (index + last) / 2;
    },
  },
}));
vi.mock('../../src/mechanisms/margin/collateral/CollateralRules.js', async (original) => ({
  ...(await original<object>()),
  discounted: {
    parameters: { by: 'ratio' },
    terms: ({ by }: { by: number }, { openUsd }: { openUsd: number }) => ({ usd: (1 - by) * openUsd }),
    price: ({ usd }: { usd: number }) => usd,
  },
}));
afterAll(() => vi.restoreAllMocks());

const TEXT = (index: string) => `
title: New rules
about: An index, a mark and a price of collateral of one file each.
preset: primer-world
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:00:20Z
venues:
  - { id: a, index: { rule: ${index} }, mark: halfway, collateralIndex: { kind: discounted, by: 25% }, indexWeights: { a: 1, b: 1 } }
  - { id: b, preset: primer-exchange }
planted:
  only: true
  accounts: [{ id: one, venue: a, holdings: { BTC: 1 } }]
  orders:
    - { id: s1, market: "a:BTC/USDT:spot", side: buy, price: 96_000, size: 1 }
    - { id: s2, market: "a:BTC/USDT:spot", side: sell, price: 96_010, size: 1 }
    - { id: s3, market: "b:BTC/USDT:spot", side: buy, price: 99_000, size: 1 }
    - { id: s4, market: "b:BTC/USDT:spot", side: sell, price: 99_010, size: 1 }
`;

test('a world runs with rules that are a file and a line', () => {
  const world = Worlds.write(TEXT('{ kind: highest, factor: 101% }'));
  Advance.advance(world, 5.5e6, 1e6);
  const { engine } = world;
  const perp = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  expect(perp.mark!.index).toBeCloseTo(1.01 * 99_010, 6);
  expect(perp.mark!.mark).toBeCloseTo((1.01 * 99_010 + 100_000) / 2, 6);
  expect(perp.mark!.rule).toMatchObject({ asked: 6 });
  const account = engine.accounts.name.indexOf('one');
  // One coin at three quarters of 100 000 dollars, counted with the asset's weight of 95 %.
  expect(engine.accounts.equity[account]).toBeCloseTo(0.75 * 100_000 * 0.95, 6);
});

test('and their parameters are checked like those of any other', () => {
  expect(() => Worlds.write(TEXT('{ kind: highest, factor: 300% }'))).toThrow(/factor/);
  expect(() => Worlds.write(TEXT('{ kind: highest }'))).toThrow(/factor/);
});
