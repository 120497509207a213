import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Advance from '../../run/Advance.js';
import * as Time from '../../units/Time.js';
import type * as Holder from './Holder.js';

/** The classes of primer holders-leave after so many minutes: belief, and coins sent by redemption, pool and book. */
function classes(minutes: number, sets: string[] = []) {
  const world = Worlds.open('holders-leave', { sets });
  Advance.advance(world, minutes * Time.MINUTE, Number.POSITIVE_INFINITY);
  const of = (name: string) => world.agents.find((agent) => agent.name === `holders/${name}`) as Holder.State;
  return { funds: of('funds'), retail: of('retail'), engine: world.engine };
}

const left = (state: Holder.State) =>
  1 - state.holders.held.reduce((sum, atoms) => sum + atoms, 0) / state.holders.initial;

test('without a cheap print nobody is alarmed', () => {
  const { funds, retail } = classes(120, ['planted.trades=[]']);
  expect(funds.holders.belief).toBeLessThan(0.01);
  expect(left(funds)).toBeLessThan(0.005);
  expect(left(retail)).toBeLessThan(0.005);
});

test('a cheap print elsewhere makes some leave, funds first, and each by the way open to it', () => {
  const early = classes(40);
  expect(left(early.funds)).toBeGreaterThan(left(early.retail));
  const late = classes(120);
  expect(left(late.funds)).toBeGreaterThan(0.05);
  expect(left(late.funds)).toBeLessThan(0.5);
  expect(late.funds.sent[0]).toBeGreaterThan(0);
  expect(late.retail.sent[0]).toBe(0);
  expect(late.retail.sent[1]).toBeGreaterThan(0);
  expect(late.engine.onchain.issuers[0]!.redeemed).toBeGreaterThan(late.funds.sent[0]! / 2);
});

test('those who watch only their own price stay calm', () => {
  const sets = ['populations.funds.watch=0%', 'populations.retail.watch=0%'];
  const { funds, retail } = classes(120, sets);
  expect(left(funds) + left(retail)).toBeLessThan(0.01);
});
