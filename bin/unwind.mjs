#!/usr/bin/env node
// The command. A package holds the built program; a clone that was never built is built first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/cli/main.js', import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(main)) {
  console.error('building unwind for the first time');
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  for (const args of [[`${root}scripts/ensure.mjs`], [`${root}scripts/build.mjs`]]) {
    const done = spawnSync(process.execPath, args, options);
    if (done.status !== 0) process.exit(done.status ?? 1);
  }
}
await import(main.href);
