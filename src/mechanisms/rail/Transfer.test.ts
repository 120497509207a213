import { expect, test } from 'vitest';
import * as Transfer from './Transfer.js';

const MINUTE = 60e6;
const route: Transfer.Route = {
  checkUs: 5 * MINUTE,
  creditUs: 2 * MINUTE,
  confirmations: 10,
  blockUs: 12e6,
  internalUs: 1e6,
  walletRefillUs: 30 * MINUTE,
};
const window = (over: Partial<Transfer.Window>): Transfer.Window => ({
  venue: -1,
  asset: -1,
  direction: 'all',
  fromUs: 0,
  untilUs: 10 * MINUTE,
  effect: 'halt',
  ...over,
});
const rule: Transfer.HaltRule = { kind: 'deviation', above: 0.05, back: 0.01, holdUs: 20 * MINUTE };

function terms(...windows: Transfer.Window[]): Transfer.Terms {
  const routes = [route, route, route, route];
  return { assets: 2, routes, windows, rules: [rule, { kind: 'never' }, rule, { kind: 'never' }] };
}

function ask(t: Transfer.Terms, over: Partial<Transfer.Request> = {}, nowUs = 0, state = Transfer.create(t)) {
  const plain = { venue: 0, asset: 0, direction: 'withdrawal', atoms: 5, chainUs: 12e6 } as const;
  const request: Transfer.Request = { ...plain, ...over };
  return Transfer.plan(state, t, request, 10, nowUs);
}

test('each way has its own time', () => {
  const open = terms();
  expect(ask(open)).toEqual({ isBlocked: false, readyUs: 5 * MINUTE + 12e6, reason: 'open' });
  expect(ask(open, { direction: 'deposit' }).readyUs).toBe(12e6 + 10 * 12e6 + 2 * MINUTE);
  expect(ask(open, { direction: 'internal' }, 7).readyUs).toBe(1e6 + 7);
});

test('a slowdown stretches the venue’s part, not the chain’s; the largest counts', () => {
  const slow = terms(window({ effect: 3 }), window({ effect: 2 }));
  expect(ask(slow)).toEqual({ isBlocked: false, readyUs: 15 * MINUTE + 12e6, reason: 'slow' });
  expect(ask(slow, {}, 10 * MINUTE).reason).toBe('open');
});

test('a halt binds its venue, asset and direction, and halts in a row are one', () => {
  const halted = terms(
    window({ venue: 1, asset: 0, direction: 'withdrawal', fromUs: 9 * MINUTE, untilUs: 20 * MINUTE }),
    window({ venue: 1, asset: 0, direction: 'withdrawal' }),
    window({ venue: 1, asset: 0, fromUs: 21 * MINUTE, untilUs: 99 * MINUTE }),
  );
  expect(ask(halted, { venue: 1 })).toEqual({
    isBlocked: true,
    readyUs: 20 * MINUTE,
    reason: 'scenario-halt',
  });
  expect(ask(halted, { venue: 1, direction: 'deposit' }).isBlocked).toBe(false);
  expect(ask(halted, { venue: 1, asset: 1 }).isBlocked).toBe(false);
  expect(ask(halted, { venue: 0 }).isBlocked).toBe(false);
  expect(ask(halted, { venue: 1 }, 20 * MINUTE).isBlocked).toBe(false);
  expect(ask(halted, { venue: 1, direction: 'internal' }, 30 * MINUTE).readyUs).toBe(99 * MINUTE);
});

test('an empty hot wallet stops withdrawals alone', () => {
  expect(ask(terms(), { atoms: 11 }, 3)).toEqual({
    isBlocked: true,
    readyUs: 30 * MINUTE + 3,
    reason: 'hot-wallet',
  });
  expect(ask(terms(), { atoms: 11, direction: 'deposit' }).isBlocked).toBe(false);
  expect(ask(terms(), { atoms: 10 }).isBlocked).toBe(false);
});

test('a venue whose price strays halts, and opens only after it has been back long enough', () => {
  const open = terms();
  let state = Transfer.create(open);
  const see = (price: number, minute: number) =>
    Transfer.observe(state, open, { venue: 0, asset: 0, own: price, others: 1 }, minute * MINUTE);
  expect(see(0.96, 0)).toBe(false);
  expect(see(0.94, 1)).toBe(true);
  state = structuredClone(state);
  expect(ask(open, {}, 2 * MINUTE, state)).toEqual({
    isBlocked: true,
    readyUs: 21 * MINUTE,
    reason: 'own-halt',
  });
  expect(ask(open, { direction: 'internal' }, 2 * MINUTE, state).isBlocked).toBe(false);
  expect(ask(open, { venue: 1 }, 2 * MINUTE, state).isBlocked).toBe(false);
  expect(see(0.98, 10)).toBe(true);
  expect(see(0.995, 29)).toBe(true);
  expect(see(0.96, 30)).toBe(false);
  expect(Transfer.observe(state, open, { venue: 0, asset: 1, own: 0.5, others: 1 }, 0)).toBe(false);
});
