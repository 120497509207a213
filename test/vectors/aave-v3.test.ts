import { expect, test } from 'vitest';
import * as Health from '../../src/mechanisms/lending/aave-v3/Health.js';
import * as Liquidation from '../../src/mechanisms/lending/aave-v3/Liquidation.js';
import * as Rates from '../../src/mechanisms/lending/aave-v3/Rates.js';
import * as Ray from '../../src/mechanisms/lending/aave-v3/Ray.js';
import * as Reserve from '../../src/mechanisms/lending/aave-v3/Reserve.js';
import { load, type Vector } from './load.js';

const all = load('aave-v3').take('');
const of = (...fns: string[]) => all.filter(({ fn }) => fns.includes(fn));
const big = (x: string | number) => BigInt(x);

const PRIMITIVES: Record<string, (a: bigint, b: bigint) => bigint> = {
  rayMul: Ray.rayMul,
  rayMulFloor: Ray.rayMulDown,
  rayMulCeil: Ray.rayMulUp,
  rayDiv: Ray.rayDiv,
  rayDivFloor: Ray.rayDivDown,
  rayDivCeil: Ray.rayDivUp,
  percentMul: Ray.percentMul,
  percentDiv: Ray.percentDiv,
  percentDivCeil: Ray.percentDivUp,
};

test.each(of(...Object.keys(PRIMITIVES)))('$name $inp', ({ fn, inp, out }) => {
  expect(PRIMITIVES[fn]!(big(inp[0]), big(inp[1]))).toBe(big(out));
});

test.each(of('comp'))('$name', ({ inp, out }) => {
  expect(Ray.compound(big(inp[0]), big(inp[2]) - big(inp[1]))).toBe(big(out));
});

test.each(of('lin'))('$name', ({ name, inp, out }) => {
  const seconds = /ts=(\d+)/.exec(name)![1]!;
  expect(Ray.linear(big(inp[0]), big(seconds) - big(inp[1]))).toBe(big(out));
});

test.each(of('calculateInterestRates'))('rates at $name', ({ inp, out }) => {
  const curve = Rates.curve(inp.kink, inp.base, inp.below, inp.above);
  const cash = big(inp.vub) - big(inp.take ?? 0);
  const rates = Rates.quote(
    curve,
    { debt: big(inp.debt), cash, deficit: big(inp.deficit ?? 0) },
    big(inp.rf),
  );
  expect([rates.supply, rates.borrow]).toEqual(out.map(big));
});

/** Indices of the contract are those of one Health. */
const listed = (h: Health.Health) => [
  String(h.collateral),
  String(h.debt),
  String(h.maxLtvBps),
  String(h.liquidationLtvBps),
  String(h.health),
  h.hasZeroLtv,
];

type Side = { scaled: string; index: string; price: string; decimals: number; ltv: number; LT: number };

function accountOf(collaterals: Side[], debt: Side): Health.Health {
  const unit = (side: Side) => 10n ** big(side.decimals);
  const valued = collaterals.map((one) => ({
    value: Health.valueDown(
      Ray.rayMulDown(big(one.scaled), big(one.index)),
      big(one.price),
      10n ** big(one.decimals),
    ),
    maxLtvBps: big(one.ltv),
    liquidationLtvBps: big(one.LT),
  }));
  const owed = Ray.rayMulUp(big(debt.scaled), big(debt.index));
  return Health.assess(valued, Health.valueUp(owed, big(debt.price), unit(debt)));
}

const accounts = of('calculateUserAccountData');

test.each(accounts.filter(({ inp }) => 'collaterals' in inp))('$name', ({ inp, out }) => {
  expect(listed(accountOf(inp.collaterals, inp.debt))).toEqual(out);
});

test.each(of('calculateAvailableBorrows'))('$name', ({ inp, out }) => {
  const health = { collateral: big(inp.coll), debt: big(inp.debt), maxLtvBps: big(inp.ltv) };
  expect(Health.availableBorrows(health)).toBe(big(out));
});

test.each(of('_calculateAvailableCollateralToLiquidate'))('seizure, $name', ({ inp, out }) => {
  const collateral = {
    price: big(inp.pc),
    unit: big(inp.uC),
    incentiveBps: big(inp.lb),
    feeBps: big(inp.fee),
  };
  const debt = { price: big(inp.pd), unit: big(inp.ud) };
  const made = Liquidation.seizure(collateral, debt, big(inp.bal), big(inp.dtc));
  expect([made.seized, made.repaid, made.fee]).toEqual(out.map(big));
});

type Account = { USDe: bigint; debts: Record<string, bigint> };
const CASH = 10n ** 30n;
const USDE = 10n ** 18n;
const DOLLAR = 10n ** 6n;

const start = ({ inp }: Vector): Account => ({
  USDe: big(inp.USDe),
  debts: Object.fromEntries(Object.entries<string>(inp.debts).map(([asset, owed]) => [asset, big(owed)])),
});

function healthOf({ inp }: Vector, account: Account): Health.Health {
  const value = Health.valueDown(account.USDe, big(inp.price), USDE);
  const owed = Object.values(account.debts).reduce((sum, debt) => sum + debt, 0n);
  return Health.assess(
    value === 0n ? [] : [{ value, maxLtvBps: big(inp.ltv), liquidationLtvBps: big(inp.LT) }],
    Health.valueUp(owed, 10n ** 8n, DOLLAR),
  );
}

