import { expect, test } from 'vitest';
import * as Tiers from '../margin/Tiers.js';
import * as AccountPlan from './AccountPlan.js';
import type * as Style from './style/Style.js';

const policy: AccountPlan.Policy = {
  style: { kind: 'slices', share: 0.25 },
  takeoverRatio: 0,
  takeoverAfterUs: 600e6,
  takes: 'whole',
  order: 'weight',
};
const tiers = Tiers.fromBrackets([{ floor: 0, rate: 0.05, maxLeverage: 10 }]);

const asset = (over: Partial<AccountPlan.AssetView>): AccountPlan.AssetView => ({
  asset: 0,
  balance: 0,
  debt: 0,
  price: 1,
  weight: 0.9,
  stated: over.weight ?? 0.9,
  loanRate: 0.05,
  sellableUsd: 1e6,
  ...over,
});
const position = (over: Partial<AccountPlan.PositionView>): AccountPlan.PositionView => ({
  market: 0,
  side: 1,
  lots: 100,
  lotUsd: 100,
  accounts: 1,
  tiers,
  maintenance: 500,
  isHedged: false,
  closableLots: 1e6,
  lastPartialUs: Number.NEGATIVE_INFINITY,
  ...over,
});
type Over = Partial<Omit<AccountPlan.View, 'account'>> & Partial<Style.Account>;
const view = (over: Over): AccountPlan.View => {
  const { equity = 1040, maintenance = 1000, target = 1.1, nowUs = 0 } = over;
  return {
    openOrders: 0,
    fullEquity: 5000,
    elapsedUs: 0,
    assets: [],
    positions: [],
    ...over,
    account: { equity, maintenance, target, feeRate: 0, nowUs },
  };
};
const step = (v: Over, p: Partial<AccountPlan.Policy> = {}) => AccountPlan.step(view(v), { ...policy, ...p });

const dollars = asset({ asset: 0, debt: 50_000, weight: 1, loanRate: 0.02 });
const usde = asset({ asset: 1, balance: 60_000, weight: 0.98 });
const bnsol = asset({ asset: 2, balance: 100, price: 200, weight: 0.9, sellableUsd: 2e6 });

test('nothing happens above the target', () => {
  expect(step({ equity: 1101, openOrders: 3 })).toEqual({ kind: 'done' });
  expect(step({ equity: 1100, openOrders: 3 })).toEqual({ kind: 'cancel-orders' });
});

test('orders, then own debt, then positions, then collateral', () => {
  const assets = [asset({ asset: 4, balance: 30, debt: 70 }), dollars, usde];
  const positions = [position({})];
  expect(step({ openOrders: 1, assets, positions }).kind).toBe('cancel-orders');
  expect(step({ assets, positions })).toEqual({ kind: 'repay', asset: 4, units: 30 });
  expect(step({ assets: [dollars, usde], positions }).kind).toBe('reduce');
  expect(step({ assets: [dollars, usde] }).kind).toBe('sell');
});

test('with a takeover ratio of 0 collateral is sold until equity at full prices is gone', () => {
  const assets = [dollars, usde];
  expect(step({ equity: -400, fullEquity: 1, assets }).kind).toBe('sell');
  expect(step({ equity: -400, fullEquity: 0, assets })).toEqual({ kind: 'takeover' });
});

test('below a takeover ratio the venue takes the account over before it trades for it, at the ratio not yet', () => {
  const positions = [position({})];
  expect(step({ equity: 600, positions }, { takeoverRatio: 0.6 }).kind).toBe('reduce');
  expect(step({ equity: 599, positions, openOrders: 2 }, { takeoverRatio: 0.6 })).toEqual({
    kind: 'takeover',
  });
});

