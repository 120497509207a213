import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['src/**/*.fuzz.ts', 'test/**/*.fuzz.ts'], testTimeout: 1_200_000 },
});
