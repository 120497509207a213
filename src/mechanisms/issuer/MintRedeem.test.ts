import { expect, test } from 'vitest';
import * as MintRedeem from './MintRedeem.js';
import * as MintRedeemLimit from './MintRedeemLimit.js';

const BLOCK = 12e6;
const M = 1e6 * 1e4;
const terms: MintRedeem.Terms = {
  decimals: 4,
  blockUs: BLOCK,
  assets: [
    { decimals: 4, isStable: true, mintCap: 8 * M, redeemCap: 8 * M },
    { decimals: 6, isStable: true, mintCap: 8 * M, redeemCap: 8 * M },
    { decimals: 8, isStable: false, mintCap: 8 * M, redeemCap: 0 },
  ],
  mintCap: 10 * M,
  redeemCap: 10 * M,
  mintFeeBps: 0,
  redeemFeeBps: 10,
  limitBps: 0,
  whenShort: 'queue',
  parties: new Set([7, 8]),
};
const refusing: MintRedeem.Terms = { ...terms, whenShort: 'refuse' };

function order(coins: number, asset = 0, party = 7): MintRedeem.Order {
  return { party, asset, coins, collateral: MintRedeem.quoteRedeem(terms, asset, coins, 1e6) };
}

test('quotes charge the fee, change decimals and honor the ratio', () => {
  expect(MintRedeem.quoteMint(terms, 1, 5_000_000)).toBe(50_000);
  expect(MintRedeem.quoteRedeem(terms, 1, 10_000, 1e6)).toBe(999_000);
  expect(MintRedeem.quoteRedeem(terms, 0, 10_000, 950_000)).toBe(9490);
});

test('assess names what binds: asset cap, global cap, buffer, halt', () => {
  const state = MintRedeem.create(terms);
  const now = (asset: number, hot: number) => MintRedeem.assess(state, terms, asset, hot, 0);
  expect(now(0, 20 * M)).toEqual({ coins: 8 * M, binding: 'cap-asset' });
  expect(now(0, 3 * M)).toEqual({ coins: 3 * M, binding: 'buffer' });
  expect(now(1, 300 * M)).toEqual({ coins: 3 * M, binding: 'buffer' });
  MintRedeem.redeem(state, terms, order(7 * M), 20 * M, 0);
  expect(now(1, 2000 * M)).toEqual({ coins: 3 * M, binding: 'cap-global' });
  expect(now(0, 20 * M)).toEqual({ coins: M, binding: 'cap-asset' });
  expect(MintRedeem.assess(state, terms, 0, 20 * M, BLOCK).coins).toBe(8 * M);
  MintRedeem.setHalted(state, true);
  expect(now(0, 20 * M)).toEqual({ coins: 0, binding: 'halt' });
});

test('redeeming pays at par less the fee and counts against both caps', () => {
  const state = MintRedeem.create(terms);
  const done = MintRedeem.redeem(state, terms, order(2 * M, 1), 1e15, 0);
  expect(done).toMatchObject({
    kind: 'accepted',
    payment: { coins: 2 * M, collateral: 2 * M * 100 * 0.999 },
    ticket: -1,
  });
  expect(state.redeemed[1]).toBe(2 * M);
});

test('refusals name the reason and change nothing', () => {
  const state = MintRedeem.create(refusing);
  const reason = (o: MintRedeem.Order, hot = 50 * M) => {
    const result = MintRedeem.redeem(state, refusing, o, hot, 0);
    return result.kind === 'refused' ? result.reason : 'accepted';
  };
  expect(reason(order(M, 0, 9))).toBe('party');
  expect(reason({ party: 7, asset: 0, coins: 0, collateral: 0 })).toBe('zero');
  expect(reason({ party: 7, asset: 0, coins: M, collateral: M + M / 1000 })).toBe('delta-limit');
  expect(reason(order(9 * M))).toBe('cap-asset');
  expect(reason(order(5 * M), 4 * M)).toBe('buffer');
  expect(state.redeemed[0]).toBe(0);
  expect(state.queue).toEqual([]);
  MintRedeem.setHalted(state, true);
  expect(reason(order(M))).toBe('halt');
  expect(MintRedeem.mint(state, refusing, order(M), 0)).toEqual({ kind: 'refused', reason: 'halt' });
});

test('minting is capped per asset and over all, and a spot asset needs no parity', () => {
  const state = MintRedeem.create(terms);
  const mint = (asset: number, coins: number, collateral: number, nowUs = 0) => {
    const result = MintRedeem.mint(state, terms, { party: 8, asset, coins, collateral }, nowUs);
    return result.kind === 'refused' ? result.reason : result.kind;
  };
  expect(mint(0, 6 * M, 6 * M)).toBe('minted');
  expect(mint(0, 3 * M, 3 * M)).toBe('cap-asset');
  expect(mint(1, 5 * M, 500 * M)).toBe('cap-global');
  expect(mint(1, M, 99 * M)).toBe('delta-limit');
  expect(mint(2, 4 * M, 1)).toBe('minted');
  expect(mint(0, 8 * M, 8 * M, BLOCK)).toBe('minted');
});

