import { expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Intent from '../../messages/Intent.js';
import * as Outbox from '../../messages/Outbox.js';
import * as Informed from './Informed.js';

/** A coin that opened at 100 and has had news of `impulse` at second 0; the trader has looked 10 seconds ago. */
function world(price: number, impulse = 0, delayUs = 0) {
  const { view, stream } = StubView.create([{ bid: price, ask: price }], [[1000, 1e6]]);
  Object.assign(view.news, { atUs: [999e6], logImpulse: [impulse], origin: 5 });
  const agent: Informed.State = {
    kind: 'informed',
    name: 'one',
    latencyUs: 0,
    stream,
    market: 0,
    account: 0,
    delayUs,
    band: 0.002,
    pace: 10,
    buyLimitUsd: 1000,
    sellLimitUsd: 2000,
    everyUs: 20e6,
    renewalUs: 0,
    reach: Number.POSITIVE_INFINITY,
    handle: -1,
    position: 0,
    held: Number.NaN,
    lastUs: 990e6,
  };
  const wake = () => {
    Informed.wake(view, agent);
    return StubView.take(view).orders;
  };
  return { view, agent, wake };
}

test('a gap within the band is left alone', () => {
  expect(world(100.1).wake()).toEqual([]);
  expect(world(99.9).wake()).toEqual([]);
});

test('above value they sell, below it they buy: dollars by time and gap, limit in the middle of it', () => {
  // 1 / 101 = 0.990% over value: 10 dollars * 10 s * 0.990.
  const [sale] = world(101).wake();
  expect(sale!.side).toBe(Outbox.SELL);
  expect(sale!.units * 101).toBeCloseTo(99, 0);
  expect(sale!.price).toBeCloseTo(100.5, 2);
  const [purchase] = world(99).wake();
  expect(purchase!.side).toBe(Outbox.BUY);
  expect(purchase!.units * 99).toBeCloseTo(101, 0);
  expect(purchase!.price).toBeCloseTo(99.5, 2);
});

test('the pace grows to three times with the gap, and counts two intervals at most', () => {
  const wide = world(80);
  expect(wide.wake()[0]!.units * 80).toBeCloseTo(10 * 10 * 3, 0);
  const late = world(125);
  late.agent.lastUs = 0;
  expect(late.wake()[0]!.units * 125).toBeCloseTo(10 * 40 * 3, 0);
});

test('news counts once they have heard of it', () => {
  // A fall of e^-0.1 that is one second old.
  expect(world(100, -0.1, 0.5e6).wake()[0]!.side).toBe(Outbox.SELL);
  expect(world(100, -0.1, 1.5e6).wake()).toEqual([]);
});

test('they buy and sell no more than their limits, net', () => {
  const w = world(80);
  w.agent.position = 1000 - 50;
  expect(w.wake()[0]!.units * 80).toBeCloseTo(50, 0);
  w.view.nowUs += 10e6;
  expect(w.wake()).toEqual([]);
  const seller = world(125);
  seller.agent.position = -1930;
  expect(seller.wake()[0]!.units * 125).toBeCloseTo(70, 0);
});

test('they look often while they trade, and seldom when there is no gap or no room', () => {
  const pause = (w: ReturnType<typeof world>) => {
    w.wake();
    return (w.view.box.wakeAtUs - w.view.nowUs) / 1e6;
  };
  const spent = world(80);
  spent.agent.position = 1000;
  for (const [seconds, w] of [
    [3, world(101)],
    [20, world(100.15)],
    [40, world(100.05)],
    [160, spent],
  ] as const)
    expect(Math.abs(pause(w) / seconds - 1)).toBeLessThanOrEqual(0.1);
});

test('what is not offered rests as their bid, within reach, and only fills count as bought', () => {
  const w = world(80);
  Object.assign(w.agent, { handle: 7, reach: 0.01, held: 1000 });
  const resting = { lots: 0 };
  Object.assign(w.view, { resting: () => resting.lots, reserved: () => 0 });
  const [bid] = w.wake();
  // The gap is 25%, its middle beyond the reach of 1%.
  expect(bid!.price).toBeCloseTo(80.8, 2);
  expect(w.agent.position).toBe(0);
  // One coin of it is bought by the next look.
  Object.assign(w.view, { balance: () => 1001e6 });
  w.view.nowUs += 3e6;
  w.wake();
  expect(w.agent.position).toBeCloseTo(80, 6);
  // At value the bid is taken away.
  resting.lots = 5;
  Object.assign(w.view.feed.bid, [100]);
  Object.assign(w.view.feed.ask, [100]);
  Informed.wake(w.view, w.agent);
  expect(w.view.box.intents.op[w.view.box.head[0]!]).toBe(Intent.CANCEL);
});
