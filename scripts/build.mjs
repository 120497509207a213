// Compiles src into dist, with what is generated before and after.
import { spawnSync } from 'node:child_process';

const STEPS = [
  ['scripts/generate.mjs', 'version'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  ['scripts/generate.mjs', 'scenarios'],
];

for (const args of STEPS) {
  const done = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