test('a venue that takes the residual sells a bankrupt account until its time is over, and a solvent one for ever', () => {
  const assets = [dollars, usde];
  const residual = { takes: 'residual' } as const;
  const late = 600e6 + 1;
  expect(step({ equity: -400, fullEquity: -1, assets }, residual).kind).toBe('sell');
  expect(step({ equity: -400, fullEquity: 1, assets, elapsedUs: late }, residual).kind).toBe('sell');
  expect(step({ equity: -400, fullEquity: -1, assets, elapsedUs: late }, residual)).toEqual({
    kind: 'takeover',
  });
  // Nothing to sell but a debt of 50 000: that is the residual.
  expect(step({ equity: -400, fullEquity: -50_000, assets: [dollars] }, residual)).toEqual({
    kind: 'takeover',
  });
  // A rebound has restored it: what is left is the owner's.
  expect(step({ equity: 1101, fullEquity: 9000, assets, elapsedUs: late }, residual)).toEqual({
    kind: 'done',
  });
});

test('of equal weights the largest holding is sold first, whatever its place in the list', () => {
  const few = asset({ asset: 1, balance: 100, price: 10, weight: 0.8 });
  const many = asset({ asset: 2, balance: 100, price: 30, weight: 0.8 });
  expect(step({ assets: [dollars, few, many] })).toMatchObject({ kind: 'sell', asset: 2 });
  expect(step({ assets: [many, dollars, few] })).toMatchObject({ kind: 'sell', asset: 2 });
});

test('the stated weight orders sales, the weight of the last slice says what a sale gains', () => {
  // Stated 0.95 and 0.9; of the first the next unit counts 0.1, so a dollar sold gains 1 - 0.1 + 1.1 * 0.02 = 0.922.
  const tiered = asset({ asset: 1, balance: 1e6, weight: 0.1, stated: 0.95 });
  const sale = step({ assets: [dollars, tiered, bnsol] });
  expect(sale).toMatchObject({ kind: 'sell', asset: 1 });
  expect((sale as { units: number }).units).toBeCloseTo(60 / 0.922, 9);
});

test('a liquidation that takes too long ends with a takeover', () => {
  const positions = [position({})];
  expect(step({ positions, elapsedUs: 600e6 }).kind).toBe('reduce');
  expect(step({ positions, elapsedUs: 600e6 + 1 })).toEqual({ kind: 'takeover' });
});

test('hedged positions go first, then the largest requirement, then the lowest market', () => {
  const first = (positions: AccountPlan.PositionView[]) => {
    const s = step({ positions });
    return s.kind === 'reduce' ? s.market : -1;
  };
  const big = position({ market: 5, maintenance: 900 });
  const hedged = position({ market: 6, maintenance: 50, isHedged: true });
  expect(first([big, hedged])).toBe(6);
  expect(first([position({ market: 3 }), big])).toBe(5);
  expect(first([position({ market: 9 }), position({ market: 3 })])).toBe(3);
  expect(first([{ ...big, closableLots: 0 }, position({ market: 3 })])).toBe(3);
});

test('a slice is no larger than the policy, the need and the visible depth, and closes against the sign', () => {
  const lots = (v: Over) => {
    const s = step(v);
    return s.kind === 'reduce' ? s.lots : 0;
  };
  const deep = position({ lots: 1000, maintenance: 1000 });
  // Needed: 1000 - 1040 / 1.1 = 54.55 of 1000, so 55 lots.
  expect(lots({ positions: [deep] })).toBe(-55);
  expect(lots({ positions: [{ ...deep, side: -1 }] })).toBe(55);
  expect(lots({ positions: [{ ...deep, closableLots: 7 }] })).toBe(-7);
  expect(lots({ positions: [position({ lots: 1000, maintenance: 60 })] })).toBe(-250);
  expect(lots({ positions: [position({ lots: 1, maintenance: 60 })] })).toBe(-1);
});

