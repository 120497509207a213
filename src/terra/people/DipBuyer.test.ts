import { expect, it } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Intent from '../../messages/Intent.js';
import * as DipBuyer from './DipBuyer.js';

const CASH = 50_000;

/** A buyer of a coin at 100, where 100_000 dollars move the price by a factor e; `balances` of coin and dollars. */
function buyer() {
  const balances = [[1000, CASH]];
  const { view, stream } = StubView.create([{ bid: 99, ask: 101 }], balances);
  Object.assign(view, { reserved: () => 0, news: { fundamental: [100, 1] } });
  const agent: DipBuyer.State = {
    kind: 'dip-buyer',
    name: 'one',
    latencyUs: 0,
    stream,
    market: 0,
    account: 0,
    depthUsd: 100_000,
    shrink: 0,
    floorUsd: 1,
    forgetUs: Number.POSITIVE_INFINITY,
    freshUsd: 0,
    everyUs: 15e6,
    handles: 0,
    open: 100,
    anchor: 100,
    fundamental: 100,
    middle: 100,
    cash: CASH,
    units: 0,
    quoted: 0,
    tick: 0.01,
    lastUs: 0,
  };
  /** What a wake sends for its bids, in order: 'cancel' or the dollars of a bid, by level. */
  const wake = () => {
    const { intents, head } = view.box;
    DipBuyer.wake(view, agent);
    const sent: { level: number; op: number; price: number; usd: number }[] = [];
    for (let slot = head[0]!; slot >= 0; slot = intents.next[slot]!) {
      const level = intents.owner[slot]!;
      const price = intents.limit[slot]! * 0.01;
      if (level < DipBuyer.LEVELS)
        sent.push({ level, op: intents.op[slot]!, price, usd: intents.lots[slot]! * 0.001 * price });
    }
    StubView.take(view);
    return sent;
  };
  return { agent, balances, wake };
}

it('lays bids from the nearest on, each as large as the width it stands for', () => {
  const bids = buyer()
    .wake()
    .filter(({ op }) => op === Intent.PLACE);
  expect(bids.map(({ level }) => level)).toEqual(Array.from({ length: DipBuyer.LEVELS }, (_, i) => i));
  expect(bids[0]!.price).toBeCloseTo(99.9, 2);
  expect(bids[0]!.usd).toBeCloseTo(200, 0);
  expect(bids[1]!.usd / bids[0]!.usd).toBeCloseTo(1.6, 2);
});

it('takes the far bids back before it lays a near one, so that their money is there', () => {
  const sent = buyer().wake();
  const lastCancel = sent.findLastIndex(({ op }) => op === Intent.CANCEL);
  const firstBid = sent.findIndex(({ op }) => op === Intent.PLACE);
  expect(lastCancel).toBe(DipBuyer.LEVELS - 2);
  expect(firstBid).toBe(lastCancel + 1);
});

it('what it has spent lowers its middle: a tenth of its depth is a tenth in logarithms', () => {
  const { agent, balances, wake } = buyer();
  wake();
  balances[0]![1] = CASH - 10_000;
  wake();
  expect(agent.middle).toBeCloseTo(100 * Math.exp(-0.1), 6);
});
