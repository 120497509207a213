import { describe, expect, test } from 'vitest';
import * as Tiers from '../margin/Tiers.js';
import * as Styles from './Styles.js';
import type * as Style from './style/Style.js';

/** Deductions: 0, 100 (= 10 000 * 1%), 3 100 (= 100 + 100 000 * 3%). */
const tiers = Tiers.fromBrackets([
  { floor: 0, rate: 0.01, maxLeverage: 50 },
  { floor: 10_000, rate: 0.02, maxLeverage: 25 },
  { floor: 100_000, rate: 0.05, maxLeverage: 10 },
]);

/** Lots of 10 dollars; the maintenance is that of the table unless stated. */
function held(lots: number, over: Partial<Style.Position> = {}): Style.Position {
  const { accounts = 1, lotUsd = 10 } = over;
  const maintenance = accounts * Tiers.maintenance(tiers, (lots * lotUsd) / accounts);
  return { lots, lotUsd, accounts, tiers, maintenance, lastPartialUs: Number.NEGATIVE_INFINITY, ...over };
}

/** An account that has the position alone, in breach by a dollar unless its equity is stated. */
function alone(position: Style.Position, over: Partial<Style.Account> = {}): Style.Account {
  const { maintenance } = position;
  return { equity: maintenance - 1, maintenance, target: 1, feeRate: 0, nowUs: 0, ...over };
}

function close(rule: Styles.Rule, position: Style.Position, over: Partial<Style.Account> = {}): Style.Close {
  return Styles.close(rule, alone(position, over), position);
}

test('whole closes all of it, large or small', () => {
  for (const lots of [1, 500, 30_000])
    expect(close({ kind: 'whole' }, held(lots))).toEqual({ lots, isPartial: false });
});

describe('bracket', () => {
  const rule = { kind: 'bracket' } as const;

  test('down to the top of the next bracket when its requirement is covered', () => {
    // 300 000 dollars ask for 15 000 - 3 100 = 11 900. At 100 000 kept: 1 900, covered by 11 899.
    expect(close(rule, held(30_000))).toEqual({ lots: 20_000, isPartial: true });
  });

  test('lots round up, so that what is kept lies in the bracket', () => {
    // 100 000 / 13 = 7 692.3 lots may stay; 30 000 - 7 692.3 = 22 307.7.
    expect(close(rule, held(30_000, { lotUsd: 13 }))).toEqual({ lots: 22_308, isPartial: true });
  });

  test('the further equity has fallen, the less is kept: the largest bracket that it covers', () => {
    // At 100 000 kept 1 900 is asked, at 10 000 kept 100.
    const kept = (equity: number) => 30_000 - close(rule, held(30_000), { equity }).lots;
    expect([1_900.01, 1_900, 100.01, 100, -5].map(kept)).toEqual([10_000, 1_000, 1_000, 0, 0]);
  });

  test('the fee on what is closed counts against the margin', () => {
    // 200 000 closed at 5%: 10 000 of the 11 899, which leaves 1 899, less than 1 900; 290 000 closed: nothing is left.
    expect(close(rule, held(30_000), { feeRate: 0.04 })).toEqual({ lots: 20_000, isPartial: true });
    expect(close(rule, held(30_000), { feeRate: 0.05 })).toEqual({ lots: 30_000, isPartial: false });
  });

  test('other positions of a cross account keep their requirement', () => {
    // 5 000 for the others: at 100 000 kept 6 900 is asked, at 10 000 kept 5 100.
    const over = (equity: number) => ({ equity, maintenance: 11_900 + 5_000 });
    expect(close(rule, held(30_000), over(6_901)).lots).toBe(20_000);
    expect(close(rule, held(30_000), over(6_900)).lots).toBe(29_000);
    expect(close(rule, held(30_000), over(5_100)).lots).toBe(30_000);
  });

  test('the target of the venue, not maintenance alone, must be covered', () => {
    expect(close(rule, held(30_000), { equity: 2_000, target: 1.05 }).lots).toBe(20_000);
    expect(close(rule, held(30_000), { equity: 2_000, target: 1.1 }).lots).toBe(29_000);
  });

  test('tiers are those of one account: a row of ten is ten small positions', () => {
    // 30 000 each: 600 - 100 = 500; down to 10 000 each, which ask for 100.
    expect(close(rule, held(30_000, { accounts: 10 }))).toEqual({ lots: 20_000, isPartial: true });
    expect(close(rule, held(30_000, { accounts: 30 }))).toEqual({ lots: 30_000, isPartial: false });
  });
});

