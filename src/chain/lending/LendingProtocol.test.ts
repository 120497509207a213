import { describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import { InputError } from '../../format/InputError.js';
import type * as LendingPool from '../../mechanisms/lending/aave-v3/LendingPool.js';
import * as Advance from '../../run/Advance.js';
import type { World } from '../../run/World.js';
import * as WorldAudit from '../../run/WorldAudit.js';
import * as Accounts from '../../state/Accounts.js';
import * as Deposits from './Deposits.js';
import type { LendingProtocol } from './LendingProtocol.js';
import * as Protocol from './LendingProtocol.js';
import * as Standing from './Standing.js';

const poolOf = (lending: LendingProtocol) => lending.book as LendingPool.Pool;
const lendingOf = ({ engine }: World): LendingProtocol => engine.onchain.lendings[0]!;
const assetOf = ({ engine }: World, symbol: string) =>
  engine.assets.findIndex((one) => one.symbol === symbol);
const accountOf = ({ engine }: World, name: string) => engine.accounts.name.indexOf(name);
const to = (world: World, seconds: number) => Advance.advance(world, seconds * 1e6, Number.POSITIVE_INFINITY);
const findings = ({ engine }: World) => WorldAudit.run(engine, []);
const BID = { maxFee: 1e12, tip: 1e9 };

/** Four ETH borrowers, one supplier, no liquidator. */
const quiet = (sets: readonly string[] = []) =>
  Worlds.open('lending-liquidation', { sets: ['lending.aave.liquidators=[]', ...sets] });

describe('a depositor', () => {
  test('earns interest, and withdraws as far as the cash reaches: what is lent cannot leave', () => {
    const world = quiet();
    const [lending, usdt] = [lendingOf(world), assetOf(world, 'USDT')];
    const supplier = accountOf(world, 'supplier/aave/usdt');
    const before = Protocol.deposited(lending, supplier, usdt);
    to(world, 120);
    // Two minutes at what borrowers pay, less the protocol's tenth.
    const grown = Protocol.deposited(lending, supplier, usdt) / before - 1;
    expect(grown).toBeCloseTo((lending.supplyRate[0]! * 120) / (365 * 86_400), 10);
    const cash = Protocol.withdrawable(lending, usdt);
    expect(cash / before).toBeCloseTo(0.15, 3);
    expect(Protocol.withdraw(world.engine, lending, supplier, usdt, before)).toBe(cash);
    expect(Accounts.balance(world.engine, supplier, usdt)).toBe(cash);
    expect(Protocol.withdraw(world.engine, lending, supplier, usdt, before)).toBe(0);
    expect(poolOf(lending).reserves[0]!.cash).toBe(0);
    expect(findings(world)).toEqual([]);
  });

  test('who has no position gets one; who has no money deposits nothing', () => {
    const world = quiet();
    const [lending, usdt] = [lendingOf(world), assetOf(world, 'USDT')];
    const account = accountOf(world, 'supplier/aave/usdt');
    const cash = Protocol.withdraw(world.engine, lending, account, usdt, 1e9);
    expect(Protocol.supply(world.engine, lending, account, usdt, cash)).toBe('');
    expect(Protocol.supply(world.engine, lending, account, usdt, 1)).toBe('no-amount');
    const other = accountOf(world, 'transit');
    const count = lending.owner.length;
    expect(Protocol.deposited(lending, other, usdt)).toBe(0);
    expect(Protocol.supply(world.engine, lending, other, usdt, 1)).toBe('no-amount');
    expect(lending.owner.length).toBe(count + 1);
    expect(findings(world)).toEqual([]);
  });
});

describe('a breach', () => {
  test('is found at the block after the oracle has moved, by the ordered index, and journaled once', () => {
    const world = quiet();
    const lending = lendingOf(world);
    to(world, 23.9);
    expect(lending.breached).toEqual([]);
    to(world, 120);
    const rows = Worlds.rows(world).filter(({ kind }) => kind === 'lending-breach');
    expect(rows.map(({ atUs }) => atUs)).toEqual([24e6]);
    expect(lending.breached).toEqual([3]);
    for (let position = 0; position < 4; position++)
      expect(Standing.look(lending, position).health < 1).toBe(lending.breached.includes(position));
  });

  test('without anybody who profits stays, and nobody is liquidated', () => {
    const world = quiet();
    to(world, 360);
    expect(lendingOf(world).breached).toEqual([0, 1, 2, 3]);
    expect(lendingOf(world).tally.liquidatedUsd).toBe(0);
  });

  test('ends when the borrower repays from his own cash', () => {
    const world = quiet();
    const [lending, usdt] = [lendingOf(world), assetOf(world, 'USDT')];
    to(world, 60);
    // The supplier plays the friend who pays.
    const friend = accountOf(world, 'supplier/aave/usdt');
    Protocol.withdraw(world.engine, lending, friend, usdt, 1e9);
    const atoms = Accounts.balance(world.engine, friend, usdt);
    const call = { op: 'repay', lending: 0, position: 3, asset: usdt, atoms, bid: BID, origin: 0 } as const;
    Protocol.execute(world.engine, { ...call, account: friend });
    Protocol.block(world.engine, lending);
    expect(lending.breached).toEqual([]);
    expect(lending.breach[3]).toBe(0);
    expect(findings(world)).toEqual([]);
  });
});

test('refusals are counted by reason: others’ positions, too much debt, unknown assets, healthy positions', () => {
  const world = quiet();
  const { engine } = world;
  const [usdt, eth] = [assetOf(world, 'USDT'), assetOf(world, 'ETH')];
  const [borrower, supplier] = [
    accountOf(world, 'borrower/aave/eth/1'),
    accountOf(world, 'supplier/aave/usdt'),
  ];
  const base = { lending: 0, position: 0, bid: BID, origin: 0, atoms: 1e9 };
  Protocol.execute(engine, { ...base, op: 'withdraw', account: supplier, asset: eth });
  Protocol.execute(engine, { ...base, op: 'borrow', account: borrower, asset: usdt, atoms: 3e9 });
  Protocol.execute(engine, { ...base, op: 'supply', account: borrower, asset: assetOf(world, 'BTC') });
  Protocol.execute(engine, {
    ...base,
    op: 'liquidate',
    account: supplier,
    collateral: eth,
    debt: usdt,
    isClaim: false,
    isBehind: false,
  });
  Protocol.execute(engine, {
    ...base,
    op: 'deleverage',
    account: borrower,
    pool: 0,
    collateral: eth,
    debt: usdt,
  });
  expect(engine.tally.refused).toEqual({
    'lending-withdraw-not-owner': 1,
    'lending-borrow-no-cash': 1,
    'lending-supply-no-reserve': 1,
    'lending-liquidate-healthy': 1,
    'lending-deleverage-no-pool': 1,
  });
});

test('bad debt is a loss with a payer: the hole that the depositors stand behind', () => {
  const world = Worlds.open('lending-liquidation');
  const rows = Worlds.finish(world);
  const { tally } = world.engine;
  const lending = lendingOf(world);
  const hole = poolOf(lending).reserves[0]!.deficit / 1e4;
  expect(hole).toBeGreaterThan(1000);
  expect(tally.payers.deficit).toBeCloseTo(hole, 3);
  expect(tally.losses).toBeCloseTo(hole, 3);
  const told = rows.filter(({ kind }) => kind === 'bad-debt');
  expect(told.length).toBeGreaterThan(0);
  for (const { cause } of told) expect(rows.find(({ id }) => id === cause)!.kind).toBe('lending-liquidation');
  expect(findings(world)).toEqual([]);
});

describe('unwinding through a pool', () => {
  test('repays with what the sale brings, or does nothing', () => {
    const world = Worlds.open('pt-loop', { sets: ['lending.aave.seekers=[]'] });
    const { engine } = world;
    const lending = lendingOf(world);
    const [usdt, token] = [assetOf(world, 'USDT'), assetOf(world, 'PTUSDE')];
    const account = lending.owner[0]!;
    const r = lending.assets.indexOf(token);
    const before = Standing.look(lending, 0);
    const call = {
      op: 'deleverage',
      lending: 0,
      position: 0,
      account,
      pool: 0,
      bid: BID,
      origin: 0,
    } as const;
    Protocol.execute(engine, { ...call, collateral: token, debt: usdt, atoms: 1e9 });
    const after = Standing.look(lending, 0);
    expect(before.collateral - after.collateral).toBeCloseTo(97_041.1, 0);
    expect(before.debt - after.debt).toBeGreaterThan(96_500);
    expect(after.health).toBeGreaterThan(before.health);
    // More than the pool can pay for would leave debt without collateral: the whole transaction fails.
    const all = Deposits.depositOf(lending, 4, r);
    const last = lending.owner[4]!;
    Protocol.execute(engine, {
      ...call,
      position: 4,
      account: last,
      collateral: token,
      debt: usdt,
      atoms: all,
    });
    expect(engine.tally.refused).toEqual({ 'lending-deleverage-health': 1 });
    expect(Deposits.depositOf(lending, 4, r)).toBe(all);
    expect(findings(world)).toEqual([]);
  });

  test('a frozen token takes no new deposit and no new debt, and can leave', () => {
    const world = Worlds.open('pt-loop', { sets: ['lending.aave.reserves.ptusde.oracle.frozen=true'] });
    to(world, 12);
    const lending = lendingOf(world);
    const usdt = assetOf(world, 'USDT');
    expect(poolOf(lending).reserves[2]!.isFrozen).toBe(true);
    const account = lending.owner[0]!;
    const token = assetOf(world, 'PTUSDE');
    expect(Protocol.supply(world.engine, lending, account, token, 1e4)).not.toBe('');
    const base = { lending: 0, position: 0, account, bid: BID, origin: 0 };
    Protocol.execute(world.engine, { ...base, op: 'borrow', asset: usdt, atoms: 1e6 });
    expect(world.engine.tally.refused).toEqual({ 'lending-borrow-max-ltv': 1 });
    Protocol.execute(world.engine, { ...base, op: 'withdraw', asset: token, atoms: 1e6 });
    expect(Accounts.balance(world.engine, account, token)).toBe(1e6);
  });
});

describe('oracles', () => {
  const sets = ['lending.aave.reserves.usde.oracle={kind: pegged, to: USDT}'];
  test('pegged to a dollar, a coin can lose a quarter on its market and nobody is liquidatable', () => {
    const world = Worlds.open('press-loop', { sets });
    const rows = Worlds.finish(world);
    expect(lendingOf(world).price[1]).toBe(1);
    expect(rows.filter(({ kind }) => kind === 'lending-breach')).toEqual([]);
  });

  test('a principal token follows a straight line to maturity, whatever its pool pays', () => {
    const world = Worlds.open('pt-loop');
    const lending = lendingOf(world);
    expect(lending.price[2]).toBeCloseTo(1 - (0.12 * 90) / 365, 7);
    to(world, 900);
    expect(lending.price[2]).toBeCloseTo(1 - (0.12 * (90 - 900 / 86_400)) / 365, 7);
    const pool = world.engine.onchain.pools[0]!;
    expect(pool.prices[pool.coins.indexOf(assetOf(world, 'PTUSDE'))]!).toBeLessThan(lending.price[2]! - 0.01);
  });
});

describe('the books', () => {
  test('LEND-1 names an atom of cash, of a share or of a claim that is not there', () => {
    const details = (spoil: (lending: LendingProtocol) => void) => {
      const world = quiet();
      spoil(lendingOf(world));
      return findings(world).map(({ id, detail }) => `${id} ${detail.split(':')[0]}`);
    };
    const usdt = 'in USDT of aave';
    expect(details(() => undefined)).toEqual([]);
    expect(details((lending) => poolOf(lending).reserves[0]!.cash++)).toEqual([`LEND-1 cash ${usdt}`]);
    expect(details((lending) => poolOf(lending).reserves[0]!.supplyShares++)).toEqual([
      `LEND-1 shares of deposits ${usdt}`,
    ]);
    expect(details((lending) => poolOf(lending).reserves[0]!.debtShares++)).toEqual([
      `LEND-1 shares of debt ${usdt}`,
      `LEND-1 claim ${usdt}`,
    ]);
    expect(details((lending) => (poolOf(lending).reserves[0]!.deficit = 1e8))).toEqual([
      'LEND-1 USDT of aave',
    ]);
  });

  test('a fork is a clone: both go on alike', () => {
    const world = Worlds.open('lending-liquidation');
    to(world, 160);
    const fork = structuredClone(world);
    expect(Worlds.finish(fork)).toEqual(Worlds.finish(world));
    expect(Worlds.digest(fork)).toBe(Worlds.digest(world));
  });

  test('an opening that the pool itself would refuse is the author’s mistake', () => {
    const paths = (...sets: string[]) => {
      try {
        quiet(sets);
      } catch (error) {
        if (error instanceof InputError) return error.issues.map(({ path }) => path);
        throw error;
      }
      return [];
    };
    expect(paths('lending.aave.borrowers.eth.ltv=90%')).toEqual(['lending.aave.borrowers.eth.ltv']);
    expect(paths('lending.aave.reserves.usdt.borrowCap=1')).toEqual(['lending.aave']);
    for (const sets of [
      ['lending.aave.reserves.usdt.utilization=0%'],
      ['lending.aave.suppliers=[{ id: rich, asset: USDT, amount: 10M USD }]'],
    ])
      expect([sets, paths(...sets)]).toEqual([
        sets,
        [expect.stringMatching(/^lending\.aave\.reserves\.usdt\.utilization$/)],
      ]);
  });
});
