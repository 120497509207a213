import { beforeEach, describe, expect, test } from 'vitest';
import * as StubView from '../../../test/cast/StubView.js';
import * as Crowd from './Crowd.js';

/*
 * A market opened at 100. Row 0 is long 10 coins and stops half of it at a fall of 10%; row 1 is short 8 coins and takes a
 * quarter of its profit at 20%; rows 2 and 3 short 500 dollars after falls of 5% and 30% from the quarter hour's high.
 */
const one = (rows: [fall: number, row: number, size: number][]): Crowd.Threshold => ({
  fall: Float64Array.from(rows, ([fall]) => fall),
  row: Int32Array.from(rows, ([, row]) => row),
  size: Float64Array.from(rows, ([, , size]) => size),
});

function open() {
  const { view, stream } = StubView.create([{ bid: 100, ask: 101 }], [[0, 0]]);
  const rows = { lots: Float64Array.of(10_000, -8_000, 0, 0), state: new Uint8Array(4) };
  Object.assign(view, { crowd: () => rows, rowAccount: (_: number, row: number) => 1000 + row });
  Object.assign(view.feed, { mark: Float64Array.of(100) });
  const agent: Crowd.State = {
    ...{
      kind: 'crowd',
      name: 'crowd',
      latencyUs: 0,
      stream,
      market: 0,
      crowd: 0,
      everyUs: 10e6,
      openPrice: 100,
    },
    ...{ stops: one([[0.1, 0, 0.5]]), takes: one([[0.2, 1, 0.25]]) },
    ...{
      trends: one([
        [0.05, 2, 500],
        [0.3, 3, 500],
      ]),
      stopAt: 0,
      takeAt: 0,
      trendAt: 0,
    },
    ...{ window: new Float64Array(15), minute: -1 },
  };
  /** Orders at a last price, and a mark if that is another one, `minutes` after the start. */
  const at = (last: number, mark = 100, minutes = 20) => {
    view.nowUs = minutes * 60e6;
    (view.feed.price as Float64Array)[0] = last;
    (view.feed.mark as Float64Array)[0] = mark;
    Crowd.wake(view, agent);
    return StubView.take(view).orders;
  };
  return { view, agent, rows, at, pauseS: () => (view.box.wakeAtUs - view.nowUs) / 1e6 };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

describe('what a crowd does by itself', () => {
  test('a stop sells its share at the stated fall of the last price, within 3% of it, once', () => {
    expect(w.at(90.1)).toEqual([]);
    const [order, ...more] = w.at(89.9);
    expect([order!.side, order!.units, more]).toEqual([1, 5, []]);
    expect(order!.price).toBeCloseTo(87.2, 9);
    expect(w.at(79.9)).toMatchObject([{ side: 0 }]);
    expect(w.at(79.9)).toEqual([]);
  });

  test('a short takes its profit by buying, within 1%', () => {
    w.at(89.9);
    const [order] = w.at(79.9);
    expect([order!.side, order!.units]).toEqual([0, 2]);
    expect(order!.price).toBeCloseTo(80.7, 9);
  });

  test('a fall over several thresholds sets off all of them', () => {
    expect(w.at(79).map(({ side, units }) => [side, units])).toEqual([
      [1, 5],
      [0, 2],
    ]);
  });

  test('a row that is gone, turned, or being liquidated does nothing', () => {
    w.rows.lots[0] = 0;
    expect(w.at(89.9)).toEqual([]);
    w.rows.lots[1] = 500;
    expect(w.at(79.9)).toEqual([]);
    const other = open();
    other.rows.state[0] = 1;
    expect(other.at(89.9)).toEqual([]);
  });

  test('followers short after a fall of the mark from its high of a quarter of an hour', () => {
    // The mark was 100 in minute 20. In minute 25 it is 96, then 95: 500 dollars at the last price of 99.
    w.at(99, 100, 20);
    expect(w.at(99, 96, 25)).toEqual([]);
    const [order, ...more] = w.at(99, 95, 26);
    expect([order!.side, order!.units, more]).toEqual([1, 5.05, []]);
    expect(order!.price).toBeCloseTo(96.03, 9);
  });

  test('a high that is older than that is forgotten', () => {
    w.at(99, 100, 20);
    for (let minute = 21; minute <= 35; minute++) w.at(99, 96, minute);
    // A minute later 100 would be 5% above 95.
    expect(w.at(99, 95, 36)).toEqual([]);
    expect(w.at(99, 91.1, 37)).toHaveLength(1);
  });
});

test.each([
  ['half a percent or less: three times as long', 99.6, 30],
  ['up to 2%: as stated', 99.4, 10],
  ['more: two seconds', 97.9, 2],
])('it wakes the sooner the more the mark has moved, %s', (_, mark, seconds) => {
  w.at(100, 100, 20);
  w.at(100, mark, 21);
  expect(Math.abs(w.pauseS() / seconds - 1)).toBeLessThanOrEqual(0.1);
});
