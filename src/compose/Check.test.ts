import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import { InputError, type Issue } from '../format/InputError.js';

/* A sound file with one of everything that is checked across keys; each case changes one line of it. */
const SOUND = `
title: A sound world
about: T.
preset: primer-world
chain: { preset: ethereum }
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:11:00Z
assets:
  - { id: ETH, class: major, price: 4_000 USD, decimals: 8, beta: 1, openInterest: 100M USD, dailyVolume: 1bn USD, volatility: 2%, tiers: btcusdt, collateralWeight: 95% }
  - { id: LP, class: token, price: 1 USD, decimals: 4, volatility: 1%, tiers: btcusdt, collateralWeight: 0% }
venues:
  - { id: a, grids: { "BTC/USDT:spot": { tick: 0.5, lot: 0.001, minimum: { size: 0.01, notional: 100 } } } }
pools:
  - { id: p, curve: constant-product, fee: 0.3%, share: LP, coins: { ETH: 5M USD, USDT: 5M USD } }
planted:
  only: true
  accounts:
    - { id: mine, venue: a, holdings: { USDT: 900 }, positions: { "BTC/USDT": 2 }, entries: { "BTC/USDT": 101_000 } }
  positions:
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 5_000 USD }
  orders:
    - { id: sell, market: "a:BTC/USDT:spot", side: sell, price: 101_000.5, size: 0.25 }
    - { id: own, market: "a:BTC/USDT:perp", side: sell, price: 102_000, size: 2, account: mine, reduceOnly: true }
  trades:
    - { id: late, at: 2025-01-01T00:10:30Z, market: "a:BTC/USDT:spot", side: buy, size: 0.1, limit: 101_001 }
`;

function issues(text: string): readonly Issue[] {
  try {
    Worlds.write(text);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

test('a sound file has no mistake', () => {
  expect(issues(SOUND)).toEqual([]);
});

const CASES: readonly (readonly [from: string, to: string, path: string, found: RegExp])[] = [
  // Grids and minima.
  ['"BTC/USDT:spot": {', '"BTC/USDC:spot": {', 'venues.a.grids.BTC/USDC:spot', /^"BTC\/USDC:spot"$/],
  [
    'tick: 0.5, lot: 0.001',
    'tick: 0.00003, lot: 0.001',
    'venues.a.grids.BTC/USDT:spot',
    /a tick of 0\.00003/,
  ],
  ['price: 101_000.5', 'price: 101_000.3', 'planted.orders.sell.price', /no multiple of 0\.5/],
  ['size: 0.25 }', 'size: 0.2505 }', 'planted.orders.sell.size', /no multiple of 0\.001/],
  ['size: 0.25 }', 'size: 0.009 }', 'planted.orders.sell.size', /^0\.009 at 101000\.5$/],
  ['limit: 101_001', 'limit: 101_001.2', 'planted.trades.late.limit', /no multiple of 0\.5/],
  ['size: 1, margin', 'size: 1.00001, margin', 'planted.positions.long.size', /no multiple of 0\.0001/],
  ['size: 1, margin', 'size: 9e12, margin', 'planted.positions.long.size', /more than can be counted/],
  // Owners of orders, and what is reduced.
  ['account: mine', 'account: mien', 'planted.orders.own.account', /^"mien"$/],
  ['account: mine, ', '', 'planted.orders.own.reduceOnly', /nobody’s position/],
  [
    '"a:BTC/USDT:perp", side: sell, price: 102_000, size: 2',
    '"a:BTC/USDT:spot", side: sell, price: 102_000, size: 2',
    'planted.orders.own.reduceOnly',
    /a spot order/,
  ],
  // Accounts.
  [
    'positions: { "BTC/USDT": 2 }',
    'positions: { "BTC/USDC": 2 }',
    'planted.accounts.mine.positions.BTC/USDC',
    /"BTC\/USDC"/,
  ],
  [
    'entries: { "BTC/USDT"',
    'entries: { "ALT/USDT"',
    'planted.accounts.mine.entries.ALT/USDT',
    /an entry of "ALT\/USDT"/,
  ],
  [
    'USDT: 900 }',
    'USDT: 9e14 }',
    'planted.accounts.mine.holdings.USDT',
    /more than can be counted in 4 decimals/,
  ],
  // Chains and totals.
  ['chain: { preset: ethereum }\n', '', 'pools', /pools without a chain/],
  [
    'price: 4_000 USD, decimals: 8',
    'price: 0.04 USD, decimals: 8',
    'assets.ETH.decimals',
    /8 decimals for a total of up to 1\.0bn/,
  ],
  // Length.
  ['end: 2025-01-01T00:11:00Z', 'end: 2025-01-01T00:10:00Z', 'end', /not after the start/],
  ['end: 2025-01-01T00:11:00Z', 'end: 2027-01-01T00:11:00Z', 'end', /a run of 730 days/],
];

describe('one mistake is told at its place', () => {
  test.each(CASES)('%s → %s', (from, to, path, found) => {
    expect(SOUND.split(from)).toHaveLength(2);
    const all = issues(SOUND.replace(from, () => to));
    const mine = all.filter((one) => one.path === path);
    expect(all.map((one) => one.path)).toContain(path);
    expect(mine.map((one) => one.found).join()).toMatch(found);
    for (const one of all) expect([one.expected.length > 5, one.remedy.length > 5]).toEqual([true, true]);
  });
});

test('mistakes of one file are told together', () => {
  const text = SOUND.replace('account: mine', 'account: mien').replace('101_000.5', '101_000.3');
  expect(issues(text).map(({ path }) => path)).toEqual(
    expect.arrayContaining(['planted.orders.own.account', 'planted.orders.sell.price']),
  );
});
