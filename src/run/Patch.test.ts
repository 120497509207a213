import { describe, expect, test } from 'vitest';
import * as Patch from './Patch.js';

describe('a three-way merge', () => {
  test('takes what changed and keeps what has moved', () => {
    const base = { rule: { kind: 'queue', fee: 1 }, cash: 5 };
    const current = { rule: { kind: 'queue', fee: 1 }, cash: 7 };
    const moved: string[] = [];
    Patch.merge(base, { rule: { kind: 'queue', fee: 2 }, cash: 5 }, current, moved);
    expect(current).toEqual({ rule: { kind: 'queue', fee: 2 }, cash: 7 });
    expect(moved).toEqual([]);
  });

  test('replaces a rule of another shape as a whole, by a copy', () => {
    const changed = { rule: { kind: 'mean', weights: [1, 2] } };
    const current: Record<string, unknown> = { rule: { kind: 'last' } };
    Patch.merge({ rule: { kind: 'last' } }, changed, current, []);
    expect(current).toEqual(changed);
    expect(current.rule).not.toBe(changed.rule);
  });

  test('names a value that changed in both, and leaves it', () => {
    const current = { a: { cash: 7 }, list: [1, 2, 3], column: Float64Array.of(1, 9) };
    const moved: string[] = [];
    const base = { a: { cash: 5 }, list: [1, 2], column: Float64Array.of(1, 2) };
    Patch.merge(base, { a: { cash: 6 }, list: [1], column: Float64Array.of(1, 3) }, current, moved);
    expect(moved).toEqual(['a.cash', 'list', 'column.1']);
    expect(current).toEqual({ a: { cash: 7 }, list: [1, 2, 3], column: Float64Array.of(1, 9) });
  });

  test('tells where two trees differ', () => {
    expect(Patch.differences({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }, 'x')).toEqual(['x.b.1']);
    expect(Patch.differences({ a: 1 }, { b: 1 }, 'x')).toEqual(['x']);
    expect(Patch.differences({ a: 1 }, { a: 1 }, 'x')).toEqual([]);
  });

  test('compares maps, columns and numbers that are no numbers', () => {
    expect(Patch.same({ a: Number.NaN }, { a: Number.NaN })).toBe(true);
    expect(Patch.same(new Map([['a', 1]]), new Map([['a', 1]]))).toBe(true);
    expect(Patch.same(new Map([['a', 1]]), new Map([['a', 2]]))).toBe(false);
    expect(Patch.same(Float64Array.of(1), [1])).toBe(false);
    expect(Patch.same({ a: 1 }, { b: 1 })).toBe(false);
    expect(Patch.same(null, {})).toBe(false);
  });
});
