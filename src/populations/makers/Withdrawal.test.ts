import { beforeEach, describe, expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import type * as Maker from './Maker.js';
import * as Withdrawal from './Withdrawal.js';

/* A desk of 1 000 dollars of depth and 800 of equity, hedged in market 1; calm, with all its equity free. */
function world() {
  const { view, stream } = StubView.create(
    [
      { bid: 100, ask: 100.1 },
      { bid: 100, ask: 100.1 },
    ],
    [[0, 0]],
  );
  const is = { equity: 800, free: 800, state: 0 };
  Object.assign(view, { equity: () => is.equity, free: () => is.free, state: () => is.state });
  Object.assign(view.feed, { updatedUs: Float64Array.of(1, 1) });
  const agent = {
    stream,
    market: 0,
    account: 0,
    floor: 0.1,
    beta: 2,
    offUntilUs: 0,
    capital0: 800,
    hedge: 1,
    depthUsd: 1000,
    shownUsd: 1000,
  } as unknown as Maker.State;
  const assess = (ratio = 1) => ({ ...Withdrawal.assess(view, agent, ratio) });
  return { view, agent, assess, is };
}

let w: ReturnType<typeof world>;
beforeEach(() => {
  w = world();
});
const ALL = { volatility: 1, kill: 1, capital: 1, margin: 1, hedge: 1 };

describe('a desk shows less', () => {
  test('not in calm', () => {
    expect(w.assess()).toEqual(ALL);
    expect(w.assess(0.2)).toEqual(ALL);
    expect(Withdrawal.product(ALL)).toBe(1);
  });

  test('by volatility over its calm level, to a power, not below its floor', () => {
    expect(w.assess(2).volatility).toBeCloseTo(0.25, 12);
    expect(w.assess(100).volatility).toBe(0.1);
  });

  test('by equity lost: nothing is left at a quarter', () => {
    w.is.equity = w.is.free = 500;
    // (62.5% - 25%) / 75%.
    expect(w.assess().capital).toBeCloseTo(0.5, 12);
    w.is.equity = w.is.free = 200;
    expect(w.assess().capital).toBe(0);
  });

  test('by what of its equity is free, below a quarter of it; under a call at most two fifths; then nothing', () => {
    w.is.free = 100;
    expect(w.assess().margin).toBeCloseTo(0.5, 12);
    w.is.state = 1;
    expect(w.assess().margin).toBeCloseTo(0.4, 12);
    w.is.free = 40;
    expect(w.assess().margin).toBeCloseTo(0.2, 12);
    w.is.state = 2;
    expect(w.assess().margin).toBe(0);
  });

  test('where its hedge has no two sides within 1.5%, once that has been quoted', () => {
    w.view.feed.ask[1] = 101.4;
    expect(w.assess().hedge).toBe(1);
    w.view.feed.ask[1] = 101.6;
    expect(w.assess().hedge).toBe(0.3);
    w.view.feed.ask[1] = Number.NaN;
    expect(w.assess().hedge).toBe(0.3);
    w.view.feed.updatedUs[1] = 0;
    expect(w.assess().hedge).toBe(1);
  });

  test('nothing for a minute after its hedge was deleveraged', () => {
    Withdrawal.notice(w.view, w.agent);
    expect(w.assess().kill).toBe(0);
    expect(w.view.box.wakeAtUs - w.view.nowUs).toBeLessThanOrEqual(1.1e6);
    w.view.nowUs += 60e6;
    expect(w.assess().kill).toBe(1);
  });
});

describe('a withdrawal is told', () => {
  const report = (factors: object, size: number) => {
    Withdrawal.report(w.view, w.agent, { ...ALL, ...factors }, size);
    return w.view.box.reports.splice(0).map(({ usd, reason }) => [usd, reason]);
  };

  test('when a quarter of what was shown has gone, once', () => {
    expect(report({ volatility: 0.8 }, 0.8)).toEqual([]);
    expect(report({ volatility: 0.7 }, 0.7)).toEqual([[expect.closeTo(300, 9), 'volatility']]);
    expect(report({ volatility: 0.7 }, 0.7)).toEqual([]);
    expect(report({ volatility: 0.5 }, 0.5)).toEqual([[expect.closeTo(200, 9), 'volatility']]);
  });

  test('again after the depth has come back', () => {
    report({ volatility: 0.5 }, 0.5);
    report({}, 1);
    expect(report({ volatility: 0.5 }, 0.5)).toEqual([[expect.closeTo(500, 9), 'volatility']]);
  });

  test.each([
    ['kill-switch', { kill: 0, margin: 0 }],
    ['margin', { margin: 0.2, capital: 0.3 }],
    ['risk-capital', { capital: 0.2, hedge: 0.3 }],
    ['broken-hedge', { hedge: 0.3, volatility: 0.3 }],
  ])('with its leading reason: %s', (reason, factors) => {
    expect(report(factors, 0.1)[0]![1]).toBe(reason);
  });
});
