import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, type Gzip } from 'node:zlib';

/** A compressed journal being written; `done` settles when the last byte is on disk. */
export interface JournalFile {
  readonly gzip: Gzip;
  readonly done: Promise<void>;
}

export function open(path: string): JournalFile {
  const gzip = createGzip({ level: 4 });
  const done = pipeline(gzip, createWriteStream(path));
  // A failure surfaces in the next write or in close; until then it must not count as unhandled.
  done.catch(() => undefined);
  return { gzip, done };
}

/** Appends lines and waits while the disk is behind, so that memory stays flat. */
export async function write(file: JournalFile, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  if (file.gzip.destroyed) return file.done;
  if (!file.gzip.write(`${lines.join('\n')}\n`)) await Promise.race([once(file.gzip, 'drain'), file.done]);
}

export async function close(file: JournalFile): Promise<void> {
  file.gzip.end();
  await file.done;
}

/** Gives up the file: what was written is about to be removed. */
export async function abort(file: JournalFile): Promise<void> {
  file.gzip.destroy();
  await file.done.catch(() => undefined);
}

/** All lines of a journal, read whole. Rejects with a system error when the file is missing or damaged. */
export async function lines(path: string): Promise<Iterable<string>> {
  const parts: Buffer[] = [];
  await pipeline(createReadStream(path), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) parts.push(chunk);
  });
  return split(Buffer.concat(parts));
}

/** Lines one by one: a text of the whole journal may be longer than a string can be. */
function* split(bytes: Buffer): Iterable<string> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}
