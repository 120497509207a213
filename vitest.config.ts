import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Examples import the package by its name; tests run them on the sources.
  resolve: { alias: [{ find: /^unwind$/, replacement: new URL('src/node.ts', import.meta.url).pathname }] },
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 120_000 },
});
