import { expect, test } from 'vitest';
import * as TerraMarket from './TerraMarket.js';
import * as Decimal from './TerraMarketDecimal.js';

const TERMS: TerraMarket.Terms = {
  basePoolMicro: 50e12,
  recoveryBlocks: 36,
  minSpreadPpm: 5000,
  tobinPpm: { usd: 3500, sdr: 2500 },
};
const RATES = { usd: 80e12, sdr: 60e12 };
/** Nothing exists yet, and all that a number holds may. */
const NONE = { atoms: 0, cap: Number.MAX_SAFE_INTEGER };
/** The ledger of the crash: LUNA in 1e-3, stable coins in 1e-4. */
const DECIMALS = { luna: 3, usd: 4, sdr: 4 };
const create = (changes: Partial<TerraMarket.Terms> = {}) =>
  TerraMarket.create({ ...TERMS, ...changes }, DECIMALS);

function planned(plan: TerraMarket.Plan | TerraMarket.Refusal): TerraMarket.Plan {
  if (plan.kind === 'refused') throw new Error(plan.reason);
  return plan;
}

test('a million UST at rest: whole atoms to the trader, the rest to the pool, the remainder named', () => {
  const state = create();
  const plan = planned(
    TerraMarket.plan(
      state,
      RATES,
      { offer: 'usd', atoms: 1e10, ask: 'luna' },
      { atoms: 343e9, cap: Number.MAX_SAFE_INTEGER },
    ),
  );
  // On chain 12_315_270_935 and 184_729_065 uluna; an atom is 1000 of them.
  expect(plan).toMatchObject({ burnAtoms: 1e10, netAtoms: 12_315_270, feeAtoms: 184_730, remainderAfter: 0 });
  expect(plan.spread).toBeCloseTo(0.014778325, 9);
  expect(state).toEqual(create());
  TerraMarket.apply(state, plan);
  expect(state.delta).toEqual({ whole: 750_000, pico: 0, yocto: 0 });
});

test('remainders wait for a whole atom and are never lost', () => {
  const state = create({ minSpreadPpm: 0 });
  let atoms = 0;
  let micro = 0n;
  for (let i = 0; i < 500; i++) {
    const swap = TerraMarket.quote(state, RATES, 'usd', 12_345_600n, 'luna');
    if (swap.kind === 'refused') throw new Error(swap.reason);
    const plan = planned(TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 123_456, ask: 'luna' }, NONE));
    micro += swap.net + swap.fee;
    atoms += plan.netAtoms + plan.feeAtoms;
    expect(plan.remainderAfter).toBeLessThan(1000);
    TerraMarket.apply(state, plan);
  }
  expect(BigInt(atoms) * 1000n + BigInt(state.remainder.luna)).toBe(micro);
  expect(atoms).toBeGreaterThan(77_000);
});

test('the spread is directional: the way back to rest costs the least spread, the way out is rationed', () => {
  const state = create();
  TerraMarket.apply(
    state,
    planned(TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 3e11, ask: 'luna' }, NONE)),
  );
  const out = planned(TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 1e8, ask: 'luna' }, NONE));
  const back = planned(TerraMarket.plan(state, RATES, { offer: 'luna', atoms: 1e6, ask: 'usd' }, NONE));
  expect(TerraMarket.marginalSpread(state)).toBeCloseTo(1 - (50 / 72.5) ** 2, 12);
  expect(out.spread).toBeCloseTo(TerraMarket.marginalSpread(state), 3);
  expect(back.spread).toBe(0.005);
  expect(back.deltaAfter.whole).toBeLessThan(state.delta.whole);
});

test('a fall of LUNA leaves the spread and multiplies the coins', () => {
  const state = create();
  const before = planned(TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 1e10, ask: 'luna' }, NONE));
  const after = planned(
    TerraMarket.plan(state, { usd: 8e9, sdr: 6e9 }, { offer: 'usd', atoms: 1e10, ask: 'luna' }, NONE),
  );
  expect(after.spread).toBe(before.spread);
  expect((after.netAtoms + 1) / (before.netAtoms + 1)).toBeCloseTo(10_000, -1);
});

test('6.5 trillion LUNA fit; a mint past 2^53 atoms or past the cap is refused, not cut', () => {
  const state = create({ basePoolMicro: 9e15 });
  const cheap = { usd: 20_000_000, sdr: 15_000_000 };
  const big = (supply: number, cap = Number.MAX_SAFE_INTEGER) =>
    TerraMarket.plan(state, cheap, { offer: 'usd', atoms: 1e12, ask: 'luna' }, { atoms: supply, cap });
  // 1e8 UST at 0.00002 dollars are 5e12 LUNA.
  const plan = planned(big(1.5e15));
  expect(plan.netAtoms + plan.feeAtoms).toBe(5e15);
  expect(1.5e15 + plan.netAtoms + plan.feeAtoms).toBe(6.5e15);
  expect(big(2 ** 53 - 5e15)).toMatchObject({ reason: 'supply-bound' });
  expect(big(2 ** 53 - 1 - 5e15)).toMatchObject({ kind: 'planned' });
  expect(big(1.5e15, 6.5e15)).toMatchObject({ kind: 'planned' });
  expect(big(1.5e15, 6.5e15 - 1)).toMatchObject({ reason: 'supply-bound' });
  expect(
    TerraMarket.plan(
      state,
      { usd: 1, sdr: 1 },
      { offer: 'usd', atoms: Number.MAX_SAFE_INTEGER, ask: 'luna' },
      NONE,
    ),
  ).toMatchObject({
    reason: 'supply-bound',
  });
});

