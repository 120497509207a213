import { describe, expect, test } from 'vitest';
import * as Checks from './Checks.js';
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as LiquidationCall from './LiquidationCall.js';
import * as Rates from './Rates.js';
import * as Ray from './Ray.js';
import type * as Reserve from './Reserve.js';
import type * as Version from './Version.js';

/*
 * What differs between releases, at the edges where it shows. Verdicts of 3.7 are those of the contract (aave-v3-origin
 * 3.7); whole sequences against contracts are in test/letter.
 */
const DOLLAR = 0;
const COIN = 1;
const ZERO = 2;
const U = 1e6;
const prices = [1, 1, 1];
const ALL: readonly Version.Version[] = [3, 3.3, 3.5, 3.6, 3.7];

const base: Reserve.Terms = {
  unit: U,
  maxLtvBps: 7500,
  liquidationLtvBps: 7800,
  liquidationIncentiveBps: 10_500,
  liquidationFeeBps: 1000,
  reserveShareBps: 1000,
  supplyCap: 0,
  borrowCap: 0,
  isBorrowable: true,
  curve: Rates.curve(9000, 0, 550, 6000),
};
const mode: LendingPool.Mode = {
  collateral: 0b110,
  borrowable: 0b001,
  zeroLtv: 0,
  maxLtvBps: 9000,
  liquidationLtvBps: 9200,
  liquidationIncentiveBps: 10_300,
  isIsolated: false,
};

interface World {
  readonly pool: LendingPool.Pool;
  readonly user: number;
  readonly lender: number;
}

function open(version: Version.Version, dollar: Partial<Reserve.Terms> = {}): World {
  const zero = { ...base, maxLtvBps: 0, liquidationLtvBps: 7800 };
  const pool = LendingPool.create([{ ...base, ...dollar }, base, zero], [mode], 0, version);
  const [lender, user] = [LendingPool.open(pool), LendingPool.open(pool)];
  LendingPool.supply(pool, lender, DOLLAR, 1e6 * U);
  return { pool, user, lender };
}

function pledge({ pool, user }: World, reserve: number, dollars: number): void {
  LendingPool.supply(pool, user, reserve, dollars * U);
  LendingPool.setCollateral(pool, user, reserve, true);
}

/** Indices above one on both sides of the dollars. */
function age(world: World): void {
  pledge(world, COIN, 1e6);
  LendingPool.borrow(world.pool, world.user, DOLLAR, 7e5 * U);
  LendingPool.accrue(world.pool, 86_400e6 * 90);
}

const verdicts = (ask: (world: World) => string, dollar: Partial<Reserve.Terms> = {}) =>
  ALL.map((version) => ask(open(version, dollar)));

