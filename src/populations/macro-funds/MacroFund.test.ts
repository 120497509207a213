import { expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Outbox from '../../messages/Outbox.js';
import * as MacroFund from './MacroFund.js';

/* 1.2M dollars a minute from second 1000 to 1100, 75% of it hedged in equities while those trade. */
function world(equityOpen: boolean, bid = 100) {
  const { view, stream } = StubView.create([{ bid, ask: bid * 1.001 }], [[1e6, 0]]);
  Object.assign(view.news, { equityOpen, origin: 3 });
  const window = { fromUs: 1e9, toUs: 1.1e9, market: 0, account: 0, usdPerMinute: 1.2e6, equityShare: 0.75 };
  const agent: MacroFund.State = { kind: 'macro-fund', name: 'm', latencyUs: 0, stream, windows: [window] };
  const at = (seconds: number) => {
    view.nowUs = seconds * 1e6;
    MacroFund.wake(view, agent);
    return {
      orders: StubView.take(view).orders,
      reports: view.box.reports.splice(0),
      next: view.box.wakeAtUs / 1e6,
    };
  };
  return { at };
}

test('before its window a fund sleeps until it begins, after it for good', () => {
  expect(world(false).at(10)).toEqual({ orders: [], reports: [], next: 1000 });
  expect(world(false).at(1100)).toEqual({ orders: [], reports: [], next: -1 / 1e6 });
});

test('in its window it sells five seconds’ part every five seconds, to 2% below the bid', () => {
  // 1.2M a minute are 100 000 in 5 seconds: 1 000 coins at 100.
  const { orders, reports, next } = world(false).at(1000);
  expect(orders).toEqual([{ market: 0, side: Outbox.SELL, price: expect.closeTo(98, 6), units: 1000 }]);
  expect(reports).toEqual([
    { kind: 'exogenous', cause: 3, market: 0, account: 0, usd: 100_000, reason: 'macro-hedge' },
  ]);
  expect(next).toBe(1005);
});

test('while equities trade only the rest reaches crypto', () => {
  expect(world(true).at(1000).orders[0]!.units).toBeCloseTo(250, 6);
});

test('without a bid it sells nothing and reports nothing, and tries again', () => {
  expect(world(false, 0).at(1000)).toEqual({ orders: [], reports: [], next: 1005 });
});
