import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as Tiers from '../../src/mechanisms/margin/Tiers.js';
import { load } from './load.js';

type Table = {
  readonly contract: string;
  readonly source: string;
  readonly asOf: string;
  readonly tiers: readonly Tiers.Bracket[];
};

const file = new URL('../../scenarios/presets/leverage-tiers.yaml', import.meta.url);
const { source, asOf, ...tables } = parse(readFileSync(file, 'utf8')) as Record<string, Table>;

test('the preset as a whole has a source and a date', () => {
  expect([typeof source, typeof asOf]).toEqual(['string', 'string']);
});

test.each(Object.keys(tables))('%s is a margin table with source and date', (name) => {
  const table = tables[name]!;
  const tiers = Tiers.fromBrackets(table.tiers);
  expect(table.source).toMatch(/Binance|Hyperliquid/);
  expect(table.asOf).toMatch(/^20\d\d-\d\d/);
  for (let k = 0; k < tiers.floor.length; k++) {
    // A position at the highest leverage its bracket allows must not be liquidatable at once.
    expect(tiers.rate[k]!).toBeLessThan(1 / tiers.maxLeverage[k]!);
  }
});

test('BTCUSDT equals the published bracket table', () => {
  const { inp, out } = load('cex').take('cum recursion')[0]!;
  const tiers = Tiers.fromBrackets(tables.btcusdt!.tiers);
  expect([...tiers.floor]).toEqual(inp.brackets.map((b: number[]) => b[0]));
  expect([...tiers.rate]).toEqual(inp.brackets.map((b: number[]) => b[2]));
  tiers.cum.forEach((value, k) => {
    expect(value).toBeCloseTo(out[k], 4);
  });
});

test('Hyperliquid maintenance is half of the initial margin at the highest leverage', () => {
  const names = Object.keys(tables).filter((name) => name.startsWith('hyperliquid'));
  expect(names.length).toBeGreaterThan(3);
  for (const t of names.flatMap((name) => tables[name]!.tiers)) expect(t.rate).toBe(1 / (2 * t.maxLeverage));
});
