import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import { InputError } from '../format/InputError.js';

function paths(...sets: string[]): string[] {
  try {
    Worlds.open('pt-loop', { sets });
  } catch (error) {
    if (error instanceof InputError) return error.issues.map(({ path }) => path);
    throw error;
  }
  return [];
}

test.each([
  ['reserves.usdt.asset=DAI', 'reserves.usdt.asset'],
  ['loopers.pt.mode=dollars', 'loopers.pt.mode'],
  ['loopers.pt.debt=USDC', 'loopers.pt.debt'],
  ['seekers.lenders.asset=ALT', 'seekers.lenders.asset'],
  ['modes.usde.borrowable=[USDT, BTC]', 'modes.usde.borrowable.1'],
  ['reserves.usde.oracle.to=ETH', 'reserves.usde.oracle.to'],
])('what is not there is told with its place: %s', (set, path) => {
  expect(paths(`lending.aave.${set}`)).toContain(`lending.aave.${path}`);
});

test('what is there passes', () => {
  expect(paths()).toEqual([]);
});

test('a price that follows itself is refused at its oracle', () => {
  const circle = 'lending.aave.reserves.usde.oracle.to=PTUSDE';
  expect(paths(circle)).toContain('lending.aave.reserves.usde.oracle');
});
