import { expect, test } from 'vitest';
import * as BackstopPlan from './BackstopPlan.js';

const policy: BackstopPlan.Policy = {
  partialAbove: 100_000,
  partialShare: 0.2,
  cooldownUs: 30e6,
  duringCooldown: 'full',
  vaultShare: 2 / 3,
};
const large: BackstopPlan.View = {
  lots: 1001,
  notional: 200_000,
  equity: 9_000,
  maintenance: 10_000,
  lastPartialUs: -Infinity,
};
const step = (over: Partial<BackstopPlan.View>, nowUs = 0, p: Partial<BackstopPlan.Policy> = {}) =>
  BackstopPlan.step({ ...large, ...over }, { ...policy, ...p }, nowUs);

test('breach is strictly below maintenance, the vault strictly below two thirds of it', () => {
  expect(step({ equity: 10_000 })).toEqual({ kind: 'done' });
  expect(step({ lots: 0 })).toEqual({ kind: 'done' });
  expect(step({ equity: 10_000 * (2 / 3) }).kind).toBe('reduce');
  expect(step({ equity: 6_666 })).toEqual({ kind: 'vault' });
  expect(step({ equity: -1, lastPartialUs: 0 }, 1, { duringCooldown: 'wait' })).toEqual({ kind: 'vault' });
});

test('large positions lose a fifth first, rounded up; small ones all at once', () => {
  expect(step({})).toEqual({ kind: 'reduce', lots: -201, isPartial: true });
  expect(step({ lots: -1001 })).toEqual({ kind: 'reduce', lots: 201, isPartial: true });
  expect(step({ notional: 100_000 })).toEqual({ kind: 'reduce', lots: -1001, isPartial: false });
  expect(step({ lots: 1 })).toEqual({ kind: 'reduce', lots: -1, isPartial: true });
});

test('policy "full": within the cooldown all, afterwards a fifth again', () => {
  expect(step({ lastPartialUs: 0 }, 30e6 - 1)).toMatchObject({ lots: -1001, isPartial: false });
  expect(step({ lastPartialUs: 0 }, 30e6)).toMatchObject({ lots: -201, isPartial: true });
});

test('policy "wait": within the cooldown nothing, afterwards all', () => {
  const wait = { duringCooldown: 'wait' } as const;
  expect(step({}, 0, wait)).toMatchObject({ lots: -201, isPartial: true });
  expect(step({ lastPartialUs: 0 }, 30e6 - 1, wait)).toEqual({ kind: 'wait' });
  expect(step({ lastPartialUs: 0 }, 30e6, wait)).toMatchObject({ lots: -1001, isPartial: false });
});
