import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import type * as LendingPool from '../../mechanisms/lending/aave-v3/LendingPool.js';
import type * as LendingLooper from './LendingLooper.js';

const PT = 'lending.aave.loopers.pt';
const unwinds = (sets: readonly string[]) =>
  Worlds.finish(Worlds.open('pt-loop', { sets })).filter(({ kind }) => kind === 'loop-unwind');

test('a loop that earns enough at a sound health is left alone', () => {
  expect(unwinds(['lending.aave.seekers=[]'])).toEqual([]);
});

test('below the target of health it is unwound, however much it earns, and not before its delay', () => {
  const world = Worlds.open('pt-loop', {
    sets: ['lending.aave.seekers=[]', `${PT}.targetHealth=1.15`, `${PT}.delay=3min`],
  });
  const before = world.engine.onchain.lendings[0]!.owner.slice(0, 5);
  const rows = Worlds.finish(world).filter(({ kind }) => kind === 'loop-unwind');
  // Five loops of 4 to 8 turns, health 1.21 to 1.07: all but the first stand below 1.15.
  expect(new Set(rows.map(({ account }) => account))).toEqual(new Set(before.slice(1)));
  expect(Math.min(...rows.map(({ atUs }) => atUs))).toBeGreaterThan(180e6);
});

test('when the carry is negative the ones who ask most leave, through the pool', () => {
  const patient = unwinds([`${PT}.least=-80%`]);
  const eager = unwinds([`${PT}.least=1%`]);
  expect(patient).toEqual([]);
  expect(eager.length).toBeGreaterThan(5);
});

test('without a pool it repays from its own cash, as long as there is any', () => {
  const sets = ['lending.aave.seekers=[]', `${PT}.targetHealth=1.3`, `${PT}.cash=4%`, `${PT}.delay=1s`];
  const text = Worlds.library()
    .read('primer', 'pt-loop')!
    .replace(/\n +exit: pt\n/, '\n');
  const world = Worlds.write(text, { sets });
  const agent = world.agents.find((one): one is LendingLooper.State => one.kind === 'lending-looper')!;
  expect(agent.pool).toBe(-1);
  const lending = world.engine.onchain.lendings[0]!;
  const shares = (lending.book as LendingPool.Pool).reserves[0]!.debtShares;
  expect(Worlds.finish(world).filter(({ kind }) => kind === 'loop-unwind')).toEqual([]);
  expect((lending.book as LendingPool.Pool).reserves[0]!.debtShares / shares).toBeCloseTo(0.96, 4);
});
