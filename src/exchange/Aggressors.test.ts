import { expect, test } from 'vitest';
import type { Engine } from '../state/Engine.js';
import * as Aggressors from './Aggressors.js';

const BUY = 0;
const SELL = 1;
const engineOf = (table: ReturnType<typeof Aggressors.create>, agentKinds: string[] = []) =>
  ({ tally: { aggressors: table }, agentKinds }) as unknown as Engine;

test('the eight largest come first, with their shares of all flow on their side', () => {
  const table = Aggressors.create(2);
  for (let cause = 1; cause <= 12; cause++) Aggressors.note(table, 1, SELL, cause, cause);
  Aggressors.note(table, 1, SELL, 3, 20);
  Aggressors.note(table, 1, BUY, 99, 1000);
  const shares = Aggressors.largest(engineOf(table), 1, SELL);
  expect(shares.map((one) => one.key)).toEqual([3, 12, 11, 10, 9, 8, 7, 6]);
  expect(shares[0]!.share).toBeCloseTo(23 / 98, 12);
  expect(Aggressors.largest(engineOf(table), 0, SELL)).toEqual([]);
});

test('a full table keeps the large: a late cause takes the place of the smallest, whose dollars stay in the total', () => {
  const table = Aggressors.create(1);
  for (let cause = 1; cause <= 24; cause++) Aggressors.note(table, 0, SELL, cause, 10 + cause);
  Aggressors.note(table, 0, SELL, 777, 500);
  const shares = Aggressors.largest(engineOf(table), 0, SELL);
  expect(shares[0]).toEqual({ key: 777, share: 500 / (24 * 10 + 300 + 500) });
  expect([...table.key.subarray(24, 48)]).not.toContain(1);
  expect(table.other[SELL]).toBe(11);
});

test('all agents of a kind share one row; the venue’s own desks have key 0', () => {
  const engine = engineOf(Aggressors.create(1), ['maker', 'maker', 'noise', 'maker']);
  expect([3, 0, 1].map((agent) => Aggressors.ordinary(engine, agent))).toEqual([-4, -4, -4]);
  expect(Aggressors.ordinary(engine, 2)).toBe(-3);
  expect(Aggressors.ordinary(engine, -1)).toBe(0);
  expect(engine.agentKinds[-1 - Aggressors.ordinary(engine, 0)]).toBe('maker');
});

test('old flow fades by half a second and vanishes below a dollar', () => {
  const table = Aggressors.create(1);
  Aggressors.note(table, 0, BUY, 5, 8);
  for (let second = 0; second < 3; second++) Aggressors.fade(table, 0);
  expect(Aggressors.largest(engineOf(table), 0, BUY)).toEqual([{ key: 5, share: 1 }]);
  Aggressors.fade(table, 0);
  expect(Aggressors.largest(engineOf(table), 0, BUY)).toEqual([]);
});
