import { describe, expect, test } from 'vitest';
import * as IssuerWorld from '../../../../test/cast/IssuerWorld.js';
import * as WorldAudit from '../../../run/WorldAudit.js';

const { held, primary } = IssuerWorld;

describe('mint', () => {
  test('a stable goes to custody and as many coins come out', () => {
    const world = IssuerWorld.open();
    const desk = IssuerWorld.deskOf(world);
    const firm = IssuerWorld.party(world, 'firm');
    IssuerWorld.give(world, firm, 'USDE', 1000);
    primary(world, 'redeem', firm, 'USDC', 1000);
    const before = held(world, desk.account, 'USDC');
    primary(world, 'mint', firm, 'USDC', 400);
    expect(held(world, firm, 'USDC')).toBe(600);
    expect(held(world, firm, 'USDE')).toBe(400);
    expect(held(world, desk.account, 'USDC')).toBe(before + 400);
    expect(desk.supply - desk.supplyStart).toBe(-600 * 1e4);
  });

  test('is refused to strangers, without money and for what is no stable of the issuer, and then nothing moves', () => {
    const world = IssuerWorld.open();
    const desk = IssuerWorld.deskOf(world);
    const firm = IssuerWorld.party(world, 'firm', false);
    IssuerWorld.give(world, firm, 'USDE', 400_000);
    desk.terms.parties.add(firm);
    primary(world, 'redeem', firm, 'USDC', 200_000);
    primary(world, 'redeem', firm, 'USDT', 100_000);
    expect(held(world, firm, 'USDE')).toBe(100_000);
    IssuerWorld.pass(world, 24);
    desk.terms.parties.delete(firm);
    primary(world, 'mint', firm, 'USDC', 100);
    desk.terms.parties.add(firm);
    primary(world, 'mint', firm, 'BTC', 100);
    primary(world, 'mint', firm, 'USDT', 100_000);
    primary(world, 'mint', firm, 'USDT', 1);
    expect(held(world, firm, 'USDE')).toBe(200_000);
    expect(Object.keys(desk.refused).sort()).toEqual(['mint-asset', 'mint-party', 'mint-zero']);
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });
});

test('caps of a stable and of all bound what a block mints', () => {
  const world = IssuerWorld.open('mint: { cap: 300_000 USD, assetCap: 250_000 USD }');
  const firm = IssuerWorld.party(world, 'firm');
  IssuerWorld.give(world, firm, 'USDE', 600_000);
  primary(world, 'redeem', firm, 'USDT', 200_000);
  primary(world, 'redeem', firm, 'USDC', 100_000);
  IssuerWorld.pass(world, 12);
  primary(world, 'redeem', firm, 'USDT', 200_000);
  primary(world, 'redeem', firm, 'USDC', 100_000);
  primary(world, 'mint', firm, 'USDT', 251_000);
  primary(world, 'mint', firm, 'USDT', 200_000);
  primary(world, 'mint', firm, 'USDC', 100_001);
  primary(world, 'mint', firm, 'USDC', 100_000);
  expect(IssuerWorld.deskOf(world).refused).toEqual({
    'mint-cap-asset': 251_000,
    'mint-cap-global': 100_001,
  });
  expect(held(world, firm, 'USDE')).toBe(300_000);
});