test('refusals name their reason', () => {
  const state = create();
  const of = (rates: TerraMarket.Rates, offer: TerraMarket.Denom, atoms: number, ask: TerraMarket.Denom) =>
    TerraMarket.plan(state, rates, { offer, atoms, ask }, NONE);
  expect(of(RATES, 'usd', 1e8, 'usd')).toMatchObject({ reason: 'same-denom' });
  expect(of({ usd: 0, sdr: 0 }, 'usd', 1e8, 'luna')).toMatchObject({ reason: 'no-rate' });
  expect(of({ usd: 80e12, sdr: 0 }, 'luna', 1e8, 'usd')).toMatchObject({ reason: 'no-rate' });
  // 0.0001 UST is 1.25 uluna: a coin on chain, not an atom of the ledger.
  expect(of(RATES, 'usd', 1, 'luna')).toMatchObject({ reason: 'too-small' });
  state.delta = { whole: -50_000_000, pico: 0, yocto: 0 };
  expect(of(RATES, 'usd', 1e8, 'luna')).toMatchObject({ reason: 'pool-empty' });
});

test('switched off, LUNA does not swap either way; stable coins do', () => {
  const state = create();
  TerraMarket.switchOff(state);
  expect(TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 1e8, ask: 'luna' }, NONE)).toMatchObject({
    reason: 'swaps-off',
  });
  expect(TerraMarket.plan(state, RATES, { offer: 'luna', atoms: 1e8, ask: 'usd' }, NONE)).toMatchObject({
    reason: 'swaps-off',
  });
  // The larger of both taxes, 0.35 %, and no delta.
  const plan = planned(TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 1e8, ask: 'sdr' }, NONE));
  expect(plan).toMatchObject({ netAtoms: 74_737_500, feeAtoms: 262_500 });
  expect(plan.deltaAfter).toEqual(state.delta);
});

test('the delta halves in 25 blocks of 36, in 13 of 18, and a vote keeps it', () => {
  for (const [recoveryBlocks, half] of [
    [36, 25],
    [18, 13],
  ] as const) {
    const state = create();
    state.delta = { whole: 1e7, pico: 0, yocto: 0 };
    TerraMarket.retune(state, { recoveryBlocks, basePoolMicro: 100e12 });
    expect(state.delta.whole).toBe(1e7);
    TerraMarket.accrue(state, half - 1);
    expect(state.delta.whole).toBeGreaterThanOrEqual(5e6);
    TerraMarket.accrue(state, 1);
    expect(state.delta.whole).toBeLessThan(5e6);
  }
});

test('recovery in one call or in many is the same, and ends where a part is below the last digit', () => {
  const [one, many] = [create(), create()];
  one.delta = { whole: -123_456, pico: -789, yocto: -1 };
  many.delta = one.delta;
  TerraMarket.accrue(one, 5000);
  for (let i = 0; i < 5000; i++) TerraMarket.accrue(many, 1);
  expect(one).toEqual(many);
  expect(one.delta).toEqual({ whole: 0, pico: 0, yocto: -35 });
});

test('state survives a fork, and UNIT-1 refuses a ledger finer than the chain', () => {
  const state = create();
  TerraMarket.apply(
    state,
    planned(TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 777_777, ask: 'luna' }, NONE)),
  );
  expect(structuredClone(state)).toEqual(state);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  expect(() => TerraMarket.create(TERMS, { ...DECIMALS, luna: 8 })).toThrow('UNIT-1');
});

test('TERRA-1 stops a swap on a remainder that is not a part of an atom', () => {
  for (const remainder of [-1, 1000, 2500]) {
    const state = create();
    state.remainder.luna = remainder;
    expect(() => TerraMarket.plan(state, RATES, { offer: 'usd', atoms: 1e8, ask: 'luna' }, NONE)).toThrow(
      'TERRA-1',
    );
  }
});

test('a half rounds to the even digit, for both signs, after the cut at the 36th digit', () => {
  const third = Decimal.quo(Decimal.ONE, 3n * Decimal.ONE);
  expect(third).toBe(333_333_333_333_333_333n);
  // 1e-18 * 0.5 and 3e-18 * 0.5 lie half way; 1e-18 * 1.5 too.
  const half = Decimal.ONE / 2n;
  expect([1n, 3n, 5n, -1n, -3n].map((x) => Decimal.mul(x, half))).toEqual([0n, 2n, 2n, 0n, -2n]);
  expect(Decimal.quo(1n, 2n * Decimal.ONE)).toBe(0n);
  expect(Decimal.quo(3n, 2n * Decimal.ONE)).toBe(2n);
  // A hair above one half, cut away by the first division: still even.
  expect(Decimal.quo(Decimal.ONE, 2n * Decimal.ONE * Decimal.ONE - 1n)).toBe(0n);
  expect([Decimal.quoInteger(-7n, 2), Decimal.truncate(-Decimal.ONE - 1n)]).toEqual([-3n, -1n]);
});

test('BASE-1 stops a delta of 2^53 coins', () => {
  expect(() => Decimal.toFixed(10n ** 40n)).toThrow('BASE-1');
});