test('what the block cannot pay waits and is paid in the next ones, oldest first', () => {
  let state = MintRedeem.create(terms);
  const first = MintRedeem.redeem(state, terms, order(12 * M), 100 * M, 0);
  expect(first).toMatchObject({ waitingCoins: 4 * M, ticket: 0, binding: 'cap-asset' });
  const second = MintRedeem.redeem(state, terms, order(3 * M, 0, 8), 100 * M, BLOCK);
  expect(second).toMatchObject({ payment: { coins: 0 }, waitingCoins: 3 * M, ticket: 1, binding: 'line' });
  state = structuredClone(state);
  const paid = MintRedeem.serve(state, terms, [5 * M, 0, 0], BLOCK);
  expect(paid.map((p) => [p.party, p.coins])).toEqual([
    [7, 4 * M],
    [8, 10_050_050_050],
  ]);
  expect(paid[0]!.collateral + paid[1]!.collateral).toBeLessThanOrEqual(5 * M);
  const rest = MintRedeem.serve(state, terms, [100 * M, 0, 0], 2 * BLOCK);
  expect(rest.map((p) => p.coins)).toEqual([3 * M - 10_050_050_050]);
  expect(paid[1]!.collateral + rest[0]!.collateral).toBe(order(3 * M).collateral);
  expect(state.queue).toEqual([]);
});

test('an empty buffer of one stable does not stop those who wait for another', () => {
  const state = MintRedeem.create(terms);
  MintRedeem.redeem(state, terms, order(2 * M, 0), 0, 0);
  MintRedeem.redeem(state, terms, order(2 * M, 1), 0, 0);
  expect(MintRedeem.serve(state, terms, [0, 1e15, 0], BLOCK).map((p) => p.asset)).toEqual([1]);
  MintRedeem.setHalted(state, true);
  expect(MintRedeem.serve(state, terms, [100 * M, 0, 0], 2 * BLOCK)).toEqual([]);
  expect([0, 1].map((asset) => MintRedeem.waiting(state, asset))).toEqual([order(2 * M).collateral, 0]);
  expect(MintRedeem.cancel(state, 0)).toBe(2 * M);
  expect(MintRedeem.waiting(state, 0)).toBe(0);
  expect(MintRedeem.cancel(state, 0)).toBe(0);
});

test('a spot asset is paid from its own buffer, by the quote', () => {
  const spot: MintRedeem.Terms = {
    ...refusing,
    assets: [{ decimals: 8, isStable: false, mintCap: M, redeemCap: 8 * M }],
  };
  const state = MintRedeem.create(spot);
  // Ten bitcoin for a million: the buffer of nine covers less than the order, of ten all of it.
  const ask = { party: 7, asset: 0, coins: M, collateral: 10e8 };
  expect(MintRedeem.redeem(state, spot, ask, 9e8, 0)).toEqual({ kind: 'refused', reason: 'buffer' });
  expect(MintRedeem.redeem(state, spot, ask, 10e8, 0)).toMatchObject({ payment: ask, waitingCoins: 0 });
});

test('what assess promises can be redeemed', () => {
  for (const hot of [1, 12_345, 3 * M + 7, 50 * M]) {
    const state = MintRedeem.create(refusing);
    const { coins } = MintRedeem.assess(state, refusing, 0, hot, 0);
    const whole = { party: 7, asset: 0, coins, collateral: coins };
    expect(MintRedeem.redeem(state, refusing, whole, hot, 0)).toMatchObject({ payment: whole });
    const more = { ...whole, coins: coins + 1, collateral: coins + 1 };
    expect(MintRedeem.redeem(MintRedeem.create(refusing), refusing, more, hot, 0).kind).toBe('refused');
  }
});

test('no block ever pays more than the caps, whatever is asked', () => {
  const state = MintRedeem.create(terms);
  const perBlock = new Map<number, number>();
  for (let i = 0; i < 200; i++) {
    const nowUs = Math.floor(i / 5) * BLOCK;
    const result = MintRedeem.redeem(state, terms, order(((i * 7919) % 900) * 1e8 + 1, i % 2), 1e15, nowUs);
    const served = MintRedeem.serve(state, terms, [1e15, 1e15, 0], nowUs);
    const direct = result.kind === 'accepted' ? result.payment.coins : 0;
    const paid = served.reduce((total, p) => total + p.coins, direct);
    perBlock.set(nowUs, (perBlock.get(nowUs) ?? 0) + paid);
  }
  expect(Math.max(...perBlock.values())).toBe(10 * M);
});

test('the parity check floors: less than a basis point against the issuer passes, more does not', () => {
  expect(MintRedeemLimit.deltaBpsDown(9_999, 10_000)).toBe(1);
  expect(MintRedeemLimit.deltaBpsDown(100_000_000, 100_009_999)).toBe(0);
  const redeem = (collateral: number) =>
    MintRedeemLimit.isWithin('redeem', MintRedeemLimit.rescaleDown(collateral, 6, 4), 10_000, 0);
  expect([redeem(1_000_000), redeem(1_000_099), redeem(1_000_100), redeem(1)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
