import { describe, expect, test } from 'vitest';
import * as Onset from './Onset.js';

const base = {
  start: 0,
  title: 'a',
  news: [{ id: 'n', from: 5000, to: 9000, impulse: -0.1 }],
  rails: {
    windows: [
      { id: 'w', from: 2000, to: 4000 },
      { id: 'x', from: 4000, to: 8000 },
    ],
  },
  venues: [{ id: 'a', adl: { policy: { kind: 'queue' } }, fee: 1 }],
};

describe('the onset of a change', () => {
  test('is the beginning of the item that changed', () => {
    const changed = { ...base, news: [{ ...base.news[0]!, impulse: 0 }] };
    expect(Onset.of(base, changed)).toEqual({ atUs: 5e6 });
  });

  test('is the earlier of two beginnings when an item is moved', () => {
    const changed = { ...base, news: [{ ...base.news[0]!, from: 3000 }] };
    expect(Onset.of(base, changed)).toEqual({ atUs: 3e6 });
    expect(Onset.of(changed, base)).toEqual({ atUs: 3e6 });
  });

  test('of a window is that of the window before it, which it prolongs', () => {
    const windows = [base.rails.windows[0]!, { ...base.rails.windows[1]!, to: 9000 }];
    expect(Onset.of(base, { ...base, rails: { windows } })).toEqual({ atUs: 2e6 });
  });

  test('of an item that is gone is its beginning', () => {
    expect(Onset.of(base, { ...base, news: [] })).toEqual({ atUs: 5e6 });
  });

  test('of a block fee is a block before, when the fee of the next is public', () => {
    const chain = { block: 1000, congestion: [{ id: 'c', from: 6000, to: 7000, fee: 1 }] };
    const changed = { ...base, chain: { ...chain, congestion: [] } };
    expect(Onset.of({ ...base, chain }, changed)).toEqual({ atUs: 6e6 - 2000 });
  });

  test('of a rule of deleveraging is the first takeover', () => {
    const venues = [{ id: 'a', adl: { policy: { kind: 'none' } }, fee: 1 }];
    expect(Onset.of(base, { ...base, venues })).toEqual({ atUs: Number.POSITIVE_INFINITY, row: 'takeover' });
    const both = { ...base, venues, news: [] };
    expect(Onset.of(base, both)).toEqual({ atUs: 5e6, row: 'takeover' });
  });

  test('of anything else is the opening', () => {
    const venues = [{ ...base.venues[0]!, fee: 2 }];
    expect(Onset.of(base, { ...base, venues, news: [] })).toBeUndefined();
    expect(Onset.of(base, { ...base, start: 1 })).toBeUndefined();
  });

  test('is never where only the telling differs', () => {
    expect(Onset.of(base, { ...base, title: 'b' })).toEqual({ atUs: Number.POSITIVE_INFINITY });
  });
});
