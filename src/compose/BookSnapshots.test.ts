import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import { InputError } from '../format/InputError.js';
import * as Snapshot from '../format/snapshot/Snapshot.js';
import * as Load from './Load.js';

/* A world opens with a captured book: its levels, its tick and its lot as they were captured. */
const CAPTURED = {
  kind: 'book',
  source: 'test',
  time: '2026-01-01T00:00:00Z',
  clock: 'exchange',
  facts: { symbol: 'BTC/USDT', tick: 0.01, lot: 0.00001 },
  columns: ['side', 'price', 'size'],
  rows: ['bid,99.99,1.10513', 'bid,99.5,0.00002', 'ask,100.01,0.48471'],
};

function world(book: string, venue = ''): string {
  return [
    'title: captured',
    'about: A captured book.',
    'start: 2026-01-01T00:00:00Z',
    'end: 2026-01-01T00:10:00Z',
    'tables: { preset: leverage-tiers }',
    'assets:',
    '  - { id: USDT, class: dollar, price: 1 USD, decimals: 7, volatility: 0.1%, tiers: btcusdt, collateralWeight: 100% }',
    '  - { id: BTC, class: major, price: 100 USD, decimals: 5, volatility: 3%, tiers: btcusdt, collateralWeight: 80% }',
    `venues: [{ id: mini, preset: primer-exchange, indexWeights: { mini: 1 }${venue} }]`,
    `books: [{ market: "mini:BTC/USDT:spot", ${book} }]`,
    'planted: { only: true }',
  ].join('\n');
}

function load(text: string, snapshot = [...Snapshot.write(CAPTURED)].join('')) {
  const files = new Map([
    ['my/world.yaml', text],
    ['my/book.yaml', snapshot],
  ]);
  const packaged = Worlds.library();
  const library = {
    ...packaged,
    read: (folder: Parameters<typeof packaged.read>[0], name: string) =>
      name.endsWith('.yaml') ? files.get(name) : packaged.read(folder, name),
  };
  return Load.load(library, 'my/world.yaml', { sets: [], withs: [] });
}

function issue(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a book from a snapshot', () => {
  test('keeps its levels, its tick and its lot; the path counts from the file of the world', () => {
    const { scenario } = load(world('from: book.yaml'));
    expect(scenario.planted!.orders!.map(({ side, price, size }) => [side, price, size])).toEqual([
      ['buy', 99.99, 1.10513],
      ['buy', 99.5, 0.00002],
      ['sell', 100.01, 0.48471],
    ]);
    expect(scenario.venues[0]!.grids).toEqual({ 'BTC/USDT:spot': { tick: 0.01, lot: 0.00001 } });
  });

  test('is part of the digest: one size more is another world', () => {
    const rows = ['bid,99.99,1.10514', ...CAPTURED.rows.slice(1)];
    const other = [...Snapshot.write({ ...CAPTURED, rows })].join('');
    expect(load(world('from: book.yaml')).digest).not.toBe(load(world('from: book.yaml'), other).digest);
  });

  test('is rounded to the grid of the market where the file says so: sizes and bids down, asks up', () => {
    const grid = ', grids: { BTC/USDT:spot: { tick: 0.1, lot: 0.001 } }';
    const { scenario } = load(world('from: book.yaml, rounding: down', grid));
    expect(scenario.planted!.orders!.map(({ side, price, size }) => [side, price, size])).toEqual([
      ['buy', 99.9, 1.105],
      ['sell', 100.1, 0.484],
    ]);
  });

  test('on a coarser grid of the venue it is refused without "rounding"', () => {
    const grid = ', grids: { BTC/USDT:spot: { tick: 0.1, lot: 0.001 } }';
    expect(issue(() => load(world('from: book.yaml', grid)))).toMatch(/books\.0\.bids\.0\.0: found .*99\.99/);
  });

  test('what is missing, damaged, of another kind or stated twice is refused where it stands', () => {
    expect(issue(() => load(world('from: boook.yaml')))).toMatch(
      /my\/world\.yaml:10:\d+ books\.from: found no file "boook\.yaml"/,
    );
    expect(issue(() => load(world('from: book.yaml, shape: { price: 100, depth: 1k USD }')))).toContain(
      '"shape" beside "from"',
    );
    const text = [...Snapshot.write(CAPTURED)].join('');
    expect(issue(() => load(world('from: book.yaml'), text.replace('0.48471', '9.48471')))).toContain(
      'my/book.yaml:7:1 hash',
    );
    expect(issue(() => load(world('from: book.yaml'), text.replace('kind: book', 'kind: loans')))).toContain(
      'expected one of kind "book"',
    );
  });

  test('a book of another day is refused with the price to state', () => {
    const far = world('from: book.yaml').replace('price: 100 USD', 'price: 150 USD');
    expect(issue(() => load(far))).toContain(
      'found a book around 100, expected one around the opening price of BTC, 150',
    );
  });
});
