import { expect, test } from 'vitest';
import * as Maths from '../../src/mechanisms/amm/ConcentratedMath.js';
import * as ConstantProduct from '../../src/mechanisms/amm/ConstantProduct.js';
import * as Metapool from '../../src/mechanisms/amm/Metapool.js';
import * as StableEstimate from '../../src/mechanisms/amm/StableEstimate.js';
import * as Exact from '../../src/mechanisms/amm/StableExact.js';
import * as Curve from '../../src/mechanisms/amm/StableInvariant.js';
import * as StableSwap from '../../src/mechanisms/amm/StableSwap.js';
import * as AmmPool from '../cast/AmmPools.js';
import { load } from './load.js';

const curve = load('curve-stableswap');
const swaps = load('amm-curve-swaps');
const uniswap = load('uniswap');

const bigs = (texts: readonly string[]) => texts.map(BigInt);
const texts = (values: readonly bigint[]) => values.map(String);
/** USDe with 18 decimals, USDC with 6, as on chain. */
const RATES = ['1000000000000000000', '1000000000000000000000000000000'];

/** The contract's pool of a vector; what the vector leaves out is the USDe-USDC pool of the file's first rows. */
function poolOf(inp: ReturnType<typeof JSON.parse>, rounding: Curve.Rounding = 'ng'): Exact.Pool {
  const { A = '200', bal, rates, fee = '1000000', offpeg = '50000000000' } = inp;
  const coins = (bal as readonly string[]).length;
  const usual = coins === 2 ? RATES : [...RATES, RATES[1]!];
  return {
    curve: Curve.curveOf(Number(A), rounding),
    balances: bigs(bal),
    rates: bigs(rates ?? usual),
    fee: BigInt(fee),
    offPeg: BigInt(offpeg),
    adminFee: 5_000_000_000n,
  };
}

test.each([...curve.take('NG balanced D'), ...curve.take('NG imbalanced D'), ...curve.take('NG 99:1 D')])(
  '$name',
  ({ inp, out }) => {
    expect(Exact.solveD(poolOf(inp))).toBe(BigInt(out));
  },
);

test.each([...curve.take('NG get_dy'), ...curve.take('NG with rate oracles')])('$name $inp.dx', (row) => {
  const { i, j, dx } = row.inp;
  expect(Exact.exchange(poolOf(row.inp), Number(i), Number(j), BigInt(dx)).received).toBe(BigInt(row.out));
});

test.each(curve.take('3-coin'))('$name', ({ inp, out }) => {
  const pool = { ...poolOf(inp), offPeg: 0n };
  expect(Exact.exchange(pool, Number(inp.i), Number(inp.j), BigInt(inp.dx)).received).toBe(BigInt(out));
});

test.each(curve.take('NG spot price'))('$name', ({ inp, out }) => {
  const pool = poolOf(inp);
  const xp = Exact.xpOf(pool);
  const prices = Curve.spotPrices(pool.curve, xp, Exact.solveD(pool));
  expect(texts(prices.slice(1))).toEqual(out);
});

test.each(curve.take('NG dynamic fee'))('$name $inp.xpi', ({ inp, out }) => {
  expect(Curve.feeBetween(1_000_000n, 50_000_000_000n, BigInt(inp.xpi), BigInt(inp.xpj))).toBe(BigInt(out));
});

test('withdrawal of one coin', () => {
  const { inp, out } = curve.take('NG calc_withdraw')[0]!;
  const got = Exact.withdrawOne(poolOf(inp), Number(inp.i), BigInt(inp.burn), BigInt(inp.supply));
  expect(texts([got.received, got.fee])).toEqual(out);
});

test('the old 3pool', () => {
  const [D] = curve.take('legacy simulation.py D');
  const [dy] = curve.take('legacy dy');
  const pool = poolOf({ ...D!.inp, A: '2000' }, 'legacy');
  expect(Exact.solveD(pool)).toBe(BigInt(D!.out));
  const swapped = Exact.exchange(
    { ...pool, rates: pool.rates.with(2, 10n ** 30n), fee: 0n },
    0,
    2,
    10n ** 25n,
  );
  // The vector is in 1e-18 units, the swap in the coin's six decimals.
  expect(swapped.received).toBe(BigInt(dy!.out) / 10n ** 12n);
  const xp = Exact.xpOf(pool);
  const y = Curve.solveAtD(pool.curve, 2, xp.with(0, xp[0]! + 10n ** 25n), Exact.solveD(pool));
  expect(xp[2]! - y).toBe(BigInt(dy!.out));
});

test.each(curve.take('UST-3CRV'))('$name $inp.UST', ({ inp, out }) => {
  const one = 10n ** 18n;
  const pool = poolOf(
    { A: '100', bal: [inp.UST, inp.threeCRV], rates: [String(one), inp.vp] } as never,
    'legacy-100',
  );
  const xp = Exact.xpOf(pool);
  const D = Exact.solveD(pool);
  const dy = (dx: bigint) => xp[1]! - Curve.solveAtD(pool.curve, 1, xp.with(0, xp[0]! + dx), D);
  expect(texts([D, dy(one), dy(10_000_000n * one)])).toEqual(out);
});

