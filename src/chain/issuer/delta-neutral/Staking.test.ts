import { expect, test } from 'vitest';
import * as IssuerWorld from '../../../../test/cast/IssuerWorld.js';
import * as WorldAudit from '../../../run/WorldAudit.js';
import * as Staking from './Staking.js';

const { held, stake } = IssuerWorld;

test('coins become shares at the rate, shares become coins that wait a week in the silo', () => {
  const world = IssuerWorld.open('vault: { cooldown: 1h }');
  const desk = IssuerWorld.deskOf(world);
  expect(Staking.shareRate(world.engine, desk)).toBeCloseTo(1.2, 9);
  const firm = IssuerWorld.party(world, 'firm', false);
  IssuerWorld.give(world, firm, 'USDE', 1200);
  stake(world, 'stake', firm, 1200);
  expect(held(world, firm, 'SUSDE')).toBeCloseTo(1000, 3);
  stake(world, 'cooldown', firm, 500);
  expect(held(world, desk.books.silo, 'USDE')).toBeCloseTo(600, 3);
  IssuerWorld.pass(world, 3599);
  stake(world, 'unstake', firm, 0);
  expect(held(world, firm, 'USDE')).toBe(0);
  expect(desk.refused['unstake-invalid-cooldown']).toBe(0);
  IssuerWorld.pass(world, 1);
  stake(world, 'unstake', firm, 0);
  expect(held(world, firm, 'USDE')).toBeCloseTo(600, 3);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
});

test('what the backing earns is minted to the vault every eight hours and vests in eight more', () => {
  const world = IssuerWorld.open('vault: { fundShare: 10% }');
  const desk = IssuerWorld.deskOf(world);
  const rate = () => Staking.shareRate(world.engine, desk);
  const fund = held(world, desk.books.fund, 'USDT');
  const opening = rate();
  IssuerWorld.pass(world, 8 * 3600 + 12);
  // Shorts of 41.2M earn 0.01 % (mark at 100 000), 60M of stables less the 0.824M on the venue 4 % a year.
  const income = 41.2e6 * 1e-4 + ((60e6 - 0.824e6 + 0.4e6) * 0.04) / (3 * 365);
  const minted = (desk.supply - desk.supplyStart) / 1e4;
  expect(minted / (0.9 * income)).toBeCloseTo(1, 3);
  expect((held(world, desk.books.fund, 'USDT') - fund) / (0.1 * income)).toBeCloseTo(1, 3);
  expect(rate()).toBeCloseTo(opening, 6);
  IssuerWorld.pass(world, 4 * 3600);
  expect((rate() / opening - 1) / (minted / 45e6)).toBeCloseTo(0.5, 2);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
});
