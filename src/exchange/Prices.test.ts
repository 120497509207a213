import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Advance from '../run/Advance.js';
import type { World } from '../run/World.js';
import * as Prices from './Prices.js';

/*
 * Two venues with a spot book of BTC each. Venue b weighs 3 of 4 in both indices; a's own book is its collateral price.
 * a: 99 900 / 100 100, b: 99 500 / 99 700. Last prices are the opening 100 000, clipped into the spread of b: 99 700.
 */
const TEXT = `
title: Two spot books
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:11:00Z
venues:
  - { id: a, shares: { openInterest: 50%, volume: 50%, perpsOfVolume: 75% }, indexWeights: { a: 1, b: 3 } }
  - { id: b, preset: primer-exchange, shares: { openInterest: 50%, volume: 50%, perpsOfVolume: 75% }, indexWeights: { a: 1, b: 3 } }
planted:
  only: true
  orders:
    - { id: ab, market: "a:BTC/USDT:spot", side: buy, price: 99_900, size: 1 }
    - { id: aa, market: "a:BTC/USDT:spot", side: sell, price: 100_100, size: 1 }
    - { id: bb, market: "b:BTC/USDT:spot", side: buy, price: 99_500, size: 1 }
    - { id: ba, market: "b:BTC/USDT:spot", side: sell, price: 99_700, size: 1 }
    - { id: pb, market: "b:BTC/USDT:perp", side: buy, price: 99_000, size: 1 }
    - { id: pa, market: "b:BTC/USDT:perp", side: sell, price: 99_200, size: 1 }
  trades:
    - { id: take, at: 2025-01-01T00:10:20.5Z, market: "b:BTC/USDT:spot", side: buy, size: 1 }
`;

function open() {
  const world = Worlds.write(TEXT);
  const { engine } = world;
  const btc = engine.assets.findIndex(({ symbol }) => symbol === 'BTC');
  const find = (venue: number, perp: boolean) =>
    engine.markets.find((m) => m.venue === venue && m.base === btc && m.perp === perp)!;
  return { world, engine, btc, spot: [find(0, false), find(1, false)], perp: [find(0, true), find(1, true)] };
}

let w: ReturnType<typeof open>;
const to = (second: number, world: World = w.world) => void Advance.advance(world, second * 1e6, 1e6);
beforeEach(() => {
  w = open();
  to(2);
});

test('a book publishes its touch, and its last trade clipped into its own spread', () => {
  const { feed } = w.engine;
  const [a, b] = w.spot.map(({ id }) => id) as [number, number];
  expect([feed.bid[a], feed.ask[a], feed.price[a]]).toEqual([99_900, 100_100, 100_000]);
  expect([feed.bid[b], feed.ask[b], feed.price[b]]).toEqual([99_500, 99_700, 99_700]);
  expect(feed.bidTicks[b]! * w.spot[1]!.tick).toBeCloseTo(99_500, 9);
});

test('an empty side has no price, and the last trade stands', () => {
  const { feed } = w.engine;
  const id = w.perp[0]!.id;
  expect([feed.bid[id], feed.ask[id], feed.price[id]]).toEqual([Number.NaN, Number.NaN, 100_000]);
});

test('an index is the weighted mean of the spot books of all venues', () => {
  // (100 000 + 3 * 99 700) / 4.
  expect(w.perp.map(({ mark }) => mark!.index)).toEqual([99_775, 99_775]);
  expect(w.engine.feed.assetUsd[w.btc]).toBeCloseTo(99_775, 9);
});

test('a perp’s price never moves an index', () => {
  expect(w.engine.feed.price[w.perp[1]!.id]).toBe(99_200);
  expect(w.engine.feed.index[w.perp[1]!.id]).toBe(99_775);
});

test('collateral counts at the venue’s own book under that policy; a dollar without a book at 1', () => {
  const [a, b] = w.engine.venues;
  expect([a!.collateralUsd[w.btc], b!.collateralUsd[w.btc]]).toEqual([100_000, 99_700]);
  expect(a!.collateralUsd[w.engine.assets.findIndex(({ symbol }) => symbol === 'USDT')]).toBe(1);
});

describe('a source that falls silent', () => {
  test('counts while its last change is young, then the others carry the index alone', () => {
    // b loses its ask at 20.5 s: one-sided from then on. Its last trade was at 99 700.
    to(22);
    expect(w.perp[0]!.mark!.index).toBe(99_775);
    to(30);
    expect(w.perp[0]!.mark!.index).toBe(99_775);
    // Published at 21 s; older than 10 s from 32 s on.
    to(33);
    expect(w.perp[0]!.mark!.index).toBe(100_000);
    expect(w.engine.feed.assetUsd[w.btc]).toBe(100_000);
  });

  test('a book with both sides counts however long they have rested', () => {
    to(19);
    expect(w.perp[0]!.mark!.index).toBe(99_775);
    expect(w.engine.assets[w.btc]!.oneSided).toBe(0);
  });
});

test('what is no longer traded keeps its last index and mark', () => {
  const { index, mark } = w.perp[0]!.mark!;
  w.perp[0]!.delisted = true;
  to(33);
  expect(w.perp[0]!.mark).toMatchObject({ index, mark });
  expect(w.perp[1]!.mark!.index).toBe(100_000);
});

test('composing twice in one instant changes nothing', () => {
  const before = structuredClone(w.engine.feed);
  Prices.compose(w.engine);
  expect(w.engine.feed).toEqual(before);
});