describe('verdicts by release (3.0, 3.3, 3.5, 3.6, 3.7)', () => {
  test('leaving a mode with a collateral that has no maximum LTV outside', () => {
    const asked = verdicts((world) => {
      LendingPool.setMode(world.pool, world.user, 1);
      pledge(world, ZERO, 100);
      return Checks.assessMode(world.pool, prices, world.user, 0);
    });
    expect(asked).toEqual(['', '', '', 'max-ltv', 'max-ltv']);
  });

  test('disabling a collateral while another has no maximum LTV, though nothing is owed', () => {
    const asked = verdicts((world) => {
      pledge(world, COIN, 100);
      pledge(world, ZERO, 100);
      return Checks.assessDisable(world.pool, prices, world.user, COIN);
    });
    expect(asked).toEqual(ALL.map(() => 'zero-ltv-first'));
  });

  test('liquidating oneself', () => {
    const asked = verdicts((world) => {
      const { pool, user } = world;
      pledge(world, COIN, 10_000);
      LendingPool.borrow(pool, user, DOLLAR, 7500 * U);
      const call = { position: user, collateral: COIN, debt: DOLLAR, cover: 1e9, receiver: -1, isOwn: true };
      const plan = LiquidationCall.plan(pool, [1, 0.95, 1], call);
      return typeof plan === 'string' ? plan : '';
    });
    expect(asked).toEqual(['', '', '', 'own-position', 'own-position']);
  });

  test('an atom at an index above one: worth a share to the nearest before 3.5, none from then on', () => {
    const supply = verdicts((world) => {
      age(world);
      return Checks.assessSupply(world.pool, DOLLAR, 1);
    });
    expect(supply).toEqual(['', '', 'no-amount', 'no-amount', 'no-amount']);
    const repay = verdicts((world) => {
      age(world);
      return Checks.assessRepay(world.pool, world.user, DOLLAR, 1);
    });
    expect(repay).toEqual(['', '', 'no-amount', 'no-amount', 'no-amount']);
  });

  test('borrowing more than all claims, though there is cash', () => {
    const asked = verdicts((world) => {
      age(world);
      const { pool } = world;
      pledge(world, COIN, 1e8);
      // A covered deficit gives up claims and leaves the cash.
      pool.reserves[DOLLAR]!.deficit = 8e5 * U;
      LendingPool.coverDeficit(pool, world.lender, DOLLAR, 8e5 * U);
      return Checks.assessBorrow(pool, prices, world.user, DOLLAR, 2.9e5 * U);
    });
    expect(asked).toEqual(['', '', 'above-supply', 'above-supply', 'above-supply']);
  });

  test('two atoms past the supply cap: the shares they earn are worth less from 3.5 on', () => {
    const asked = verdicts(
      (world) => {
        age(world);
        const { pool } = world;
        const reserve = pool.reserves[DOLLAR]!;
        const cap = 2e6 * U;
        const held = Number(Ray.toAtoms(BigInt(reserve.supplyShares + reserve.treasuryShares)));
        const worth = Number((BigInt(held) * reserve.liquidityIndex) / Ray.RAY);
        // The first amount within three atoms of the cap whose shares are worth at most the rest.
        const room = cap - worth;
        return [1, 2].map((over) => Checks.assessSupply(pool, DOLLAR, room + over)).join(' ');
      },
      { supplyCap: 2e6 },
    );
    expect(asked.slice(0, 2)).toEqual(['supply-cap supply-cap', 'supply-cap supply-cap']);
    for (const one of asked.slice(2)) expect(one.startsWith(' ')).toBe(true);
  });

  test('close factor: half of the asset’s debt before 3.3; then half of all debt, small positions whole', () => {
    const repaid = (dollars: number) =>
      ALL.map((version) => {
        const world = open(version);
        const { pool, user } = world;
        pledge(world, COIN, dollars);
        LendingPool.borrow(pool, user, DOLLAR, 0.75 * dollars * U);
        const call = { position: user, collateral: COIN, debt: DOLLAR, cover: 1e12, receiver: -1 };
        const plan = LiquidationCall.plan(pool, [1, 0.95, 1], call);
        return typeof plan === 'string' ? plan : plan.repaid / U;
      });
    expect(repaid(10_000)).toEqual([3750, 3750, 3750, 3750, 3750]);
    expect(repaid(1000)).toEqual([375, 750, 750, 750, 750]);
  });

  test('what is owed without collateral stays a debt before 3.3 and becomes a deficit from then on', () => {
    const left = ALL.map((version) => {
      const world = open(version);
      const { pool, user } = world;
      pledge(world, COIN, 10_000);
      LendingPool.borrow(pool, user, DOLLAR, 7500 * U);
      const call = { position: user, collateral: COIN, debt: DOLLAR, cover: 1e12, receiver: -1 };
      const plan = LiquidationCall.plan(pool, [1, 0.5, 1], call);
      if (typeof plan === 'string') return plan;
      LiquidationCall.apply(pool, plan);
      return [pool.reserves[DOLLAR]!.deficit > 0, LendingPool.debtSharesOf(pool, user, DOLLAR) > 0];
    });
    expect(left).toEqual([[false, true], ...Array(4).fill([true, false])]);
  });
});

test('health is cut to whole basis points before 3.5', () => {
  const collaterals = [
    { value: 333n, maxLtvBps: 7500n, liquidationLtvBps: 7800n },
    { value: 667n, maxLtvBps: 7500n, liquidationLtvBps: 8300n },
  ];
  expect(Health.assess(collaterals, 800n, 3).health).toBe(1_016_250_000_000_000_000n);
  expect(Health.assess(collaterals, 800n, 3.7).health).toBe(1_016_687_500_000_000_000n);
});

test('growth of debt: the older series cuts its third term to whole units of 1e-27 a second cubed', () => {
  const rate = Ray.ofBps(500);
  // The contract of v3.0 gives this (test/letter); without the cut it would be 1.05127083.
  expect(Ray.compoundBySecond(rate, 31_536_000n)).toBe(1_051_265_681_539_063_650_421_944_000n);
  expect(Ray.compound(rate, 31_536_000n)).toBe(1_051_270_833_333_333_333_333_333_333n);
  expect(Ray.compoundBySecond(rate, 0n)).toBe(Ray.RAY);
});
