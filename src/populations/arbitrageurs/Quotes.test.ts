import { expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Outbox from '../../messages/Outbox.js';
import * as Arbitrageur from './Arbitrageur.js';

/** Two venues, 10 coins and 1,000 dollars on each; the first one's touch is as stated, the second trades at 100. */
function world(bid: number, ask: number) {
  const stock = [
    [10, 1000],
    [10, 1000],
  ];
  const books = [
    { bid, ask },
    { bid: 100, ask: 100.01 },
  ];
  const { view, stream } = StubView.create(books, stock);
  const resting = new Map<number, number>();
  Object.assign(view, { resting: (handle: number) => resting.get(handle) ?? 0, reserved: () => 0 });
  const agent: Arbitrageur.State = {
    kind: 'arbitrageur',
    name: 'arbitrageur',
    latencyUs: 0,
    stream,
    markets: [0, 1],
    accounts: [0, 1],
    edge: 0.001,
    clipUsd: 100,
    limitUsd: 0,
    walk: 0,
    everyUs: 4e6,
    handles: 0,
    quoteAt: new Int32Array(2).fill(-1),
    quoteLots: new Float64Array(2),
    quoteHeld: new Float64Array(2),
    base0: new Float64Array(2).fill(10e6),
    cash0: new Float64Array(2).fill(1000e6),
    restockedUs: 1e9,
  };
  const wake = () => {
    Arbitrageur.wake(view, agent);
    return StubView.take(view).orders;
  };
  return { view, agent, wake, resting, stock };
}

test('a wide touch is quoted at what the other venue pays, less fees and edge', () => {
  const orders = world(90, 110).wake();
  // Two taker fees of 0.04% and an edge of 0.1%.
  expect(orders).toEqual([
    { market: 0, side: Outbox.BUY, price: expect.closeTo(99.82, 6), units: expect.closeTo(1.001, 3) },
    { market: 0, side: Outbox.SELL, price: expect.closeTo(100.19, 6), units: expect.closeTo(0.998, 3) },
  ]);
});

test('a touch that is nearly as good is left alone', () => {
  expect(world(99.7, 100.3).wake()).toEqual([]);
});

test('what was filled is sold on the other venue at the next look', () => {
  const w = world(90, 110);
  const [bid] = w.wake();
  // 0.4 of the bid were filled; the offer rests untouched.
  w.resting.set(0, Math.round(bid!.units * 1000) - 400);
  w.resting.set(1, 998);
  w.stock[0]![0] = 10.4;
  Object.assign(w.view.feed.bid, [99.82, 100]);
  Object.assign(w.view.feed.ask, [100.19, 100.01]);
  const [hedge] = w.wake();
  expect(hedge).toMatchObject({ market: 1, side: Outbox.SELL, units: expect.closeTo(0.4, 6) });
});

test('a refused bid is no fill', () => {
  const w = world(90, 110);
  w.wake();
  const again = w.wake();
  expect(again.every(({ market }) => market === 0)).toBe(true);
});
