import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { threadId } from 'node:worker_threads';
import * as Mistake from './Mistake.js';
import type { Store } from './Store.js';
import type { Engine } from './StudyDoor.js';

/** What a writer left unfinished lies here, and nobody reads it. */
const UNFINISHED = '.unfinished';
let count = 0;

/** Throws InputError for a folder that cannot be written. */
export async function open(engine: Engine, url: string): Promise<Store> {
  const root = resolve(url);
  try {
    make(join(root, UNFINISHED));
    const probe = join(root, UNFINISHED, ownName());
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const expected = 'a folder that can be written';
    throw Mistake.of(engine, '--out', (error as Error).message, expected, 'choose another --out');
  }
  return {
    url: root,
    list: (folder) => list(join(root, folder)),
    read: (path) => read(join(root, path)),
    write: (path, bytes) => write(root, path, bytes),
    remove: (path) => rm(join(root, path), { force: true }),
  };
}

async function list(folder: string): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).sort() : [];
}

async function read(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside and renamed: a process that ends in the middle leaves nothing under the name. */
async function write(root: string, path: string, bytes: Uint8Array): Promise<void> {
  const [beside, final] = [join(root, UNFINISHED, ownName()), join(root, path)];
  await writeFile(beside, bytes);
  await mkdir(dirname(final), { recursive: true });
  await rename(beside, final);
}

/** Distinct among the writers of one machine; two machines meet here on a shared file system, hence the time. */
function ownName(): string {
  return `${process.pid}-${threadId}-${Date.now()}-${count++}`;
}

/** Folder by folder: the recursive mkdir of Node 20 never returns under /proc. */
function make(dir: string): void {
  if (existsSync(dir)) return;
  if (dirname(dir) !== dir) make(dirname(dir));
  if (!existsSync(dir)) mkdirSync(dir);
}
