import { expect, test } from 'vitest';
import { InputError } from '../../src/format/InputError.js';
import * as Worlds from '../cast/Worlds.js';

/* A venue that settles in a coin would take dollars of margin for as many coins: it is refused with its place. */
const IN_A_COIN = `
title: Venue settled in BTC
about: T.
preset: primer-world
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:00:30Z
venues:
  - { id: a, quote: BTC }
planted:
  only: true
  positions:
    - { id: l, market: "a:BTC/BTC:perp", side: long, size: 1, margin: 10_000 USD }
`;

test('E: a venue whose quote is a coin is refused, with a remedy', () => {
  expect(() => Worlds.write(IN_A_COIN)).toThrow(InputError);
  try {
    Worlds.write(IN_A_COIN);
  } catch (error) {
    const { issues } = error as InputError;
    expect(issues[0]!.path).toBe('venues.a.quote');
    expect(issues[0]!.remedy.length).toBeGreaterThan(5);
  }
});
