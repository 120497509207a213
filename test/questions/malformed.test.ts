import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/format/InputError.js';
import * as Snapshot from '../../src/format/snapshot/Snapshot.js';
import * as ImportFile from '../../src/import/ImportFile.js';
import { IMPORTERS } from '../../src/import/Registry.js';
import * as Repository from '../cast/Repository.js';
import { SAMPLES, type Sample } from './Samples.js';

/* A sound file of every kind, and the same file broken in every way that files break. */
const dir = mkdtempSync(join(tmpdir(), 'unwind-import-'));
afterAll(() => rmSync(dir, { recursive: true }));
const MAP = `${Repository.ROOT}examples/questions/steth-v2.map.yaml`;
/** Ways in which one number breaks; each keeps the file's form. */
const NUMBERS = ['NaN', '-7', 'Infinity', 'abc', '1,5', '0x1F', '1e400', ''];

function broken({ text, number, twice, extra = [] }: Sample): [string, string][] {
  const inside = /^(\D*?)(-?[\d.]+)(\D*)$/s.exec(number)!;
  const put = (value: string) => text.replace(number, `${inside[1]}${value}${inside[3]}`);
  return [
    ['cut off', text.slice(0, Math.floor(text.length * 0.6))],
    ['cut off near its end', text.slice(0, -3)],
    ['empty', ''],
    ['another file', '<html>503 Service Unavailable</html>'],
    ...NUMBERS.map((value): [string, string] => [`number ${value || 'missing'}`, put(value)]),
    ['a row twice', text.replace(twice[0], twice[1])],
    ...extra.map(([name, from, to]): [string, string] => [name, text.replace(from, to)]),
  ];
}

function request(kind: string, text: string, index: number): ImportFile.Request {
  const importer = IMPORTERS.find(({ name }) => name === kind)!;
  const file = join(dir, `${kind}-${index}.${importer.format}`);
  writeFileSync(file, text);
  const isTimeless = /meta|tiers|^loans|^borrowers/.test(kind);
  return {
    kind,
    file,
    out: join(dir, `${kind}.yaml`),
    ...(importer.needs?.includes('symbol') ? { symbol: 'BTCUSDT' } : {}),
    ...(importer.needs?.includes('map') ? { map: MAP } : {}),
    ...(isTimeless ? { time: '2024-06-18T00:00:00Z' } : {}),
    ...(/^loans|^borrowers/.test(kind) ? { block: 'none' } : {}),
  };
}

describe('importers', () => {
  test('each kind has a sample here', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(IMPORTERS.map(({ name }) => name).sort());
  });

  test.each(Object.entries(SAMPLES))(
    '%s becomes a snapshot that is read back as it was',
    async (kind, { text }) => {
      const asked = request(kind, text, 0);
      const made = await ImportFile.run(asked);
      const read = Snapshot.read(asked.out, readFileSync(asked.out, 'utf8'), made.kind);
      expect(read).toMatchObject({
        rows: made.rows,
        columns: made.columns,
        time: made.time,
        clock: made.clock,
      });
      expect(read.rows.length).toBeGreaterThan(1);
      rmSync(asked.out);
    },
  );

  test('two hundred broken files are refused at row and column, and leave nothing behind', async () => {
    let count = 0;
    for (const [kind, sample] of Object.entries(SAMPLES))
      for (const [name, text] of broken(sample)) {
        count++;
        const asked = request(kind, text, count);
        const error = await ImportFile.run(asked).then(
          () => undefined,
          (one: unknown) => one,
        );
        expect([kind, name, error instanceof InputError ? 'refused' : String(error)]).toEqual([
          kind,
          name,
          'refused',
        ]);
        const [first] = (error as InputError).issues;
        const isWhole = name === 'empty' || name === 'another file';
        expect([kind, name, isWhole || /^row \d+, .+|^\S*\w\S*$|^heading, /.test(first!.path)]).toEqual([
          kind,
          name,
          true,
        ]);
        expect([kind, name, first!.line > 0 && first!.column > 0 && first!.remedy !== '']).toEqual([
          kind,
          name,
          true,
        ]);
      }
    expect(count).toBeGreaterThanOrEqual(200);
    expect(readdirSync(dir).filter((file) => /\.yaml$|\.part$/.test(file))).toEqual([]);
  });

  test('what is missing beside a file is asked for, and a snapshot that was edited is refused', async () => {
    const { text } = SAMPLES['hyperliquid-meta']!;
    const { time: _, ...timeless } = request('hyperliquid-meta', text, 900);
    await expect(ImportFile.run(timeless)).rejects.toThrow(/--time: found no time in the file/);
    const asked = request('loans', SAMPLES.loans!.text, 901);
    const { block: __, ...blockless } = asked;
    await expect(ImportFile.run(blockless)).rejects.toThrow(/--block: found no block in the file/);
    await ImportFile.run(asked);
    const edited = readFileSync(asked.out, 'utf8').replace('7000', '9000');
    expect(() => Snapshot.read(asked.out, edited)).toThrow(/hash: found the content of hash/);
    rmSync(asked.out);
  });

  test.skipIf(process.env.MILLION === undefined)('a million rows load in under 30 s and 2 GB', async () => {
    const rows = Array.from(
      { length: 500_000 },
      (_, i) => `a${i},ETH,${1 + (i % 97) / 7},0,,4000\na${i},USDC,0,${1000 + (i % 89)},,1\n`,
    );
    const asked = request('loans', `account,asset,collateral,debt,mode,price\n${rows.join('')}`, 999);
    const startMs = performance.now();
    const made = await ImportFile.run(asked);
    const read = Snapshot.read(asked.out, readFileSync(asked.out, 'utf8'));
    const seconds = (performance.now() - startMs) / 1000;
    const gigabytes = process.resourceUsage().maxRSS / 2 ** 20;
    console.log(`a million rows: ${seconds.toFixed(1)} s, ${gigabytes.toFixed(2)} GB at the most`);
    expect([made.rows.length, read.rows.length]).toEqual([500_000, 500_000]);
    expect(seconds).toBeLessThan(30);
    expect(gigabytes).toBeLessThan(2);
  });
});
