import { describe, expect, test } from 'vitest';
import * as IssuerWorld from '../../../../test/cast/IssuerWorld.js';
import * as Ledger from '../../../ledger/Ledger.js';
import type { World } from '../../../run/World.js';
import * as Accounts from '../../../state/Accounts.js';
import * as IssuerAudit from './IssuerAudit.js';

function findings(world: World): string[] {
  return IssuerAudit.run(world.engine, IssuerWorld.deskOf(world)).map(({ id, detail }) => {
    expect(id).toBe('SUPPLY-1');
    return detail.split(' of ethena')[0]!;
  });
}

test('at the open and after redemptions, staking and cooling the supply is what is held', () => {
  const world = IssuerWorld.open();
  expect(findings(world)).toEqual([]);
  const account = IssuerWorld.party(world, 'firm');
  IssuerWorld.give(world, account, 'USDE', 2_000_000);
  IssuerWorld.primary(world, 'redeem', account, 'USDT', 900_000);
  IssuerWorld.stake(world, 'stake', account, 500_000);
  IssuerWorld.stake(world, 'cooldown', account, 1000);
  const { direct, primary, vault } = IssuerWorld.deskOf(world);
  expect([direct.length, primary.queue.length, vault.cooldowns.size]).toEqual([0, 1, 1]);
  expect(findings(world)).toEqual([]);
});

describe('a planted error is named', () => {
  const cases: [string, string[], (world: World) => void][] = [
    [
      'a count that is off by one atom',
      ['coins held', 'coins minted less redeemed'],
      (world) => {
        IssuerWorld.deskOf(world).supply += 1;
      },
    ],
    [
      'coins from outside',
      ['coins held', 'coins that others issued'],
      (world) => {
        const { books, asset } = IssuerWorld.deskOf(world);
        const cell = (account: number) => Accounts.cash(world.engine, account, asset);
        Ledger.post(world.engine.ledger, cell(books.external), cell(books.holders), 1);
      },
    ],
    [
      'a vault that believes in more than it has',
      ['coins of the vault'],
      (world) => {
        IssuerWorld.deskOf(world).vault.assets += 1;
      },
    ],
    [
      'a share without a coin',
      ['shares held'],
      (world) => {
        IssuerWorld.deskOf(world).vault.shares -= 1;
      },
    ],
    [
      'a cooldown nobody asked for',
      ['coins of the silo'],
      (world) => {
        IssuerWorld.deskOf(world).vault.cooldowns.set(0, { endUs: 0, assets: 5 });
      },
    ],
    [
      'a redemption that waits without coins',
      ['coins of the line'],
      (world) => {
        IssuerWorld.deskOf(world).direct.push({ account: 0, asset: 0, coins: 7, readyUs: 0, origin: 0 });
      },
    ],
  ];

  test.each(cases)('%s', (_, expected, spoil) => {
    const world = IssuerWorld.open();
    spoil(world);
    expect(findings(world)).toEqual(expected);
  });
});
