import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Unwind from '../index.js';
import * as Query from './Query.js';
import * as Store from './Store.js';

/* Against an S3-type server of another author. */
const dir = mkdtempSync(join(tmpdir(), 'unwind-s3-'));
const server = new S3rver({
  port: 0,
  directory: dir,
  silent: true,
  configureBuckets: [{ name: 'risk', configs: [] }],
});

beforeAll(async () => {
  const { port } = await server.run();
  process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${port}`;
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
}, 60_000);

afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

test('a bucket keeps, lists, replaces and removes', async () => {
  const store = await Store.open(Unwind, 's3://risk/a/study/');
  expect(await store.read('runs/x')).toBeUndefined();
  expect(await store.list('runs')).toEqual([]);
  for (const name of ['b', 'a', 'c']) await store.write(`runs/${name}`, Buffer.from(name));
  await store.write('runs/b', Buffer.from('new'));
  await store.write('runsmore/d', Buffer.from('d'));
  expect(await store.list('runs')).toEqual(['a', 'b', 'c']);
  expect(Buffer.from((await store.read('runs/b'))!).toString()).toBe('new');
  await store.remove('runs/c');
  expect(await store.list('runs')).toEqual(['a', 'b']);
  const other = await Store.open(Unwind, 's3://risk');
  expect(await other.list('a/study/runs')).toEqual(['a', 'b']);
});

test('an empty study in a bucket answers queries with no rows', async () => {
  const store = await Store.open(Unwind, 's3://risk/empty');
  expect(await Query.ask(Unwind, store, 'select seed, events from runs')).toEqual({
    names: ['seed', 'events'],
    rows: [],
  });
  await expect(Query.ask(Unwind, store, 'select nothing from runs')).rejects.toThrow(/SQL: found .*nothing/s);
});

test('a bucket that does not answer is a mistake', async () => {
  await expect(Store.open(Unwind, 's3://nobody/x')).rejects.toThrow(/expected a bucket that answers/);
  await expect(Store.open(Unwind, 's3://')).rejects.toThrow(/expected s3:\/\/bucket\/prefix/);
});
