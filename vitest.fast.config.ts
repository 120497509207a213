import { configDefaults, defineConfig } from 'vitest/config';

/** Whole scenarios, servers and contracts: seconds to minutes each. What is left takes well under a minute. */
const SLOW = [
  'test/{terra,determinism,engines,digests,sanity,sanity-dollar,primers,interventions,interventions-dollar,experiment}.test.ts',
  'test/{letter,study,twins,invariants}/**',
];

export default defineConfig({
  // Examples import the package by its name; tests run them on the sources.
  resolve: { alias: [{ find: /^unwind$/, replacement: new URL('src/node.ts', import.meta.url).pathname }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...SLOW],
    testTimeout: 60_000,
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.{test,fuzz}.ts'],
      reporter: ['json-summary'],
      reportsDirectory: 'coverage',
    },
  },
});
