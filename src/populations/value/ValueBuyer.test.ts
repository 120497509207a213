import { expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Outbox from '../../messages/Outbox.js';
import * as ValueBuyer from './ValueBuyer.js';

const DENSITY = 1000;

/** A coin worth 100 at `bid`; all money arrives, none rests. */
function world(bid: number) {
  const { view, stream } = StubView.create([{ bid, ask: bid * 1.0001 }], [[1000, 1e6]]);
  const agent: ValueBuyer.State = {
    kind: 'value-buyer',
    name: 'value',
    latencyUs: 0,
    stream,
    market: 0,
    account: 0,
    delayUs: 0,
    chain: -1,
    stuck: 0,
    band: 0.02,
    density: DENSITY,
    restingShare: 0,
    arrivalUs: 1000e6,
    renewalUs: 7200e6,
    everyUs: 30e6,
    handles: 0,
    levels: 0,
    ladder: { discount: new Float64Array(0), usd: new Float64Array(0) },
    laidAt: 100,
    arrived: 0,
    unspent: 0,
    bidPrice: 0,
    lastUs: 1e9,
  };
  const wait = (seconds: number) => {
    view.nowUs += seconds * 1e6;
    ValueBuyer.wake(view, agent);
    return StubView.take(view).orders;
  };
  return { view, agent, wait };
}

const usd = (orders: StubView.Order[]) => orders.reduce((sum, one) => sum + one.price * one.units, 0);

test('inside its band it does nothing', () => {
  expect(world(99).wait(30)).toEqual([]);
});

test('below it, money for 10% of discount arrives in the arrival time, and no more than the discount is worth', () => {
  const { wait } = world(90);
  expect(usd(wait(10))).toBeCloseTo(10 * DENSITY * 0.01, -1);
  let total = 0;
  for (let step = 0; step < 200; step++) total += usd(wait(10));
  // 8% beyond the band, and what comes anew in half an hour of a renewal of two.
  expect(total).toBeGreaterThan(7.5 * DENSITY);
  expect(total).toBeLessThan(8 * DENSITY * 1.3);
});

test('others come in the place of those who have bought', () => {
  const { wait, agent } = world(90);
  agent.arrived = 8 * DENSITY;
  expect(usd(wait(1))).toBeLessThan(DENSITY * 0.01);
  agent.arrived = 8 * DENSITY;
  let later = 0;
  for (let step = 0; step < 120; step++) later += usd(wait(60));
  expect(later).toBeGreaterThan(6 * DENSITY);
});

test('above its band it sells by the same rule, never more than it holds', () => {
  const { wait } = world(110);
  const orders = wait(10);
  expect(orders.map((order) => order.side)).toEqual([Outbox.SELL]);
  expect(usd(orders)).toBeCloseTo(10 * DENSITY * 0.01, -1);
  const poor = world(110);
  poor.view.balance = () => 0;
  expect(poor.wait(60)).toEqual([]);
});

test('a coin that cannot leave is bought at what it is worth to carry, and sold at its value', () => {
  const at = (bid: number, isShut: boolean) => {
    const { view, agent, wait } = world(bid);
    const shut = { ...agent, chain: 1, stuck: 0.05 };
    Object.assign(view, { transferUs: () => (isShut ? -1 : 60e6) });
    view.nowUs += 10e6;
    ValueBuyer.wake(view, { ...shut, laidAt: isShut ? 95 : 100 });
    return { orders: StubView.take(view).orders, wait };
  };
  // 96 is 4% below par: 2% beyond the band while it can leave, and above the 95 that it is worth while it cannot.
  expect(usd(at(96, false).orders)).toBeGreaterThan(0);
  expect(at(96, true).orders).toEqual([]);
  // 90 is 5.26% below 95.
  const { orders } = at(90, true);
  expect(orders.map(({ side }) => side)).toEqual([Outbox.BUY]);
  expect(usd(orders)).toBeLessThan(usd(at(90, false).orders) * 1.01);
  expect(orders[0]!.price).toBeLessThanOrEqual(95 * 0.98 + 0.01);
});
