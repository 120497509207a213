import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import * as Repository from './Repository.js';

/** A browser of this machine; undefined where none is installed. */
export const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** Where the engine's packages have their modules for browsers. */
const IMPORTS = {
  yaml: '/packages/yaml/browser/index.js',
  zod: '/packages/zod/index.js',
  'simple-statistics': '/packages/simple-statistics/dist/simple-statistics.mjs',
};
const HTML = `<!doctype html><title>unwind</title><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;

/**
 * Runs an expression in an empty page of a headless browser and returns its value. The page finds the compiled sources
 * below /dist, the scripts below /scripts, and what the engine imports by name, all on loopback.
 */
export async function evaluate(dist: string, expression: string): Promise<unknown> {
  const roots = {
    dist,
    scripts: join(Repository.ROOT, 'scripts'),
    packages: join(Repository.ROOT, 'node_modules'),
  };
  const server = createServer(({ url = '/' }, response) => {
    const [, root, ...rest] = normalize(url).split('/');
    const file = Object.hasOwn(roots, root!) && join(roots[root as keyof typeof roots], ...rest);
    if (url !== '/' && (!file || !existsSync(file))) return void response.writeHead(404).end();
    const type = url === '/' ? 'text/html' : 'text/javascript';
    response.writeHead(200, { 'content-type': type }).end(file ? readFileSync(file) : HTML);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({ executablePath: BROWSER!, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await page.evaluate(expression);
  } finally {
    await browser.close();
    server.close();
  }
}