describe('redeem', () => {
  test('pays at par up to the cap of the stable, lets the rest wait and pays it block by block', () => {
    const world = IssuerWorld.open();
    const desk = IssuerWorld.deskOf(world);
    const firm = IssuerWorld.party(world, 'firm');
    IssuerWorld.give(world, firm, 'USDE', 450_000);
    primary(world, 'redeem', firm, 'USDT', 450_000);
    expect(held(world, firm, 'USDT')).toBe(200_000);
    expect(held(world, desk.books.line, 'USDE')).toBe(250_000);
    expect(desk.refused).toEqual({ 'redeem-cap-asset': 250_000 });
    const rows = IssuerWorld.pass(world, 12);
    expect(held(world, firm, 'USDT')).toBe(400_000);
    expect(rows.filter((row) => row.kind === 'redeem-refused')).toMatchObject([{ reason: 'cap-asset' }]);
    IssuerWorld.pass(world, 12);
    expect(held(world, firm, 'USDT')).toBe(450_000);
    expect([desk.redeemed, desk.supplyStart - desk.supply]).toEqual([450_000e4, 450_000e4]);
    expect(held(world, firm, 'USDE')).toBe(0);
  });

  test('an empty buffer makes wait until the refill from custody has come', () => {
    const world = IssuerWorld.open('redeem: { cap: 10M USD, assetCap: 10M USD }');
    const firm = IssuerWorld.party(world, 'firm');
    IssuerWorld.give(world, firm, 'USDE', 900_000);
    primary(world, 'redeem', firm, 'USDT', 900_000);
    expect(held(world, firm, 'USDT')).toBe(500_000);
    expect(IssuerWorld.deskOf(world).refused).toEqual({ 'redeem-buffer': 400_000 });
    IssuerWorld.pass(world, 19 * 60);
    expect(held(world, firm, 'USDT')).toBe(500_000);
    IssuerWorld.pass(world, 3 * 60);
    expect(held(world, firm, 'USDT')).toBe(900_000);
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });

  test('is refused while the issuer is halted, and the coins come back', () => {
    const halts = 'halts: [{ id: night, from: 2025-01-01T00:01:00Z, to: 2025-01-01T00:02:00Z }]';
    const world = IssuerWorld.open(halts);
    const firm = IssuerWorld.party(world, 'firm');
    IssuerWorld.give(world, firm, 'USDE', 1000);
    const rows = IssuerWorld.pass(world, 60);
    expect(rows).toMatchObject([{ kind: 'issuer-halt', reason: 'scripted' }]);
    primary(world, 'redeem', firm, 'USDT', 1000);
    expect(held(world, firm, 'USDE')).toBe(1000);
    const later = IssuerWorld.pass(world, 60);
    expect(later).toMatchObject([
      { kind: 'redeem-refused', reason: 'halt', usd: 1000, cause: rows[0]!.id },
      { kind: 'issuer-resume', cause: rows[0]!.id },
    ]);
    primary(world, 'redeem', firm, 'USDT', 1000);
    expect(held(world, firm, 'USDT')).toBe(1000);
  });

  test('a venue with a direct line pays there after its delay, any other venue not at all', () => {
    for (const [direct, paid] of [
      ['directVenues: { a: 5min }', 1000],
      ['', 0],
    ] as const) {
      const world = IssuerWorld.open(direct);
      const customer = IssuerWorld.party(world, 'customer', false, 0);
      IssuerWorld.give(world, customer, 'USDE', 1000);
      primary(world, 'redeem', customer, 'USDT', 1000);
      IssuerWorld.pass(world, 4.9 * 60);
      expect(held(world, customer, 'USDT')).toBe(0);
      IssuerWorld.pass(world, 12);
      expect(held(world, customer, 'USDT')).toBe(paid);
      expect(WorldAudit.run(world.engine, [])).toEqual([]);
    }
  });

  test('pro rata pays the share that the backing is of the supply, par pays all', () => {
    for (const [policy, paid] of [
      ['par', 1000],
      ['pro-rata', 900],
    ] as const) {
      const world = IssuerWorld.open(`redeem: { policy: ${policy} }`);
      IssuerWorld.deskOf(world).backingRatio = 0.9;
      const firm = IssuerWorld.party(world, 'firm');
      IssuerWorld.give(world, firm, 'USDE', 1000);
      primary(world, 'redeem', firm, 'USDT', 1000);
      expect(held(world, firm, 'USDT')).toBe(paid);
      expect(held(world, firm, 'USDE')).toBe(0);
    }
  });
});