describe('tier-steps', () => {
  const down = (tiers: number, lots: number, over: Partial<Style.Position> = {}) =>
    close({ kind: 'tier-steps', tiers }, held(lots, over));

  test('one tier at a time (Bybit), covered or not', () => {
    expect(down(1, 30_000)).toEqual({ lots: 20_000, isPartial: true });
    expect(down(1, 10_000)).toEqual({ lots: 9_000, isPartial: true });
    expect(down(1, 1_000)).toEqual({ lots: 1_000, isPartial: false });
  });

  test('two at a time (OKX): positions of the two lowest tiers are closed whole', () => {
    expect(down(2, 30_000)).toEqual({ lots: 29_000, isPartial: true });
    expect(down(2, 10_000)).toEqual({ lots: 10_000, isPartial: false });
  });

  test('lots round up; a step of less than a lot takes one', () => {
    expect(down(1, 30_000, { lotUsd: 13 }).lots).toBe(22_308);
    expect(down(1, 1, { lotUsd: 100_001 })).toEqual({ lots: 1, isPartial: false });
    expect(down(1, 3, { lotUsd: 33_334 })).toEqual({ lots: 1, isPartial: true });
  });
});

describe('share', () => {
  const terms = { kind: 'share', above: 100_000, share: 0.2, cooldown: 30e6 } as const;
  const full = { ...terms, during: 'full' } as const;
  const wait = { ...terms, during: 'wait' } as const;

  test('large positions lose a fifth first, rounded up; at the limit and below all at once', () => {
    expect(close(wait, held(10_001))).toEqual({ lots: 2_001, isPartial: true });
    expect(close(wait, held(10_000))).toEqual({ lots: 10_000, isPartial: false });
    expect(close(wait, held(1, { lotUsd: 200_000 }))).toEqual({ lots: 1, isPartial: true });
    expect(close(wait, held(10_001, { accounts: 2 }))).toEqual({ lots: 10_001, isPartial: false });
  });

  test('"full": within the cooldown all, afterwards a fifth again', () => {
    const second = held(20_000, { lastPartialUs: 0 });
    expect(close(full, second, { nowUs: 30e6 - 1 })).toEqual({ lots: 20_000, isPartial: false });
    expect(close(full, second, { nowUs: 30e6 })).toEqual({ lots: 4_000, isPartial: true });
  });

  test('"wait": within the cooldown nothing, afterwards all', () => {
    const second = held(20_000, { lastPartialUs: 0 });
    expect(close(wait, second, { nowUs: 30e6 - 1 }).lots).toBe(0);
    expect(close(wait, second, { nowUs: 30e6 })).toEqual({ lots: 20_000, isPartial: false });
  });
});

describe('slices', () => {
  const rule = { kind: 'slices', share: 0.25 } as const;
  const flat = held(1_000, { maintenance: 1_000 });

  test('what the target needs, rounded up, but no more than a slice', () => {
    // 1 000 - 1 040 / 1.1 = 54.5 of 1 000; with 700 of equity 363.6 are needed, of which a slice is 250.
    expect(close(rule, flat, { equity: 1_040, target: 1.1 })).toEqual({ lots: 55, isPartial: true });
    expect(close(rule, flat, { equity: 700, target: 1.1 })).toEqual({ lots: 250, isPartial: true });
    expect(close({ ...rule, share: 1 }, flat, { equity: 0, target: 1.1 })).toEqual({
      lots: 1_000,
      isPartial: false,
    });
  });

  test('reducing as planned reaches the target when the mark holds, and one lot less does not', () => {
    const { lots } = close(rule, flat, { equity: 1_040, target: 1.1 });
    expect(1_040 / (1_000 - lots)).toBeGreaterThanOrEqual(1.1);
    expect(1_040 / (1_000 - lots + 1)).toBeLessThan(1.1);
  });

  test('a position without a requirement is closed by the slice', () => {
    expect(close(rule, held(10, { maintenance: 0 }), { equity: -1, target: 1.1 }).lots).toBe(3);
  });
});
