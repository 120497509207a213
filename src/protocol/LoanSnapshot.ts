import { InputError } from '../format/InputError.js';
import * as Snapshot from '../format/snapshot/Snapshot.js';

/** A loan: units by asset. */
export interface Loan {
  readonly account: string;
  readonly mode: string;
  readonly collateral: Readonly<Record<string, number>>;
  readonly debt: Readonly<Record<string, number>>;
}

/** Loans of a snapshot, with the prices in dollars and the thresholds that its source used. */
export interface Loans {
  readonly hash: string;
  readonly source: string;
  readonly time: string;
  readonly clock: string;
  readonly loans: readonly Loan[];
  /** By asset; empty where the snapshot tells none. */
  readonly prices: Readonly<Record<string, number>>;
  /** By "asset" or "mode.asset". */
  readonly thresholds: Readonly<Record<string, number>>;
}

/** Throws InputError for a snapshot of another kind, a damaged one, or a cell that is no number. */
export function read(file: string, text: string): Loans {
  const { hash, source, time, clock, facts, columns, rows, line } = Snapshot.read(file, text, 'loans');
  const [account, mode] = [columns.indexOf('account'), columns.indexOf('mode')];
  const sides = { collateral: named(columns, 'collateral.'), debt: named(columns, 'debt.') };
  const loans = rows.map((row, i): Loan => {
    const cells = row.split(',');
    const units = (side: readonly Column[]) =>
      Object.fromEntries(
        side.flatMap(({ asset, at }) => {
          const value = Number(cells[at]);
          if (!(value >= 0)) throw refuse(file, line + i, `row ${i + 1}, ${columns[at]!}`, cells[at] ?? '');
          return value > 0 ? [[asset, value]] : [];
        }),
      );
    return {
      account: cells[account]!,
      mode: mode < 0 ? '' : cells[mode]!,
      collateral: units(sides.collateral),
      debt: units(sides.debt),
    };
  });
  return {
    hash,
    source,
    time,
    clock,
    loans,
    prices: facing(facts, 'price.'),
    thresholds: facing(facts, 'threshold.'),
  };
}

interface Column {
  readonly asset: string;
  readonly at: number;
}

function named(columns: readonly string[], prefix: string): Column[] {
  return columns.flatMap((name, at) =>
    name.startsWith(prefix) ? [{ asset: name.slice(prefix.length), at }] : [],
  );
}

function facing(facts: Readonly<Record<string, string | number>>, prefix: string): Record<string, number> {
  const all = Object.entries(facts).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(all.map(([key, value]) => [key.slice(prefix.length), Number(value)]));
}

function refuse(file: string, line: number, path: string, found: string): InputError {
  const remedy = 'import it again: a snapshot is not edited by hand';
  return new InputError([
    { file, path, line, column: 1, found: JSON.stringify(found), expected: 'units, at least 0', remedy },
  ]);
}
