import { describe, expect, test } from 'vitest';
import type { Family } from '../base/ParameterShapes.js';
import * as ParameterShapes from './Parameters.js';

const FAMILY = {
  par: { parameters: {} },
  floored: {
    parameters: {
      minimum: 'ratio',
      lasts: { type: 'duration', optional: true, about: 'how long' },
      by: { words: ['venue', 'asset'] },
    },
  },
} as const satisfies Family;

const schema = ParameterShapes.choice(FAMILY);

describe('a family of rules as a schema', () => {
  test('text of the file becomes the units of the parameters', () => {
    const stated = schema.parse({ kind: 'floored', minimum: '95%', lasts: '10s', by: 'asset' });
    expect(stated).toEqual({ kind: 'floored', minimum: 0.95, lasts: 10e6, by: 'asset' });
  });

  test('a rule that asks for nothing may be named alone', () => {
    expect(schema.parse('par')).toEqual({ kind: 'par' });
    expect(schema.parse({ kind: 'par' })).toEqual({ kind: 'par' });
  });

  test.each([
    ['a rule that needs parameters', 'floored'],
    ['an unknown kind', { kind: 'floor' }],
    ['a key of another rule', { kind: 'par', minimum: '95%' }],
    ['a value out of bounds', { kind: 'floored', minimum: '150%', by: 'asset' }],
    ['a word that is none of them', { kind: 'floored', minimum: '50%', by: 'coin' }],
    ['a number of something', 3],
  ])('is refused: %s', (_, input) => {
    expect(schema.safeParse(input).success).toBe(false);
  });

  test('an optional parameter may be absent, and the order of kinds is that of their names', () => {
    expect(schema.parse({ kind: 'floored', minimum: 0.5, by: 'venue' })).toEqual({
      kind: 'floored',
      minimum: 0.5,
      by: 'venue',
    });
  });
});

test('parameters alone make a strict map', () => {
  const alone = ParameterShapes.schema({ share: 'ratio', count: { type: 'count', min: 1 } } as const);
  expect(alone.parse({ share: '5bp', count: 2 })).toEqual({ share: 0.0005, count: 2 });
  expect(alone.safeParse({ share: '5bp', count: 0 }).success).toBe(false);
  expect(alone.safeParse({ share: '5bp', count: 1, more: 1 }).success).toBe(false);
});

test('a parameter may be a rule of another family', () => {
  const nested = ParameterShapes.schema({ of: { rules: FAMILY } } as const);
  expect(nested.parse({ of: 'par' })).toEqual({ of: { kind: 'par' } });
  expect(nested.safeParse({ of: 'none' }).success).toBe(false);
});