test.each(accounts.filter(({ name }) => name.endsWith('before')))('$name', (vector) => {
  expect(listed(healthOf(vector, start(vector)))).toEqual(vector.out);
});

/** The calls of one vector in turn, each on what the one before left; all indices are one. */
function liquidate(vector: Vector) {
  const { inp } = vector;
  const account = start(vector);
  const total = {
    treasury: 0n,
    usde: CASH,
    cash: {} as Record<string, bigint>,
    deficit: {} as typeof account.debts,
  };
  for (const asset of inp.pay as string[]) {
    const collateral = {
      shares: account.USDe,
      index: Ray.RAY,
      price: big(inp.price),
      unit: USDE,
      incentiveBps: big(inp.LB),
      feeBps: big(inp.fee),
    };
    const debt = { shares: account.debts[asset]!, index: Ray.RAY, price: 10n ** 8n, unit: DOLLAR };
    const cover = inp.debtToCover === 'max' ? 2n ** 256n - 1n : big(inp.debtToCover);
    const made = Liquidation.quote(collateral, debt, healthOf(vector, account), cover);
    if (typeof made === 'string') return made;
    account.USDe -= made.seizedShares + made.feeShares;
    account.debts[asset]! -= made.repaidShares;
    total.treasury += made.feeShares;
    total.usde -= made.seized;
    total.cash[asset] = made.repaid;
    if (!made.isExhausted) continue;
    for (const [one, owed] of Object.entries(account.debts)) {
      total.deficit[one] = owed;
      account.debts[one] = 0n;
    }
  }
  return { account, ...total };
}

test.each(of('executeLiquidationCall').filter(({ out }) => typeof out === 'object'))('$name', (vector) => {
  const { out } = vector;
  const made = liquidate(vector);
  if (typeof made === 'string') throw new Error(made);
  const { account, treasury, usde, cash, deficit } = made;
  expect([account.USDe, treasury, usde].map(String)).toEqual([
    out.borrowerCollScaled,
    out.treasuryCollScaled,
    out.vub_USDe,
  ]);
  for (const asset of ['USDC', 'USDT'])
    expect(
      [account.debts[asset] ?? 0n, deficit[asset] ?? 0n, CASH + (cash[asset] ?? 0n)].map(String),
    ).toEqual([out[`debt_${asset}`], out[`deficit_${asset}`], out[`vub_${asset}`]]);
  expect([out.debt_USDe, out.deficit_USDe]).toEqual(['0', '0']);
  // Two bits a reserve, debt below collateral: USDe is reserve 0, USDC 1, USDT 2.
  const bits = [0n, account.USDe, account.debts.USDC, 0n, account.debts.USDT];
  const bitmap = bits.reduce<number>((sum, held, bit) => sum + ((held ?? 0n) > 0n ? 2 ** bit : 0), 0);
  expect(bitmap).toBe(Number(out.userBitmap));
});

test.each(of('executeLiquidationCall').filter(({ out }) => typeof out === 'string'))('$name', (vector) => {
  expect(vector.out).toContain('0xb629b0e4');
  expect(liquidate(vector)).toBe('leaves-dust');
});

test.each(accounts.filter(({ name }) => name.endsWith('after')))('$name', (vector) => {
  const call = of('executeLiquidationCall').find(({ name }) => name.startsWith(vector.name.slice(0, 2)))!;
  const made = liquidate(call);
  if (typeof made === 'string') throw new Error(made);
  expect(listed(healthOf(vector, made.account))).toEqual(vector.out);
});

test.each(of('updateState+updateRates'))('$name', ({ inp, out }) => {
  const terms: Reserve.Terms = {
    unit: 1e6,
    maxLtvBps: 7500,
    liquidationLtvBps: 7800,
    liquidationIncentiveBps: 10_450,
    liquidationFeeBps: 1000,
    reserveShareBps: inp.rf,
    supplyCap: 0,
    borrowCap: 0,
    isBorrowable: true,
    curve: Rates.curve(inp.kink, inp.base, inp.below, inp.above),
  };
  const reserve: Reserve.Reserve = {
    ...Reserve.create(terms, 0),
    liquidityIndex: big(inp.li),
    debtIndex: big(inp.vi),
    supplyRate: big(inp.lr),
    borrowRate: big(inp.vr),
    debtShares: inp.scaledDebt,
    cash: inp.vub,
  };
  Reserve.accrue(reserve, inp.dt * 1e6);
  Reserve.requote(reserve);
  const { liquidityIndex, debtIndex, supplyRate, borrowRate, deficit, treasuryShares, cash } = reserve;
  const listedAs = [liquidityIndex, debtIndex, supplyRate, borrowRate, deficit, treasuryShares, cash];
  // The last is the chain's time stamp.
  expect(listedAs.map(String)).toEqual(out.slice(0, -1));
});

test('every vector is of a function tested above', () => {
  const known = [
    ...Object.keys(PRIMITIVES),
    'comp',
    'lin',
    'calculateInterestRates',
    'calculateUserAccountData',
    'calculateAvailableBorrows',
    '_calculateAvailableCollateralToLiquidate',
    'executeLiquidationCall',
    'updateState+updateRates',
  ];
  expect(all.filter(({ fn }) => !known.includes(fn))).toEqual([]);
  const accountKinds = accounts.filter(
    ({ name, inp }) => 'collaterals' in inp || /before$|after$/.test(name),
  );
  expect(accountKinds).toEqual(accounts);
});