test('reducing as planned reaches the target when the mark holds', () => {
  const deep = position({ lots: 1000, maintenance: 1000 });
  const s = step({ positions: [deep] });
  const closed = s.kind === 'reduce' ? -s.lots : 0;
  const after = 1000 * (1 - closed / 1000);
  expect(1040 / after).toBeGreaterThanOrEqual(1.1);
  expect(1040 / (after + 1)).toBeLessThan(1.1);
});

test('collateral goes by weight or by depth, ties by asset id', () => {
  const assets = [dollars, bnsol, usde];
  expect(step({ assets })).toMatchObject({ asset: 1, against: 0 });
  expect(step({ assets }, { order: 'depth' })).toMatchObject({ asset: 2, against: 0 });
  const twin = { ...usde, asset: 3 };
  expect(step({ assets: [dollars, twin, usde] })).toMatchObject({ asset: 1 });
  const endless = [dollars, { ...twin, sellableUsd: Infinity }, { ...usde, sellableUsd: Infinity }];
  expect(step({ assets: endless }, { order: 'depth' })).toMatchObject({ asset: 1 });
});

test('one step sells at most what the engine may sell, the balance, the debt and the need', () => {
  const value = (assets: AccountPlan.AssetView[], equity = 1040) => {
    const s = step({ assets, equity });
    return s.kind === 'sell' ? s.units * assets.find((a) => a.asset === s.asset)!.price : Number.NaN;
  };
  // Need: (1.1 * 1000 - 1040) / (1 - 0.98 + 1.1 * 0.02) = 1428.57.
  expect(value([dollars, usde])).toBeCloseTo(60 / 0.042, 9);
  expect(value([dollars, { ...usde, sellableUsd: 500 }])).toBeCloseTo(500, 9);
  expect(value([dollars, { ...usde, balance: 70 }])).toBeCloseTo(70, 9);
  expect(value([{ ...dollars, debt: 90 }, usde])).toBeCloseTo(90, 9);
  expect(value([dollars, { ...bnsol, weight: 0.99 }])).toBeCloseTo(60 / 0.032, 9);
});

test('selling the needed value at the index restores the target exactly', () => {
  const s = step({ assets: [dollars, usde] });
  const v = s.kind === 'sell' ? s.units : 0;
  expect((1040 + v * (1 - 0.98)) / (1000 - v * 0.02)).toBeCloseTo(1.1, 12);
});

test('the largest debt is repaid first', () => {
  const other = asset({ asset: 7, debt: 30, price: 2000 });
  expect(step({ assets: [dollars, other, usde] })).toMatchObject({ kind: 'sell', against: 7 });
});

test('without bids the account waits; with nothing left the fund takes it', () => {
  expect(step({ assets: [dollars, { ...usde, sellableUsd: 0 }] })).toEqual({ kind: 'wait' });
  expect(step({ positions: [position({ closableLots: 0 })] })).toEqual({ kind: 'wait' });
  expect(step({ assets: [dollars] })).toEqual({ kind: 'takeover' });
  expect(step({ assets: [usde] })).toEqual({ kind: 'takeover' });
  expect(step({ positions: [position({ lots: 0 })] })).toEqual({ kind: 'takeover' });
});

test('the style says how much of a position goes; a partial order is told apart from one that is cut by the book', () => {
  const large = position({ lots: 2000, lotUsd: 100, maintenance: 1000 });
  const share = { kind: 'share', above: 100_000, share: 0.2, cooldown: 30e6, during: 'wait' } as const;
  const cut = (over: Partial<AccountPlan.PositionView>, nowUs = 0) =>
    step({ positions: [{ ...large, ...over }], nowUs }, { style: share });
  expect(cut({})).toMatchObject({ lots: -400, isPartial: true });
  expect(cut({ lots: 1000 })).toMatchObject({ lots: -1000, isPartial: false });
  expect(cut({ lots: 1000, closableLots: 3 })).toMatchObject({ lots: -3, isPartial: false });
  expect(cut({ lastPartialUs: 0 }, 29e6)).toEqual({ kind: 'wait' });
});
