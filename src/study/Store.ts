import * as FolderStore from './FolderStore.js';
import * as S3Store from './S3Store.js';
import type { Engine } from './StudyDoor.js';

/** Where a study's files are: a folder, or a bucket of an S3-type server. Paths inside have the form "folder/name". */
export interface Store {
  /** A folder's path, or "s3://bucket/prefix". */
  readonly url: string;
  /** Names in one folder, sorted; none where it does not exist. */
  list(folder: string): Promise<string[]>;
  /** Undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The file appears whole or not at all. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
}

/** Throws InputError for a place that cannot be written. */
export async function open(engine: Engine, url: string): Promise<Store> {
  return url.startsWith('s3://') ? S3Store.open(engine, url) : FolderStore.open(engine, url);
}
