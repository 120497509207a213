import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from './Repository.js';

const FOLDER = join(ROOT, 'test', 'golden');

/**
 * Compares text with the file of that name in test/golden. A difference fails and leaves the new text beside it as
 * `<name>-changed`, to be looked at; `GOLDEN=update` takes it over.
 */
export function expectGolden(name: string, text: string): void {
  const path = join(FOLDER, name);
  const changed = path.replace(/(\.\w+)$/, '-changed$1');
  rmSync(changed, { force: true });
  if (process.env.GOLDEN === 'update') writeFileSync(path, text);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before !== text) writeFileSync(changed, text);
  expect(text, `${name} changed: compare ${name} with ${name.replace(/(\.\w+)$/, '-changed$1')}`).toBe(
    before,
  );
}
