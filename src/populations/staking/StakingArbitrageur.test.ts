import { beforeEach, describe, expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as StakingArbitrageur from './StakingArbitrageur.js';

/*
 * A staked coin that redeems for 100 dollars, on a book in dollars and one in another coin worth 50 dollars (quote asset 2).
 * The trader asks for 1%: it pays 99 dollars, or 1.98 of the other coin. Its clip is 5 000 dollars.
 */
const EDGE = 0.01;
const BOOKS = [
  { bid: 98, ask: 98.5 },
  { bid: 1.9, ask: 1.95 },
];
const balances = [[0, 1_000_000, 1_000]];

function open(value = 100, books = BOOKS) {
  const { view, stream } = StubView.create(books, balances);
  Object.assign(view, { redemption: () => value });
  Object.assign(view.feed, { assetUsd: Float64Array.of(98, 1, 50) });
  (view.assets as unknown as object[]).push({ unit: 1e6, openUsd: 50, dollar: false });
  Object.assign(view.markets[1]!, { quote: 2 });
  const agent: StakingArbitrageur.State = {
    ...{ kind: 'staking-arbitrageur', name: 'one', latencyUs: 0, stream },
    ...{ asset: 0, markets: [0, 1], account: 0, edge: EDGE, clipUsd: 5_000, everyUs: 60e6 },
  };
  const wake = () => {
    StakingArbitrageur.wake(view, agent);
    return StubView.take(view).orders;
  };
  return { view, wake, pause: () => (view.box.wakeAtUs - view.nowUs) / 1e6 };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  balances[0] = [0, 1_000_000, 1_000];
  w = open();
});

describe('below the redemption value less its edge', () => {
  test('it buys a clip in each book, a fifth of a percent above the ask, in that book’s money', () => {
    const [dollars, coins] = w.wake();
    // 5 000 at a limit of 99; 100 coins at 1.98. Lots of a thousandth.
    expect(dollars).toMatchObject({ market: 0, side: 0, units: 50.505 });
    expect(dollars!.price).toBeCloseTo(98.7, 9);
    expect(coins).toMatchObject({ market: 1, side: 0, units: 50.505 });
    expect(coins!.price).toBeCloseTo(1.95, 9);
  });

  test('it comes back in two seconds, and after its pause when there was nothing', () => {
    w.wake();
    expect(Math.abs(w.pause() - 2)).toBeLessThanOrEqual(0.2);
    const dear = open(99);
    expect(dear.wake()).toHaveLength(1);
    const dearer = open(98);
    expect(dearer.wake()).toEqual([]);
    expect(Math.abs(dearer.pause() - 60)).toBeLessThanOrEqual(6);
  });

  test('its money is all it spends, less a twentieth for fees', () => {
    balances[0] = [0, 1_042.106, 0];
    // 990 dollars at 99; nothing of the other coin.
    expect(w.wake()).toMatchObject([{ market: 0, units: 10 }]);
    balances[0] = [0, 0, 0];
    expect(w.wake()).toEqual([]);
  });
});

test.each([
  [99, 1],
  [99.01, 0],
  [Number.NaN, 0],
])('an ask of %d against 99: %i order', (ask, count) => {
  expect(
    open(100, [
      { bid: 90, ask },
      { bid: 1, ask: 2.5 },
    ]).wake(),
  ).toHaveLength(count);
});

test('it never pays more than its limit', () => {
  const [order] = open(100, [
    { bid: 98, ask: 98.95 },
    { bid: 1, ask: 3 },
  ]).wake();
  // The ask and a fifth of a percent would be 99.15.
  expect(order!.price).toBeCloseTo(99, 9);
});
