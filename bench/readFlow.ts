import { readFileSync } from 'node:fs';
import * as Flow from './flow.js';

const HEADER_BYTES = 16;
const RECORD_BYTES = 40;

/**
 * Messages of a binary file: a 16-byte header (ignored), then 40-byte little-endian records {type u8: 0 new, 1 cancel,
 * 2 replace; side u8: 0 buy; ioc u8; pad u8; qty u32; seq u64; order id u64; price i64; book i64}. Order ids and books
 * are numbered anew from 0 in order of appearance. Throws an Error that names the file, what was found and what to do.
 */
export function read(path: string): Flow.Flow {
  const file = load(path);
  const count = (file.length - HEADER_BYTES) / RECORD_BYTES;
  const ids = new Map<bigint, number>();
  const books = new Map<bigint, number>();
  const flow = Flow.create(count, 1);
  for (let i = 0; i < count; i++) {
    const at = HEADER_BYTES + i * RECORD_BYTES;
    const price = Number(file.readBigInt64LE(at + 24));
    Flow.push(
      flow,
      file.readUInt8(at),
      file.readUInt8(at + 1),
      file.readUInt8(at + 2),
      numbered(ids, file.readBigUInt64LE(at + 16)),
      numbered(books, file.readBigInt64LE(at + 32)),
      price,
      file.readUInt32LE(at + 4),
    );
  }
  return { ...flow, ids: ids.size, books: books.size };
}

function load(path: string): Buffer {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch (error) {
    throw new Error(
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code}); name an existing file`,
    );
  }
  const records = (file.length - HEADER_BYTES) / RECORD_BYTES;
  if (Number.isInteger(records) && records > 0) return file;
  throw new Error(
    `${path}: found ${file.length} bytes, expected ${HEADER_BYTES} and at least one record of ${RECORD_BYTES}; it is cut or no flow`,
  );
}

function numbered(seen: Map<bigint, number>, key: bigint): number {
  const known = seen.get(key);
  if (known !== undefined) return known;
  seen.set(key, seen.size);
  return seen.size - 1;
}
