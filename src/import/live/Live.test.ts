import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as ImportFile from '../ImportFile.js';

/* What `--live` reads: recorded answers, served on loopback. */
const BOOK = {
  coin: 'BTC',
  time: 1_769_000_000_000,
  levels: [[{ px: '89000.0', sz: '1.25', n: 3 }], [{ px: '89001.0', sz: '0.5', n: 1 }]],
};
const folder = mkdtempSync(join(tmpdir(), 'live-'));
let server: Server;
let url = '';
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      asked.push(`${request.url} ${body}`);
      response.statusCode = body.includes('l2Book') ? 200 : 422;
      response.end(JSON.stringify(BOOK));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const out = (name: string) => join(folder, name);
const read = (request: Partial<ImportFile.Request>) =>
  ImportFile.run({ kind: 'hyperliquid-book', live: 'BTC', url, out: out('never.yaml'), ...request });

describe('import --live', () => {
  test('reads a book as its file would hold it, and says where', async () => {
    const snapshot = await read({ out: out('book.yaml') });
    expect(asked).toEqual(['/info {"type":"l2Book","coin":"BTC"}']);
    expect(snapshot.rows).toEqual(['bid,89000.0,1.25', 'ask,89001.0,0.5']);
    expect(snapshot).toMatchObject({ time: '2026-01-21T12:53:20Z', clock: 'exchange' });
    expect(readFileSync(out('book.yaml'), 'utf8')).toContain(`source: ${JSON.stringify(snapshot.source)}`);
    expect(snapshot.source).toContain('/info {"type":"l2Book","coin":"BTC"}');
  });

  test('refuses what nobody answers, a status, a kind without a source, and a file beside it', async () => {
    await expect(read({ url: `${url.replace(/\d+$/, '1')}` })).rejects.toThrow(
      /--live: found no answer of http/,
    );
    await expect(read({ kind: 'hyperliquid-account', live: '0x0' })).rejects.toThrow('status 422');
    await expect(read({ kind: 'aave-users' })).rejects.toThrow(
      'a kind that can be read: hyperliquid-account',
    );
    await expect(read({ file: 'book.json' })).rejects.toThrow('beside the file book.json');
    await expect(read({ kind: 'ccxt-book', live: 'binance:BTC/USDT' })).rejects.toThrow('npm install ccxt');
    expect(readdirSync(folder)).toEqual(['book.yaml']);
  });
});
