import { defineConfig } from 'vitest/config';
import { projects, resolve } from './vitest.config.js';

/** Whole scenarios, servers, contracts and the compiler: seconds to minutes each. What is left takes under a minute. */
const SLOW = [
  'test/{terra,determinism,engines,digests,sanity,sanity-dollar,primers,interventions,interventions-dollar,experiment}.test.ts',
  'test/{report,night,interventions-fit,mistakes-generated,tidy-journal,examples}.test.ts',
  'test/{own-files,own-world}.test.ts',
  'test/{letter,study,twins,invariants}/**',
  'test/questions/protocol.test.ts',
  'src/study/Shared.test.ts',
  'src/cli/StudyCommand.test.ts',
];

export default defineConfig({
  resolve,
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    projects: projects(SLOW),
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.{test,fuzz}.ts'],
      reporter: ['json-summary'],
      reportsDirectory: 'coverage',
    },
  },
});
