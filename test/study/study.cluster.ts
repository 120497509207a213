import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Cluster from '../cast/Cluster.js';
import * as Repository from '../cast/Repository.js';
import * as Servers from '../cast/Servers.js';

/*
 * Studies on real servers in full: 400 runs over four worker processes, of which one is killed every few seconds, while
 * the server is restarted once and a worker stands still for three lock times. Again and again, until 100 were killed.
 */
const SCENARIO = 'isolated-liquidation';
const SEEDS = '1..400';
const WORKERS = 4;
const LOCK_S = 2;
const KILL_EVERY_MS = 2000;
const KILLS = Number(process.env.CLUSTER_KILLS ?? 100);

const dir = mkdtempSync(join(tmpdir(), 'unwind-cluster-'));
const report: Record<string, unknown> = {};
let expected: Record<string, string>;

const servers = [
  { name: 'redis', installed: Servers.redisProgram(), make: Servers.redis },
  { name: 'postgres', installed: Servers.postgresFolder(), make: Servers.postgres },
];

beforeAll(async () => {
  const alone = join(dir, 'alone');
  await Cluster.run('study', SCENARIO, '--seeds', SEEDS, '--workers', '1', '--out', alone);
  expected = await Cluster.tables(alone);
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(Repository.ROOT, 'out'), { recursive: true });
  writeFileSync(join(Repository.ROOT, 'out', 'cluster.json'), `${JSON.stringify(report, null, 1)}\n`);
});

describe.each(servers)('$name', ({ name, installed, make }) => {
  test.skipIf(installed === undefined)('equal tables whatever is killed', async () => {
    const counts = { studies: 0, kills: 0, restarts: 0, pauses: 0, checks: 0, different: 0, seconds: 0 };
    report[name] = counts;
    const startMs = performance.now();
    while (counts.kills < KILLS) {
      const out = join(dir, `${name}-${counts.studies}`);
      const server = await make();
      await server.start();
      try {
        await disturbed(server, out, counts);
      } finally {
        await server.remove();
      }
      counts.studies++;
      // Killed in the middle of writing, a worker leaves a file that nobody reads; failures would be set aside.
      expect(readdirSync(out)).not.toContain('failed');
      expect(readdirSync(out)).not.toContain('stopped.json');
      const tables = await Cluster.tables(out);
      for (const table of Object.keys(expected)) expect(tables[table] === expected[table], table).toBe(true);
      const checks = readdirSync(join(out, 'checks')).map((file) =>
        readFileSync(join(out, 'checks', file), 'utf8'),
      );
      counts.checks += checks.length;
      counts.different += checks.filter((text) => !text.includes('"same":true')).length;
      counts.seconds = Math.round((performance.now() - startMs) / 1000);
      rmSync(out, { recursive: true });
    }
    expect(counts.different).toBe(0);
  });
});

async function disturbed(server: Servers.Server, out: string, counts: Record<string, number>): Promise<void> {
  const lock = ['--lock', `${LOCK_S}`];
  const start = () => Cluster.start('worker', server.url, '--threads', '1', ...lock);
  const workers = Array.from({ length: WORKERS }, start);
  const argv = ['--seeds', SEEDS, '--runs-per-job', '8', '--recheck', '10', '--on', server.url, '--out', out];
  const watching = Cluster.start('study', SCENARIO, ...argv);
  let open = true;
  const ended = watching.ended.then((code) => {
    open = false;
    return code;
  });
  try {
    await Cluster.until(() => workers.some((worker) => worker.text().includes('runs in')), 120_000);
    for (let i = 0; open; i++) {
      // One worker stands still past its lock, wakes up and goes on as if nothing had been.
      if (i === 1) {
        workers[3]!.child.kill('SIGSTOP');
        setTimeout(() => workers[3]!.child.kill('SIGCONT'), 3000 * LOCK_S);
        counts.pauses!++;
      }
      if (i === 2) {
        await server.stop();
        await server.start();
        counts.restarts!++;
      }
      await Promise.race([Cluster.sleep(KILL_EVERY_MS), ended]);
      if (!open) break;
      const victim = i % (WORKERS - 1);
      workers[victim]!.child.kill('SIGKILL');
      counts.kills!++;
      workers[victim] = start();
    }
    expect([await ended, watching.text()]).toEqual([0, expect.stringContaining('finished: 400 of 400 runs')]);
  } finally {
    for (const { child } of workers) child.kill('SIGKILL');
    watching.child.kill('SIGKILL');
  }
}
