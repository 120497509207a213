// The runs of scripts/digests.mjs in the long-term releases of Node, each with and without a compiler to machine code:
// the digests must be equal. Takes the binaries from the npm package "node" (npx).
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const RELEASES = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24'];
const NAMES = ['margin accounts', 'five minutes of oct-2025-lite', 'lending'];

const rows = RELEASES.flatMap((release) => [[], ['--jitless']].map((flags) => row(release, flags)));
console.log(`| Node | V8 | ${NAMES.join(' | ')} |\n|---|---|---|---|---|`);
for (const { label, v8, digests } of rows) console.log(`| ${label} | ${v8} | ${digests.join(' | ')} |`);
const isEqual = rows.every(({ digests }) => digests.join() === rows[0].digests.join());
console.log(isEqual ? '\nAll are equal.' : '\nThey differ.');
process.exitCode = isEqual ? 0 : 1;

function row(release, flags) {
  const [version, v8] = node(release, ['-p', 'process.versions.node + " " + process.versions.v8'])
    .trim()
    .split(' ');
  const found = JSON.parse(
    node(release, [...flags, resolve('scripts/digests-node.mjs'), resolve('dist/index.js')]),
  );
  const digests = found.map(({ digest, outcomeDigest }) => `${digest} ${outcomeDigest}`);
  return { label: [version, ...flags].join(' '), v8, digests };
}

/** What a release of Node prints. The version is asked of the binary itself: npx could find another one. */
function node(release, args) {
  return execFileSync('npx', ['-y', `node@${release}`, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
}
