import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Cluster from '../cast/Cluster.js';
import * as Servers from '../cast/Servers.js';

/* Studies on real servers, in a short form; `npm run test:cluster` is the long one. Skipped where a server is not installed. */
const SCENARIO = 'isolated-liquidation';
const SEEDS = '1..24';
const dir = mkdtempSync(join(tmpdir(), 'unwind-queue-'));
const alone = join(dir, 'alone');
let expected: Record<string, string>;

const servers = [
  { name: 'Redis (redis-server)', installed: Servers.redisProgram(), make: Servers.redis },
  { name: 'PostgreSQL (postgresql)', installed: Servers.postgresFolder(), make: Servers.postgres },
];

beforeAll(async () => {
  await Cluster.run('study', SCENARIO, '--seeds', SEEDS, '--workers', '1', '--out', alone);
  expected = await Cluster.tables(alone);
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each(servers)('$name', ({ name, installed, make }) => {
  let server: Servers.Server;
  const workers: Cluster.Running[] = [];
  const worker = (...more: string[]) => {
    const one = Cluster.start('worker', server.url, '--threads', '1', '--lock', '1', ...more);
    workers.push(one);
    return one;
  };
  const study = (out: string, ...more: string[]) => [
    'study',
    SCENARIO,
    '--on',
    server.url,
    '--out',
    out,
    ...more,
  ];

  beforeAll(async () => {
    if (installed === undefined) return;
    server = await make();
    await server.start();
  }, 60_000);

  afterAll(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await server?.remove();
  }, 60_000);

  test.skipIf(installed === undefined)(
    'two workers, one of them killed at work: equal tables, nothing lost, nothing twice, parts run again elsewhere',
    async () => {
      const out = join(dir, name);
      worker();
      const victim = worker();
      await Cluster.until(() => victim.text().includes('waits at'));
      const argv = study(out, '--seeds', SEEDS, '--runs-per-job', '2', '--recheck', '30');
      const watching = Cluster.start(...argv);
      await Cluster.until(() => victim.text().includes('runs in'));
      victim.child.kill('SIGKILL');
      expect([await watching.ended, watching.text()]).toEqual([0, expect.stringContaining('24 of 24 runs')]);
      expect(await Cluster.tables(out)).toEqual(expected);
      expect(readdirSync(join(out, 'checks')).length).toBeGreaterThan(0);
      // The queue is empty now; the same command finds all of it done.
      expect(await Cluster.run(...argv)).toContain('24 of 24 runs are finished, 0 to run');
    },
  );

  test.skipIf(installed === undefined)(
    'a job three times as long as its lock runs once: the simulation does not keep its worker from renewing it',
    async () => {
      const out = join(dir, `${name}-long`);
      const [first, second] = [worker(), worker()];
      await Cluster.until(() => [first, second].every((one) => one.text().includes('waits at')));
      // At least 2 ms a run: longer than three times the lock of a second, on a fast machine too.
      await Cluster.run(...study(out, '--seeds', '1..6143', '--runs-per-job', '6144', '--recheck', '0'));
      const said = workers.map((one) => one.text()).join('');
      const jobs = said.match(/-1-6143: 6143 runs in [\d.]+ s/g) ?? [];
      expect(jobs).toHaveLength(1);
      expect(Number(/in ([\d.]+) s/.exec(jobs[0]!)![1])).toBeGreaterThan(3);
      expect(said).not.toContain('failed');
    },
  );
});

test.skipIf(Servers.redisProgram() === undefined)(
  'a submitter may leave and come back; a worker of another version does nothing; a lost queue is filled again',
  async () => {
    const server = await Servers.redis();
    await server.start();
    const out = join(dir, 'left');
    const argv = [
      'study',
      SCENARIO,
      '--seeds',
      SEEDS,
      '--runs-per-job',
      '4',
      '--on',
      server.url,
      '--out',
      out,
    ];
    try {
      const first = Cluster.start(...argv);
      await Cluster.until(() => first.text().includes('0 of 24 runs done'));
      first.child.kill('SIGINT');
      expect(await first.ended).toBe(130);
      expect(first.text()).toContain('the same command looks on; workers go on meanwhile');
      // Every job is gone with the server's memory.
      await server.stop();
      await server.start();
      const second = Cluster.start(...argv);
      const worker = Cluster.start('worker', server.url, '--threads', '2', '--leave-after', '60');
      expect([await second.ended, second.text()]).toEqual([0, expect.stringContaining('24 of 24 runs')]);
      worker.child.kill('SIGINT');
      expect(await worker.ended).toBe(0);
      expect(await Cluster.tables(out)).toEqual(expected);
    } finally {
      await server.remove();
    }
  },
);
