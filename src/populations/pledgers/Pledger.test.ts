import { expect, test } from 'vitest';
import * as Heap from '../../base/Heap.js';
import * as Streams from '../../base/Streams.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Pledger from './Pledger.js';

const FIRST = 40;
const ROWS = 60;

/** A desk without anything to sell: what is left is when each account acts. */
function desk(streams: Streams.Streams): Pledger.State {
  return {
    kind: 'pledger',
    name: 'desk',
    latencyUs: 0,
    stream: Streams.open(streams, 'grace'),
    accounts: Array.from({ length: ROWS }, (_, row) => FIRST + row),
    graceLowUs: 0,
    graceHighUs: 20e6,
    sellShare: 0.5,
    longsPerCollateral: 1,
    sellingUs: 20e6,
    spots: [],
    perps: [],
    dueUs: new Float64Array(ROWS).fill(-1),
    origin: new Float64Array(ROWS),
    slices: new Int32Array(ROWS),
    waiting: Heap.create(),
  };
}

/** The same by looking at every account: who acts at `nowUs`, in order, and when the next one does. */
function naive(dueUs: Float64Array, nowUs: number): { now: number[]; nextUs: number } {
  const now: number[] = [];
  let nextUs = Number.POSITIVE_INFINITY;
  dueUs.forEach((due, row) => {
    if (due < 0 || !Number.isFinite(due)) return;
    if (due <= nowUs) now.push(FIRST + row);
    nextUs = Math.min(nextUs, due);
  });
  return { now, nextUs: Number.isFinite(nextUs) ? Math.max(nextUs, nowUs + 1) : -1 };
}

test.each([1, 2, 3, 4, 5])('the queue of called accounts against a look at all of them, seed %i', (seed) => {
  const streams = Streams.create(seed);
  const luck = Streams.open(streams, 'luck');
  const agent = desk(streams);
  const asked: number[] = [];
  const box = Outbox.create({} as never, new Int32Array(0), 0);
  // One account in five is in liquidation for the first minute, and must wait.
  const state = (account: number) => {
    asked.push(account);
    return view.nowUs < 60e6 && account % 5 === 0 ? 3 : 1;
  };
  const view = { nowUs: 0, streams, box, state } as unknown as View & { nowUs: number };
  let acted = 0;
  for (let call = 0; call < 400; call++) {
    view.nowUs += Math.round(Streams.unit(streams, luck) * 1e6);
    const account = FIRST + Math.floor(Streams.unit(streams, luck) * ROWS);
    if (call < 200) Pledger.notice(view, agent, account, call + 1);
    expect(naive(agent.dueUs, view.nowUs).nextUs).toBe(
      agent.waiting.size === 0 ? -1 : Math.max(Heap.peekTime(agent.waiting), view.nowUs + 1),
    );
    const { now } = naive(agent.dueUs, view.nowUs);
    asked.length = 0;
    Pledger.wake(view, agent);
    expect(asked).toEqual(now);
    expect(box.wakeAtUs).toBe(naive(agent.dueUs, view.nowUs).nextUs);
    acted += now.length;
  }
  expect(acted).toBeGreaterThan(200);
});

test('a call for an account of somebody else, or during a sale, changes nothing', () => {
  const streams = Streams.create(1);
  const agent = desk(streams);
  const box = Outbox.create({} as never, new Int32Array(0), 0);
  const view = { nowUs: 5, streams, box } as unknown as View;
  Pledger.notice(view, agent, FIRST - 1, 1);
  Pledger.notice(view, agent, FIRST + ROWS, 2);
  expect([agent.waiting.size, box.wakeAtUs]).toEqual([0, -1]);
  Pledger.notice(view, agent, FIRST + 3, 3);
  const due = agent.dueUs[3];
  Pledger.notice(view, agent, FIRST + 3, 4);
  expect([agent.waiting.size, agent.dueUs[3], agent.origin[3]]).toEqual([1, due, 3]);
});
