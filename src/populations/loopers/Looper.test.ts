import { beforeEach, describe, expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Outbox from '../../messages/Outbox.js';
import * as Looper from './Looper.js';

/* Two loops of 100 coins of a synthetic dollar: a plain one that exits 5% below par, a whale's whose first layer is account 2. */
function world(bid: number) {
  const balances = [
    [100, 7],
    [100, 7],
    [0, 0],
  ];
  const { view, stream } = StubView.create([{ bid, ask: bid + 0.01 }], balances);
  const agent: Looper.State = {
    kind: 'looper',
    name: 'loops',
    latencyUs: 0,
    stream,
    market: 0,
    accounts: [0, 1],
    layers: Int32Array.of(-1, 2),
    exitAt: Float64Array.of(0.05, Number.POSITIVE_INFINITY),
    delayUs: Float64Array.of(60e6, 60e6),
    graceLowUs: 600e6,
    graceHighUs: 1200e6,
    sellingUs: 40e6,
    everyUs: 10e6,
    dueUs: new Float64Array(2).fill(-1),
    slices: new Int32Array(2),
    origin: new Float64Array(2),
  };
  const at = (seconds: number) => {
    view.nowUs = 1e9 + seconds * 1e6;
    Looper.wake(view, agent);
    const { orders, calls } = StubView.take(view);
    for (const { units } of orders) balances[0]![0]! -= units;
    const reports = view.box.reports.splice(0);
    return { orders, calls, reports, wakeUs: view.box.wakeAtUs - view.nowUs };
  };
  return { view, agent, at, balances };
}

let w: ReturnType<typeof world>;
beforeEach(() => {
  w = world(0.94);
});

describe('a loop whose coin has fallen by more than its holder bears', () => {
  test('is held above the threshold', () => {
    expect(world(0.96).at(0)).toMatchObject({ orders: [], reports: [], wakeUs: 10e6 });
  });

  test('is unwound after the delay, in equal slices, by market orders', () => {
    expect(w.at(0).orders).toEqual([]);
    expect(w.at(59).orders).toEqual([]);
    const first = w.at(60);
    // 100 coins over 40 seconds are 25 every 10.
    expect(first.orders).toEqual([{ market: 0, side: Outbox.SELL, price: expect.any(Number), units: 25 }]);
    expect(first.reports).toEqual([
      { kind: 'loop-unwind', cause: 0, market: 0, account: 0, usd: expect.closeTo(94, 6), reason: 'price' },
    ]);
    expect(first.wakeUs).toBe(10e6);
    const rest = [70, 80, 90, 100, 110].map((second) => w.at(second));
    expect(rest.map(({ orders }) => orders.map(({ units }) => Math.round(units * 1e3) / 1e3))).toEqual([
      [25],
      [25],
      [25],
      [],
      [],
    ]);
    expect(rest.flatMap(({ reports, calls }) => [...reports, ...calls])).toEqual([]);
    expect(w.agent.dueUs[0]).toBe(Number.POSITIVE_INFINITY);
  });

  test('waits while the venue liquidates it', () => {
    w.at(0);
    Object.assign(w.view, { state: () => 3 });
    expect(w.at(60)).toMatchObject({ orders: [], wakeUs: 10e6 });
    Object.assign(w.view, { state: () => 1 });
    expect(w.at(70).orders).toHaveLength(1);
  });
});

describe('a whale', () => {
  test('does not mind the price of the coin', () => {
    w.at(0);
    expect([w.agent.dueUs[0], w.agent.dueUs[1]]).toEqual([1e9 + 60e6, -1]);
  });

  test('unwinds after the grace that a call of its first layer leaves; a call of the loop changes nothing', () => {
    Looper.notice(w.view, w.agent, 1, 8);
    expect(w.agent.dueUs[1]).toBe(-1);
    Looper.notice(w.view, w.agent, 2, 9);
    const due = w.agent.dueUs[1]! - w.view.nowUs;
    expect(due).toBeGreaterThanOrEqual(600e6);
    expect(due).toBeLessThanOrEqual(1200e6);
    expect(w.agent.origin[1]).toBe(9);
    // A second call does not start it anew.
    Looper.notice(w.view, w.agent, 2, 10);
    expect([w.agent.origin[1], w.agent.dueUs[1]! - w.view.nowUs]).toEqual([9, due]);
  });

  test('sends what is left to its first layer once all is sold', () => {
    w = world(0.99);
    Looper.notice(w.view, w.agent, 2, 9);
    w.agent.dueUs[1] = 1e9;
    const steps = [0, 10, 20, 30].map((second) => w.at(second));
    expect(steps[0]!.reports).toMatchObject([{ account: 1, cause: 9, reason: 'first layer called' }]);
    expect(steps.flatMap(({ calls }) => calls)).toEqual([]);
    expect(w.at(40).calls).toEqual([
      { op: 'transfer', asset: 1, from: 1, to: 2, toAsset: 1, atoms: 7e6, origin: 9 },
    ]);
  });
});