test.each(curve.take('UST-3CRV'))('$name $inp.UST over ledger atoms, within one', ({ inp, out }) => {
  const rules = {
    amplification: 100,
    rounding: 'legacy-100',
    feePpm: 0,
    offPegPpm: 0,
    adminFeePpm: 0,
  } as const;
  const base = StableSwap.create({ ...rules, decimals: [6, 6], shareDecimals: 6 });
  AmmPool.applyChange(base, AmmPool.planAdd(base, [1e12, 1e12]));
  // A virtual price of 1.02: what the base pool holds grows by fees.
  for (const k of [0, 1]) base.balances[k]! = 1.02e12;
  const pool = StableSwap.create({ ...rules, decimals: [6, 6], shareDecimals: 6 });
  for (const [k, held] of [inp.UST, inp.threeCRV].entries())
    pool.balances[k] = Number(BigInt(held) / 10n ** 12n);
  pool.supply = 1;
  const meta = Metapool.create(pool, 600e6);
  Metapool.accrue(meta, base, 0);
  expect(pool.rates[1]).toBe(1.02);
  const dollars = Number(BigInt(out[2]) / 10n ** 12n) / 1e6;
  expect(Math.abs(AmmPool.quote(pool, 0, 1, 1e13) * 1.02 - dollars * 1e6)).toBeLessThan(2);
});

test.each(swaps.take(''))('$name $inp.dx', ({ inp, out }) => {
  const legacy = Curve.curveOf(inp.A, 'legacy');
  const xp = bigs(inp.xp);
  const D = Curve.solveD(legacy, xp);
  const y = Curve.solveAtD(legacy, inp.j, xp.with(inp.i, xp[inp.i]! + BigInt(inp.dx)), D);
  expect(texts([D, y])).toEqual([out.D, out.y]);
  const rates = xp.map(() => 10n ** 18n);
  const pool = { curve: legacy, balances: xp, rates, fee: 4_000_000n, offPeg: 0n, adminFee: 0n };
  expect(Exact.exchange(pool, inp.i, inp.j, BigInt(inp.dx)).received).toBe(BigInt(out.dy));
  const rules = {
    amplification: inp.A,
    rounding: 'legacy',
    feePpm: 400,
    offPegPpm: 0,
    adminFeePpm: 0,
  } as const;
  const inDoubles = StableSwap.create({ ...rules, decimals: xp.map(() => 18), shareDecimals: 6 });
  inDoubles.balances.set(xp.map(Number));
  const estimate = StableEstimate.received(
    StableEstimate.pathOf(inDoubles, inp.i, inp.j),
    Number(inp.dx) / 1e18,
  );
  expect(Math.abs((estimate * 1e18) / Number(out.dy) - 1)).toBeLessThan(1e-12);
});

test('Uniswap v2', () => {
  const [mint] = uniswap.take('v2 mint');
  expect(ConstantProduct.firstShares(BigInt(mint!.inp.x), BigInt(mint!.inp.y))).toBe(BigInt(mint!.out));
  const [swap] = uniswap.take('v2 getAmountOut');
  const [dx, rx, ry] = bigs([swap!.inp.dx, swap!.inp.rx, swap!.inp.ry]) as [bigint, bigint, bigint];
  const dy = ConstantProduct.amountOut(dx, rx, ry, 3000);
  expect(String(dy)).toBe(swap!.out.dy);
  // One atom more breaks the pair's own check of the product.
  const isKept = (out: bigint) => (1000n * (rx + dx) - 3n * dx) * (ry - out) >= 1000n * rx * ry;
  expect([isKept(dy), isKept(dy + 1n)]).toEqual([true, false]);
  expect(ConstantProduct.amountIn(dy, rx, ry, 3000)).toBeLessThanOrEqual(dx);
  const [after] = uniswap.take('v2 reserves');
  expect(texts([rx + dx, ry - dy])).toEqual(after!.out);
});

test.each(uniswap.take('sqrtRatioAtTick'))('Uniswap v3 $name $inp.tick', ({ inp, out }) => {
  expect(String(Maths.rootAt(inp.tick))).toBe(out);
  expect(Maths.tickAt(BigInt(out))).toBe(inp.tick);
});

test.each(uniswap.take('tickAtSqrtRatio'))('Uniswap v3 $name', ({ inp, out }) => {
  expect(Maths.tickAt(BigInt(inp.p))).toBe(Number(out));
});

test('Uniswap v3 amounts between two prices', () => {
  for (const [name, of] of [
    ['amount0', Maths.amount0],
    ['amount1', Maths.amount1],
  ] as const) {
    const { inp, out } = uniswap.take(name)[0]!;
    const [a, b, L] = bigs([inp.a, inp.b, inp.L]) as [bigint, bigint, bigint];
    expect([true, false].map((isUp) => String(of(a, b, L, isUp)))).toEqual(out);
  }
});

test.each([...uniswap.take('zeroForOne'), ...uniswap.take('oneForZero'), ...uniswap.take('case L')])(
  'Uniswap v3 $name',
  ({ inp, out }) => {
    const [cur, target, L, rem] = bigs([inp.cur, inp.target, inp.L, inp.rem]) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    const { next, paid, received, fee } = Maths.step(cur, target, L, rem, inp.feePips);
    expect(texts([next, paid, received, fee])).toEqual(out);
  },
);

test('every vector is used', () => {
  expect([...curve.unused(), ...swaps.unused(), ...uniswap.unused()]).toEqual([]);
});
