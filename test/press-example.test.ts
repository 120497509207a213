import { describe, expect, test } from 'vitest';
import * as Loop from '../src/mechanisms/lending/Loop.js';
import * as Repository from './cast/Repository.js';
import * as Worlds from './cast/Worlds.js';

/* docs/explanation/press-example.md, number by number. */
const text = Repository.text('docs/explanation/press-example.md');
const EQUITY = 100_000;
const press = Loop.exposure(0.8, 5);

function cellsOf(heading: string): string[][] {
  const lines = text.slice(text.indexOf(heading)).split('\n');
  const from = lines.findIndex((line) => line.startsWith('|---')) + 1;
  const rows = lines.slice(from, from + lines.slice(from).findIndex((line) => !line.startsWith('|')));
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const percent = (x: number, digits = 1) => `${(100 * x).toFixed(digits)} %`;
const dollars = (x: number) => Math.round(x).toLocaleString('en-US');
const fraction = (cell: string) => Number(cell.replace(' %', '')) / 100;
const turns = (cell: string) => (cell === '3.69' ? press : Number(cell));

test('size and falls', () => {
  expect(cellsOf('## Size and falls').map((cells) => cells[1])).toEqual([
    dollars(EQUITY * press),
    dollars(EQUITY * (press - 1)),
    press.toFixed(2),
    percent(Loop.fallToLiquidation(press, 0.83)),
    percent(Loop.fallToWipe(press, 1)),
    percent(Loop.fallToWipe(4, 1)),
    percent(Loop.fallToWipe(press, 1.03)),
  ]);
});

describe('yields', () => {
  /** Borrow rate at which a loop earns `net`: its net yield is linear in the rate. */
  const needed = (exposure: number, yieldRate: number, net: number) =>
    (Loop.netYield(exposure, yieldRate, 0) - net) / (exposure - 1);

  test.each(cellsOf('## Yields'))('%s at %s and %s needs %s', (claim, exposure, base, rate) => {
    expect(rate).toBe(percent(needed(turns(exposure!), fraction(base!), fraction(claim!)), 2));
  });

  test.each(cellsOf('Dollars cost'))('%s at %s earns %s', (exposure, base, net) => {
    expect(net).toBe(percent(Loop.netYield(turns(exposure!), fraction(base!), 0.06)));
  });

  test('exposures in the closing paragraph', () => {
    /** Exposure whose net yield is `net` at a borrow rate of 6 %. */
    const exposureFor = (yieldRate: number, net: number) => (net - 0.06) / (yieldRate - 0.06);
    const [low, high] = [0.12, 0.15].map((y) => [0.4, 0.5].map((net) => exposureFor(y, net).toFixed(2)));
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain(
      `need ${low!.join(' and ')} times at a base yield of 12 %, ${high!.join(' and ')} times`,
    );
    const limits = [0.903, 0.8].map((share) => Loop.exposureLimit(share).toFixed(2));
    expect(flat).toContain(`end at ${limits[0]} times, while 80 % end at ${limits[1]}`);
  });
});

test('the primer holds that loop: it opens to liquidation after 12.2 %, and 27.1 % leave less than the debt', () => {
  const world = Worlds.open('press-loop');
  const [row, ...others] = Worlds.finish(world).filter(({ kind }) => kind === 'lending-breach');
  expect(others).toEqual([]);
  expect(row!.atUs).toBeGreaterThan(40e6);
  expect(row!.atUs).toBeLessThan(80e6);
  expect(row!.debtUsd as number).toBeCloseTo(EQUITY * (press - 1), 0);
  expect(row!.collateralUsd as number).toBeCloseTo(0.878 * EQUITY * press, 0);
  const lending = world.engine.onchain.lendings[0]!;
  expect(lending.price[1]! * EQUITY * press).toBeLessThan(EQUITY * (press - 1));
});
