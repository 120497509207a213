import { expect, test } from 'vitest';
import * as BlockClock from '../../mechanisms/rail/BlockClock.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../units/Time.js';
import * as TerraStaking from './TerraStaking.js';

const chain = () => BlockClock.create(6.8 * SECOND);

function bonded(atoms: number): TerraStaking.State {
  const state = TerraStaking.create();
  TerraStaking.apply(state, { kind: 'bond', account: 7, atoms });
  return state;
}

function release(state: TerraStaking.State, atoms: number, nowUs: number, clock = chain()): void {
  const plan = TerraStaking.planUnbond(state, clock, 7, atoms, nowUs);
  if (plan.kind === 'refused') throw new Error(plan.reason);
  TerraStaking.apply(state, plan);
}

test('bonded coins come back after 21 days, not a microsecond before', () => {
  const state = bonded(1000);
  release(state, 300, 5);
  release(state, 200, 6);
  expect(TerraStaking.bondedOf(state, 7)).toBe(500);
  expect(TerraStaking.due(state, chain(), 21 * DAY + 4)).toEqual([]);
  const paid = TerraStaking.due(state, chain(), 21 * DAY + 5);
  expect(paid).toEqual([{ account: 7, atoms: 300, dueUs: 21 * DAY + 5 }]);
  TerraStaking.settle(state, paid);
  expect(TerraStaking.due(state, chain(), 30 * DAY).map((entry) => entry.atoms)).toEqual([200]);
});

test('refusals name their reason', () => {
  const state = bonded(10);
  const halted = chain();
  BlockClock.halt(halted, 0);
  expect(TerraStaking.planUnbond(state, chain(), 7, 11, 0)).toMatchObject({ reason: 'not-bonded' });
  expect(TerraStaking.planUnbond(state, chain(), 8, 1, 0)).toMatchObject({ reason: 'not-bonded' });
  expect(TerraStaking.planUnbond(state, chain(), 7, 0, 0)).toMatchObject({ reason: 'amount' });
  expect(TerraStaking.planUnbond(state, halted, 7, 1, 0)).toMatchObject({ reason: 'halted' });
  expect(TerraStaking.planBond(state, halted, 7, 1)).toMatchObject({ reason: 'halted' });
  expect(TerraStaking.planBond(state, chain(), 7, 1.5)).toMatchObject({ reason: 'amount' });
  state.isBondingOpen = false;
  expect(TerraStaking.planBond(state, chain(), 7, 1)).toMatchObject({ reason: 'bonding-closed' });
  expect(TerraStaking.planUnbond(state, chain(), 7, 1, 0)).toMatchObject({ kind: 'unbond' });
});

test('a halt delays what falls due in it', () => {
  const state = bonded(10);
  const clock = chain();
  release(state, 10, 0, clock);
  BlockClock.halt(clock, 21 * DAY - HOUR);
  expect(TerraStaking.due(state, clock, 21 * DAY + HOUR)).toEqual([]);
  BlockClock.restart(clock, 21 * DAY + 2 * HOUR);
  expect(TerraStaking.due(state, clock, 21 * DAY + 2 * HOUR)).toHaveLength(1);
});

test('bonded plus unbonding plus paid is what was bonded, over a year of steps', () => {
  const state = bonded(1_000_000);
  let paid = 0;
  for (let day = 0; day < 365; day++) {
    const atoms = (day * 7919) % 4001;
    if (TerraStaking.planUnbond(state, chain(), 7, atoms, day * DAY).kind === 'unbond')
      release(state, atoms, day * DAY);
    const due = TerraStaking.due(state, chain(), day * DAY);
    TerraStaking.settle(state, due);
    for (const entry of due) paid += entry.atoms;
    const waiting = state.unbonding.reduce((sum, entry) => sum + entry.atoms, 0);
    expect(TerraStaking.bondedOf(state, 7) + waiting + paid).toBe(1_000_000);
    expect(state.unbonding.length).toBeLessThanOrEqual(21);
  }
  expect(paid).toBeGreaterThan(500_000);
  expect(structuredClone(state)).toEqual(state);
});

test('a day has 12,705 blocks of 6.8 s; none in a halt, and the height goes on where it stood', () => {
  const clock = chain();
  expect(BlockClock.height(clock, DAY)).toBe(12_705);
  BlockClock.halt(clock, DAY);
  BlockClock.halt(clock, DAY + HOUR);
  expect(BlockClock.height(clock, DAY + 91 * MINUTE)).toBe(12_705);
  expect(BlockClock.nextBlockUs(clock, DAY + MINUTE)).toBe(Number.POSITIVE_INFINITY);
  BlockClock.restart(clock, DAY + 91 * MINUTE);
  BlockClock.restart(clock, DAY + 99 * MINUTE);
  expect(clock.pausedUs).toBe(91 * MINUTE);
  expect(BlockClock.height(clock, DAY + 91 * MINUTE)).toBe(12_705);
  const next = BlockClock.nextBlockUs(clock, DAY + 91 * MINUTE);
  expect([BlockClock.height(clock, next - 1), BlockClock.height(clock, next)]).toEqual([12_705, 12_706]);
});
