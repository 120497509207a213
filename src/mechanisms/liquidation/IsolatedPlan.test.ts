import { expect, test } from 'vitest';
import * as Tiers from '../margin/Tiers.js';
import * as IsolatedPlan from './IsolatedPlan.js';
import type * as Style from './style/Style.js';

const tiers = Tiers.fromBrackets([{ floor: 0, rate: 0.05, maxLeverage: 10 }]);
const fund: IsolatedPlan.Policy = {
  style: { kind: 'whole' },
  limit: 'bankruptcy',
  attempts: 3,
  takeoverRatio: 0,
};
const vault: IsolatedPlan.Policy = {
  style: { kind: 'share', above: 100_000, share: 0.2, cooldown: 30e6, during: 'wait' },
  limit: 'market',
  attempts: 3,
  takeoverRatio: 2 / 3,
};

interface Over extends Partial<Style.Account>, Partial<Style.Position> {
  readonly closed?: number;
  readonly attempts?: number;
  readonly isSent?: boolean;
}

/** 1001 lots of 200 dollars: 200 200 dollars, which ask for 10 010. */
function step(policy: IsolatedPlan.Policy, over: Over = {}): IsolatedPlan.Step {
  const { equity = 9_000, nowUs = 0, lots = 1001, lastPartialUs = Number.NEGATIVE_INFINITY } = over;
  const maintenance = 10_010;
  return IsolatedPlan.step(
    {
      account: { equity, maintenance, target: 1, feeRate: 0, nowUs },
      position: { lots, lotUsd: 200, accounts: 1, tiers, maintenance, lastPartialUs },
      closed: over.closed ?? 0,
      attempts: over.attempts ?? 0,
      isSent: over.isSent ?? false,
    },
    policy,
  );
}

test('fund type: what nobody has bought stays in liquidation although the mark has come back', () => {
  expect(step(fund, { equity: 20_000 }).kind).toBe('close');
  expect(step(fund, { equity: 20_000, closed: 1 })).toEqual({ kind: 'done' });
  expect(step(vault, { equity: 20_000 })).toEqual({ kind: 'done' });
});

test('a margin equal to maintenance is a breach, one above it is not, and no position is done', () => {
  expect(step(fund, { equity: 10_010, closed: 1 }).kind).toBe('close');
  expect(step(fund, { equity: 10_010.01, closed: 1 })).toEqual({ kind: 'done' });
  expect(step(fund, { lots: 0 })).toEqual({ kind: 'done' });
});

test('fund type: one order a second, and after the last attempt the fund takes what is left', () => {
  expect(step(fund)).toEqual({ kind: 'close', lots: 1001, isPartial: false });
  expect(step(fund, { isSent: true, attempts: 2 })).toEqual({ kind: 'wait' });
  expect(step(fund, { isSent: true, attempts: 3 })).toEqual({ kind: 'takeover' });
});

test('fund type: a bankrupt position is tried once at its bankruptcy price and taken over at once', () => {
  expect(step(fund, { equity: -5 }).kind).toBe('close');
  expect(step(fund, { equity: 0, isSent: true, attempts: 1 })).toEqual({ kind: 'takeover' });
  expect(step(fund, { equity: 1, isSent: true, attempts: 1 })).toEqual({ kind: 'wait' });
});

test('vault type: strictly below two thirds of maintenance the vault takes over, whatever was sent', () => {
  expect(step(vault, { equity: 10_010 * (2 / 3) }).kind).toBe('close');
  expect(step(vault, { equity: 6_673 })).toEqual({ kind: 'takeover' });
  expect(step(vault, { equity: -1, lastPartialUs: 0, nowUs: 1 })).toEqual({ kind: 'takeover' });
});

test('vault type: market orders are not counted, and the style decides their size', () => {
  expect(step(vault)).toEqual({ kind: 'close', lots: 201, isPartial: true });
  expect(step(vault, { isSent: true, attempts: 9 })).toEqual({ kind: 'wait' });
  expect(step(vault, { lastPartialUs: 0, nowUs: 30e6 - 1 })).toEqual({ kind: 'wait' });
  expect(step(vault, { lastPartialUs: 0, nowUs: 30e6 })).toEqual({
    kind: 'close',
    lots: 1001,
    isPartial: false,
  });
});
