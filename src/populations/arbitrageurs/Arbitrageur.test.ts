import { expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Outbox from '../../messages/Outbox.js';
import * as Arbitrageur from './Arbitrageur.js';

/** Three venues, one account on each; `stock` is what each holds now, in coins and dollars; it opened with 10 and 1,000. */
function world(bids: number[], stock: number[][]) {
  const books = bids.map((bid) => {
    return { bid, ask: bid * 1.0001 };
  });
  const { view, stream } = StubView.create(books, stock);
  const agent: Arbitrageur.State = {
    kind: 'arbitrageur',
    name: 'arbitrageur',
    latencyUs: 0,
    stream,
    markets: [0, 1, 2],
    accounts: [0, 1, 2],
    edge: 0.001,
    clipUsd: 100,
    limitUsd: 0,
    walk: 0,
    everyUs: 4e6,
    handles: -1,
    quoteAt: new Int32Array(2).fill(-1),
    quoteLots: new Float64Array(2),
    quoteHeld: new Float64Array(2),
    base0: new Float64Array(3).fill(10e6),
    cash0: new Float64Array(3).fill(1000e6),
    restockedUs: 1e9,
  };
  return { view, agent };
}

test('buys where it is cheapest and sells the same units where it is dearest', () => {
  const { view, agent } = world([100, 90, 95], Array(3).fill([10, 1000]));
  Arbitrageur.wake(view, agent);
  const { orders } = StubView.take(view);
  expect(orders.map(({ market, side }) => [market, side])).toEqual([
    [0, Outbox.SELL],
    [1, Outbox.BUY],
  ]);
  expect(orders[0]!.units).toBeCloseTo(orders[1]!.units, 9);
});

test('a crumb of coins on the dearest venue does not hide the next one', () => {
  const crumb = [0.0004, 1000];
  const { view, agent } = world([100, 90, 95], [crumb, [10, 1000], [10, 1000]]);
  Arbitrageur.wake(view, agent);
  expect(StubView.take(view).orders.map((order) => order.market)).toEqual([1, 2]);
});

/** The transfers it asks for when it compares its inventories; all sides hold 1,000 dollars. */
function transfers(bids: number[], coins: number[]) {
  const { view, agent } = world(
    bids,
    coins.map((held) => [held, 1000]),
  );
  agent.restockedUs = 0;
  Arbitrageur.wake(view, agent);
  return StubView.take(view).calls;
}

test('coins go from where they are cheap to where they are dear and gone, all of them', () => {
  expect(transfers([100, 60, 99], [0, 10, 10])).toMatchObject([
    { op: 'transfer', from: 1, to: 0, atoms: 10e6 },
  ]);
});

test('while prices agree only what lies above the opening stock is sent', () => {
  expect(transfers([100, 100, 100], [2, 13, 10])).toMatchObject([
    { op: 'transfer', from: 1, to: 0, atoms: 3e6 },
  ]);
});
