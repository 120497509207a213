import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as Files from '../src/cli/Files.js';
import * as NewCommand from '../src/cli/NewCommand.js';
import type { InputError } from '../src/format/InputError.js';
import * as Unwind from '../src/index.js';
import * as PositionDoor from '../src/position/PositionDoor.js';
import * as Repository from './cast/Repository.js';
import * as Worlds from './cast/Worlds.js';

/* The templates of `unwind new`, and the pages that lead through them, as written. */
const TEMPLATES = readdirSync(join(Files.SCENARIOS, 'templates')).map((file) => file.replace('.yaml', ''));
const page = Repository.text('docs/how-to/write-your-own-world.md');
const asking = Repository.text('docs/how-to/ask-about-a-position.md');
const blocks = (text: string, kind: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block]) => block!);

function create(name: string, from: string): string {
  let said = '';
  const terminal = { out: (text: string) => void (said += text), err: () => undefined };
  const context = { engine: Unwind, terminal, scenarios: Files.SCENARIOS };
  NewCommand.create(context as never, name, { from });
  return said;
}

function run(text: string): Unwind.Summary {
  const world = Unwind.build(
    Unwind.load(Worlds.library({ written: text }), 'written', { sets: [], withs: [] }),
    1,
  );
  while (!Unwind.advance(world, Number.POSITIVE_INFINITY, 1_000_000));
  return Unwind.summary(world);
}

describe.each(TEMPLATES)('template %s', (from) => {
  const folder = mkdtempSync(join(tmpdir(), 'own-world-'));
  const path = join(folder, 'mine.yaml');
  const said = create(path, from);
  const text = readFileSync(path, 'utf8');

  test('is one screen and begins with the line by which editors check it', () => {
    expect(said).toContain(`unwind run ${path}`);
    const [first] = text.split('\n');
    const target = /^# yaml-language-server: \$schema=(.+)$/.exec(first!)![1]!;
    expect(existsSync(join(folder, target))).toBe(true);
    expect(text.split('\n').length).toBeLessThan(60);
    expect(text.match(/left out/gi)!.length).toBeGreaterThan(1);
  });

  test('is valid, runs, and something happens in it', () => {
    const summary = run(text);
    expect(summary.conserved).toBe(true);
    expect(summary.wallMs).toBeLessThan(60_000);
    const fates = (summary.accounts ?? []).map(({ fate }) => fate);
    if (fates.length > 0) expect(fates).not.toEqual(fates.map(() => 'held'));
    else expect(summary.issuers![0]!.redeemed).toBeGreaterThan(0);
  }, 120_000);

  test('is not written over', () => {
    expect(() => create(path, from)).toThrow('the name of a file that does not exist');
  });
});

test('an unknown template is refused with the names of those that there are', () => {
  try {
    create(join(tmpdir(), 'never'), 'exchnge');
  } catch (error) {
    expect((error as InputError).issues[0]!.expected).toContain('exchange, lending, looped-dollar');
    return;
  }
  throw new Error('nothing was refused');
});

describe('docs/how-to/write-your-own-world.md', () => {
  const template = readFileSync(join(Files.SCENARIOS, 'templates', 'exchange.yaml'), 'utf8');
  const load = (text: string) =>
    Unwind.load(Worlds.library({ written: text }), 'written', { sets: [], withs: [] });

  test('its accounts and books fit the template', () => {
    const [accounts, books] = blocks(page, 'yaml');
    const own = template.replace(/^accounts:[\s\S]*$/m, `${accounts}${books}`);
    const world = Unwind.build(load(own), 1);
    expect(Unwind.summary(world).accounts![0]).toMatchObject({
      name: 'my-short',
      about: expect.stringContaining('short 300 FOO/USDT'),
    });
  });

  test('a mistake is told at its key', () => {
    const own = template.replace(
      /^accounts:[\s\S]*$/m,
      blocks(page, 'yaml')[0]!.replace('30_000 USD', '30_000 EUR'),
    );
    const [told] = blocks(page, 'text');
    try {
      load(own);
    } catch (error) {
      const { path, found } = (error as InputError).issues[0]!;
      expect(`${path}: found ${found}\n`).toBe(told);
      return;
    }
    throw new Error('nothing was refused');
  });
});

describe('docs/how-to/ask-about-a-position.md', () => {
  const ask = (name: string, text: string) =>
    PositionDoor.answer(PositionDoor.read(Worlds.library(), { file: { name, text }, flags: {} }));

  test('the line of a table', () => {
    const { size, levels, id } = ask('loop.csv', blocks(asking, 'csv')[0]!);
    // 0.93 x 12.5 / 9, and 9 / (0.93 x 12.5).
    expect(id).toBe('my-loop');
    expect(size.ratio).toBeCloseTo((0.93 * 12.5) / 9, 8);
    expect(levels[0]!.liquidation!.price).toBeCloseTo(9 / (0.93 * 12.5), 6);
  });

  test('a damaged table is refused at its line and column', () => {
    const broken = blocks(asking, 'csv')[0]!.replace('12.5', 'NaN');
    expect(() => ask('loop.csv', broken)).toThrow(/loop\.csv:2:20 size: found "NaN"/);
    expect(() => ask('loop.csv', broken.replace(',3%', ''))).toThrow(
      /loop\.csv:2:1: found 11 cells, expected 12/,
    );
    expect(() => ask('loop.csv', 'kind\n')).toThrow('no line below the keys');
  });

  test('the answer of an account, as the venue gives it', () => {
    const position = {
      coin: 'ETH',
      szi: '0.0335',
      entryPx: '2986.3',
      positionValue: '100.02765',
      unrealizedPnl: '-0.0134',
      marginUsed: '4.967826',
      maxLeverage: 50,
      leverage: { type: 'isolated', value: 20, rawUsd: '-95.059824' },
    };
    const account = {
      assetPositions: [{ position, type: 'oneWay' }],
      crossMarginSummary: { accountValue: '13104.514502' },
    };
    const { size, levels } = ask('state.json', JSON.stringify(account));
    expect(size.equityUsd).toBeCloseTo(4.967826, 8);
    // The venue says 2866.26936529.
    expect(levels[0]!.liquidation!.price).toBeCloseTo(2866.26937, 4);
    const two = { ...account, assetPositions: [{ position }, { position: { ...position, coin: 'BTC' } }] };
    expect(() => ask('state.json', JSON.stringify(two))).toThrow('add --id with one of eth, btc');
  });

  test('the long is planted as an account, with repairs beside it', () => {
    const inside = Unwind.load(Worlds.library(), 'oct-2025-lite', { sets: [], withs: [] });
    const given = { file: { name: 'long.yaml', text: blocks(asking, 'yaml')[0]! }, flags: {} };
    const subject = PositionDoor.read(Worlds.library(), given, inside);
    const { first, alone } = PositionDoor.plan(subject, 'oct-2025-lite');
    expect(alone).toEqual([]);
    expect(first.text).toContain(
      '{"id":"mine","on":"venue:a","cash":{"USDT":8740},"positions":{"ETH/USDT":{"side":"long","size":10,"entry":4370}}}',
    );
    expect(new Set(first.rungs.map(({ kind }) => kind))).toEqual(
      new Set(['add collateral', 'smaller position', 'another place']),
    );
    Unwind.load(Worlds.library({ planted: first.text }), 'planted', { sets: [], withs: [] });
  });
});
