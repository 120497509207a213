import { describe, expect, it } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import { BUY, SELL } from '../../messages/Outbox.js';
import * as ShortSeller from './ShortSeller.js';

const HOUR = 3600e6;

/** A seller of up to 30_000 dollars at a discount of 2%, with LUNA at 100 (market 0) and UST at par (market 1). */
function seller() {
  const books = [
    { bid: 100, ask: 100.1 },
    { bid: 1, ask: 1.001 },
  ];
  const { view, stream } = StubView.create(books, [[0, 0]]);
  const held = { lots: 0 };
  Object.assign(view, { lots: () => held.lots });
  const agent: ShortSeller.State = {
    kind: 'short-seller',
    name: 'one',
    latencyUs: 0,
    stream,
    account: 0,
    market: 0,
    ustMarket: 1,
    trigger: 0.02,
    sizeUsd: 30_000,
    takeAt: 0.5,
    stopAt: 0.2,
    clipUsd: 10_000,
    againUs: HOUR,
    everyUs: 60e6,
    short: 0,
    entry: 0,
    isCovering: false,
    restUntilUs: 0,
  };
  /** Sets prices, wakes the seller, and fills what it sends. */
  const look = (luna: number, ust: number) => {
    const { feed } = view;
    feed.bid.set([luna, ust]);
    feed.ask.set([luna * 1.001, ust * 1.001]);
    feed.price.set([luna, ust]);
    ShortSeller.wake(view, agent);
    const { orders } = StubView.take(view);
    for (const { side, units } of orders) held.lots += Math.round((side === BUY ? units : -units) / 0.001);
    view.nowUs += 60e6;
    return orders;
  };
  return { agent, held, look, view };
}

describe('a short seller', () => {
  it('waits while UST is near par, then sells clip by clip up to its size', () => {
    const { held, look } = seller();
    expect(look(100, 0.985)).toEqual([]);
    expect(look(100, 0.97)).toMatchObject([{ market: 0, side: SELL }]);
    for (let i = 0; i < 5; i++) look(100, 0.97);
    expect((-held.lots / 1000) * 100).toBeGreaterThan(29_900);
    expect((-held.lots / 1000) * 100).toBeLessThan(30_100);
  });

  it('covers all of it after the fall it waits for, rests, and sells again for as many dollars', () => {
    const { agent, held, look, view } = seller();
    for (let i = 0; i < 6; i++) look(100, 0.97);
    expect(agent.entry).toBeCloseTo(100.05, 1);
    expect(look(49, 0.9)).toMatchObject([{ side: BUY }]);
    for (let i = 0; i < 5; i++) look(49, 0.9);
    expect(held.lots).toBe(0);
    expect(look(49, 0.9)).toEqual([]);
    view.nowUs += HOUR;
    for (let i = 0; i < 6; i++) look(49, 0.9);
    expect((-held.lots / 1000) * 49).toBeGreaterThan(29_800);
    expect((-held.lots / 1000) * 49).toBeLessThan(30_100);
  });

  it('takes its loss when LUNA rises against it', () => {
    const { held, look } = seller();
    for (let i = 0; i < 4; i++) look(100, 0.97);
    for (let i = 0; i < 6; i++) look(121, 0.97);
    expect(held.lots).toBe(0);
  });
});
