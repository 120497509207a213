import { expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Intent from '../../messages/Intent.js';
import * as Outbox from '../../messages/Outbox.js';
import * as BasisTrader from './BasisTrader.js';

/** 100 coins held on spot (market 0) and `short` of them sold as perps (market 1), spot at 100. */
function world(perpBid: number, perpAsk: number, short = 100, cash = 1e6) {
  const { view, stream } = StubView.create(
    [
      { bid: 100, ask: 100.02 },
      { bid: perpBid, ask: perpAsk },
    ],
    [[100, cash]],
  );
  Object.assign(view, { lots: () => -short / 0.001 });
  const agent: BasisTrader.State = {
    kind: 'basis-trader',
    name: 'carry',
    latencyUs: 0,
    stream,
    spot: 0,
    perp: 1,
    account: 0,
    exitFrom: -0.01,
    exitTo: -0.03,
    enterFrom: 0.01,
    enterTo: 0.03,
    entryShare: 0.5,
    units0: 100,
    clipUsd: 4000,
    everyUs: 30e6,
    handles: -1,
    origin: 0,
  };
  const wake = () => {
    BasisTrader.wake(view, agent);
    const slot = view.box.head.find((head) => head >= 0) ?? -1;
    const origin = slot < 0 ? 0 : view.box.intents.origin[slot]!;
    const reduceOnly = slot < 0 ? 0 : view.box.intents.reduceOnly[slot]!;
    expect(slot < 0 || view.box.intents.op[slot] === Intent.PLACE).toBe(true);
    return { orders: StubView.take(view).orders, origin, reduceOnly };
  };
  return { view, agent, wake };
}

test('hedged at an ordinary basis they do nothing', () => {
  expect(world(100, 100.1).wake().orders).toEqual([]);
});

test('the basis falls halfway through their thresholds: half of them close, a clip at a time', () => {
  // Offered at 98, 2% below spot: gone = (2% - 1%) / (3% - 1%) = half of 100, 40 a clip.
  const { orders, reduceOnly } = world(97.9, 98).wake();
  expect(orders).toEqual([{ market: 1, side: Outbox.BUY, price: expect.closeTo(98.1, 6), units: 40 }]);
  expect(reduceOnly).toBe(1);
  // 55 short: 5 more until 50 are left.
  const [last] = world(97.9, 98, 55).wake().orders;
  // 45 of spot are without a short, and go first, at most 40 a clip: the perp pays less than the exit basis.
  expect(last).toMatchObject({ market: 0, side: Outbox.SELL, units: 40 });
});

test('spot without a short is hedged while the perp pays, within 0.2% of its bid', () => {
  expect(world(99.9, 100, 90).wake().orders).toEqual([
    { market: 1, side: Outbox.SELL, price: expect.closeTo(99.7, 6), units: 10 },
  ]);
});

test('after deleveraging the spot leg is sold, under the journal row of the deleveraging', () => {
  const w = world(99.9, 100, 90);
  BasisTrader.notice(w.view, w.agent, 0, 77);
  expect([w.agent.origin, w.view.box.wakeAtUs - w.view.nowUs]).toEqual([77, 1e6]);
  const { orders, origin } = w.wake();
  expect(orders).toEqual([{ market: 0, side: Outbox.SELL, price: 98.5, units: 10 }]);
  expect(origin).toBe(77);
});

test('hedged again, the deleveraging is over', () => {
  const w = world(100, 100.1);
  BasisTrader.notice(w.view, w.agent, 0, 77);
  w.wake();
  expect(w.agent.origin).toBe(0);
});

test('a wide basis brings new money, a quarter clip at a time, unless the account is called', () => {
  // Bid at 103 over spot at 100.02: all 50 new units, 4 000 / 4 dollars a clip.
  const w = world(103.1, 103.2);
  expect(w.wake().orders).toEqual([
    { market: 0, side: Outbox.BUY, price: expect.closeTo(100.22, 6), units: 9.998 },
  ]);
  Object.assign(w.view, { state: () => 1 });
  expect(w.wake().orders).toEqual([]);
});

/** The same, with orders that may rest; `resting` under any handle. */
function quoting(perpBid: number, perpAsk: number, short = 100) {
  const w = world(perpBid, perpAsk, short);
  Object.assign(w.agent, { handles: 0 });
  return w;
}

test('where nobody offers the perp the next to leave bids for it at his basis', () => {
  // The last of 40 units leaves at 1% + 40% of the way to 3%: 1.8% below spot at 100.
  const w = quoting(90, 120);
  expect(w.wake()).toEqual({
    orders: [{ market: 1, side: Outbox.BUY, price: expect.closeTo(98.2, 6), units: 40 }],
    origin: 0,
    reduceOnly: 1,
  });
  // Another bid is better: no order.
  expect(quoting(98.5, 120).wake().orders).toEqual([]);
});

test('where nobody offers spot new money bids for it below the perp', () => {
  // 1% below the perp's 104; a quarter clip of 1 000 dollars.
  const w = quoting(104, 104.1);
  Object.assign(w.view.feed.ask, [140, 104.1]);
  expect(w.wake().orders).toEqual([
    { market: 0, side: Outbox.BUY, price: expect.closeTo(104 / 1.01, 2), units: expect.closeTo(9.711, 3) },
  ]);
});
