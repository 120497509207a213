import { describe, expect, test } from 'vitest';
import type { AssetSpec } from '../../compose/Scenario.js';
import * as Books from './Books.js';
import type { VenueSpec } from './VenueSchema.js';

const VENUE = { id: 'a', quote: 'USDT', spot: true, perps: true, staked: true };
const SPOT = { quote: 'USDT', perp: false };
const PERP = { quote: 'USDT', perp: true };
const of = (asset: object, venue: object = {}) =>
  Books.of({ ...VENUE, ...venue } as unknown as VenueSpec, { id: 'X', ...asset } as unknown as AssetSpec);

describe('a venue lists', () => {
  test.each(['major', 'alt'])('of a coin of class %s a spot book, then a perp', (kind) => {
    expect(of({ class: kind })).toEqual([SPOT, PERP]);
    expect(of({ class: kind }, { spot: false })).toEqual([PERP]);
    expect(of({ class: kind }, { perps: false })).toEqual([SPOT]);
    expect(of({ class: kind }, { spot: false, perps: false })).toEqual([]);
  });

  test('no perp of a coin without perps', () => {
    expect(of({ class: 'alt', perps: false })).toEqual([SPOT]);
  });

  test('of a staked coin one book against the dollar and one against what it redeems to', () => {
    const staked = { class: 'staked', redeemsTo: 'ETH' };
    expect(of(staked)).toEqual([SPOT, { quote: 'ETH', perp: false }]);
    expect(of(staked, { staked: false })).toEqual([]);
  });

  test.each(['dollar', 'synthetic'])('a %s where the asset says so, and nowhere else', (kind) => {
    expect(of({ class: kind, listedOn: { a: 0.5 } })).toEqual([SPOT]);
    expect(of({ class: kind, listedOn: { b: 0.5 } })).toEqual([]);
    expect(of({ class: kind })).toEqual([]);
  });

  test('no token', () => {
    expect(of({ class: 'token', listedOn: { a: 1 } })).toEqual([]);
  });
});
