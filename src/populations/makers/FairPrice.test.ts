import { expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as FairPrice from './FairPrice.js';
import type * as Maker from './Maker.js';

/** A desk in market 0; its firm's other book is market 1, which last traded at its bid. */
function world(bid: number, ask: number) {
  const books = [
    { bid: 99.9, ask: 100.1 },
    { bid, ask },
  ];
  const { view } = StubView.create(books, [[0, 0]]);
  const agent = {
    ...{ market: 0, account: 0, chain: 5, learnUs: 8e6, fair: 100 },
    ...{ bookMarkets: [0, 1], bookDepths: [1, 1] },
  } as unknown as Maker.State;
  const rail = { us: 0 };
  Object.assign(view, { redemption: () => 1.08, transferUs: () => rail.us });
  return { view, agent, rail };
}

test('a coin that cannot leave has no price outside its books', () => {
  const { view, agent, rail } = world(99.9, 100.1);
  expect(FairPrice.outside(view, agent)).toBe(1.08);
  rail.us = -1;
  expect(FairPrice.outside(view, agent)).toBeNaN();
  // A desk whose coin does not move on the chain keeps to its redemption value.
  expect(FairPrice.outside(view, { ...agent, chain: -1 })).toBe(1.08);
});

test("a desk follows its firm's other books: their middle, or the last trade where the touch is wide", () => {
  const after = 1 - Math.exp(-1);
  const step = (bid: number, ask: number) => {
    const { view, agent } = world(bid, ask);
    return FairPrice.learned(view, agent, 100, 8e6);
  };
  // One time constant: half of that share of the distance.
  expect(step(97.9, 98.1)).toBeCloseTo(100 - after * 0.5 * 2, 9);
  expect(step(80, 120)).toBeCloseTo(100 - after * 0.5 * 20, 9);
  expect(step(Number.NaN, Number.NaN)).toBeCloseTo(100, 9);
});
