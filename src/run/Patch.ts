/**
 * Three-way merge of plain data: where `changed` differs from `base`, the value of `changed` replaces the one in
 * `current`, provided that `current` still holds the value of `base`. A value that has moved since is state, and
 * replacing it would rewrite what happened: its path goes to `moved`.
 */
export function merge(
  base: unknown,
  changed: unknown,
  current: unknown,
  moved: string[],
  path = '',
): unknown {
  if (same(base, changed) || same(current, changed)) return current;
  if (alike(base, changed) && alike(base, current)) {
    for (const key of Object.keys(base as object)) {
      const [old, next, now] = [base, changed, current].map((one) => (one as Record<string, unknown>)[key]);
      const merged = merge(old, next, now, moved, path === '' ? key : `${path}.${key}`);
      if (!Object.is(merged, now)) (current as Record<string, unknown>)[key] = merged;
    }
    return current;
  }
  if (same(base, current)) return structuredClone(changed);
  moved.push(path);
  return current;
}

/** Paths at which two trees of plain data differ. */
export function differences(a: unknown, b: unknown, path: string): string[] {
  if (same(a, b)) return [];
  if (!alike(a, b)) return [path];
  return Object.keys(a as object).flatMap((key) =>
    differences((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}.${key}`),
  );
}

/** Whether two trees of plain data hold the same values. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isTree(a) || !isTree(b)) return false;
  if (a instanceof Map || b instanceof Map)
    return a instanceof Map && b instanceof Map && same([...a.entries()], [...b.entries()]);
  if (!alike(a, b)) return false;
  if (ArrayBuffer.isView(a)) return sameColumn(a as Float64Array, b as Float64Array);
  return Object.keys(a).every((key) =>
    same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

function sameColumn(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether two values are containers with the same keys, so that they can be compared child by child. */
function alike(a: unknown, b: unknown): boolean {
  if (!isTree(a) || !isTree(b) || a instanceof Map || b instanceof Map) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b))
    return (
      ArrayBuffer.isView(a) &&
      ArrayBuffer.isView(b) &&
      (a as Float64Array).length === (b as Float64Array).length
    );
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}
