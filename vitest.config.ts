import { configDefaults, defineConfig } from 'vitest/config';

/** Files that put something else in the place of a module: they get a process of their own. */
const MOCKING = [
  'test/{new-kind,new-rules}.test.ts',
  'test/letter/NewRule.test.ts',
  'test/conformance/lending.test.ts',
];

/**
 * All tests but those left out. Files share the modules that they import: reading them anew for each of 250 files takes longer
 * than most tests. The engine keeps no state in modules but scratch, which every call fills before it reads it.
 */
export function projects(left: readonly string[] = []) {
  const of = (name: string, isolate: boolean, include: string[], exclude: readonly string[]) => ({
    extends: true as const,
    test: { name, isolate, include, exclude: [...configDefaults.exclude, ...left, ...exclude] },
  });
  return [
    of('shared', false, ['src/**/*.test.ts', 'test/**/*.test.ts'], MOCKING),
    of('mocking', true, MOCKING, []),
  ];
}

// Examples import the package by its name; tests run them on the sources.
export const resolve = {
  alias: [{ find: /^unwind$/, replacement: new URL('src/node.ts', import.meta.url).pathname }],
};

// Two processes: what a machine of two cores can do. More would need more memory than they save time.
export default defineConfig({
  resolve,
  test: { pool: 'forks', maxWorkers: 2, testTimeout: 120_000, projects: projects() },
});
