import { describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import { InputError } from '../../format/InputError.js';

const TEXT = (venue: string) => `
title: A venue
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted: { only: true }
venues: [{ id: a, ${venue} }]
`;

function mistake(venue: string) {
  try {
    Worlds.write(TEXT(venue));
  } catch (error) {
    if (error instanceof InputError)
      return error.issues.map(({ path, found }) => `${path}: ${found}`).join('\n');
    throw error;
  }
  return '';
}

const ratios = (
  marginCall: number,
  reduceOnly: number,
  liquidation: number,
  bankrupt: number,
  target = 1.4,
) =>
  mistake(
    `thresholds: { ${Object.entries({ marginCall, reduceOnly, liquidation, bankrupt, target })
      .map(([key, value]) => `${key}: ${value}`)
      .join(', ')} }`,
  );

describe('thresholds', () => {
  test('fall from call to bankruptcy; equal ones are in order', () => {
    expect(ratios(1.5, 1.2, 1.05, 0.6)).toBe('');
    expect(ratios(1.05, 1.05, 1.05, 1)).toBe('');
  });

  test.each([
    ['reduceOnly', [1.1, 1.2, 1.05, 0.6]],
    ['liquidation', [1.5, 1.2, 1.3, 0.6]],
    ['bankrupt', [1.5, 1.2, 0.5, 0.6]],
  ] as const)('%s above the one before is refused', (key, [call, reduce, liquidation, bankrupt]) => {
    expect(ratios(call, reduce, liquidation, bankrupt)).toContain(`thresholds.${key}`);
  });

  test('a target below liquidation never ends one', () => {
    expect(ratios(1.5, 1.2, 1.05, 0.6, 1.04)).toContain('thresholds.target: 1.04');
    expect(ratios(1.5, 1.2, 1.05, 0.6, 1.05)).toBe('');
  });
});

describe('collateral weights', () => {
  const slices = (...list: string[]) =>
    mistake(`collateralWeights: { BTC: { by: usd, slices: [${list.join(', ')}] } }`);

  test('end nowhere but in the last slice, rise in size and fall in weight', () => {
    expect(slices('{ upTo: 1_000_000, weight: 95% }', '{ weight: 50% }')).toBe('');
    expect(slices('{ weight: 95% }', '{ weight: 50% }')).toContain('slices.0');
    expect(slices('{ upTo: 1_000_000, weight: 95% }')).toContain('slices.0');
    expect(slices('{ upTo: 2, weight: 95% }', '{ upTo: 1, weight: 90% }', '{ weight: 0% }')).toContain(
      'slices.1.upTo',
    );
    expect(slices('{ upTo: 1, weight: 50% }', '{ weight: 95% }')).toContain('slices.1.weight');
  });
});

test('funding and the oracle come at whole seconds', () => {
  expect(mistake('oracleEvery: 1500ms')).toContain('oracleEvery');
  expect(mistake('funding: { every: 1500ms }')).toContain('funding.every');
});

test('a deleveraging rule is one of the registry', () => {
  expect(mistake('adl: { rank: luck }')).toContain('adl.rank');
  expect(mistake('adl: { policy: pro-rata, trigger: exhausted, rank: return }')).toBe('');
  expect(mistake('liquidation: { style: sudden }')).toContain('liquidation.style');
  expect(mistake('liquidation: { attempts: 0 }')).toContain('liquidation.attempts');
});
