import * as Csv from '../Csv.js';
import type { BorrowerMap } from './BorrowerMap.js';

/** Dollars of one asset, and of one unit of it. */
export interface Held {
  readonly asset: string;
  readonly priceUsd: number;
  readonly usd: number;
}

export interface Loan {
  /** '' outside any mode. */
  readonly mode: string;
  /** Units of each collateral, then of each debt. */
  readonly units: readonly string[];
  /** Collateral at its thresholds over debt. */
  readonly health: number;
  /** Share of the collateral that stands for it after the rounding of its average threshold; 1 for most. */
  readonly scale: number;
}

/** Averages are cut to whole basis points. */
const ROUNDING = 1.000001e-4;

/**
 * A loan whose health is its average threshold times collateral over debt. Where the row states an average, the parts
 * with a stated threshold keep their value, and the last part, which stands for all other assets, gets the value that
 * brings the same security at its own threshold. Undefined, and a finding, where no mode explains the average.
 */
export function resolve(
  table: Csv.Table,
  column: Csv.Column | undefined,
  map: BorrowerMap,
  { collateral, debt }: { readonly collateral: readonly Held[]; readonly debt: readonly Held[] },
): Loan | undefined {
  const owed = sum(debt);
  if (!(owed > 0)) return refuseDebt(table, map);
  const plain = { id: '', thresholds: map.thresholds };
  const averageBps = column === undefined ? undefined : Csv.number(table, column, { above: 0, max: 10_000 });
  if (averageBps === undefined) {
    const secured = collateral.reduce((all, { asset, usd }) => all + usd * (map.thresholds[asset] ?? 0), 0);
    return { mode: '', units: units([...collateral, ...debt]), health: secured / owed, scale: 1 };
  }
  if (Number.isNaN(averageBps)) return undefined;
  const secured = (sum(collateral) * averageBps) / 1e4;
  const stated = [
    plain,
    ...(map.modes ?? []).map((mode) => ({ ...mode, thresholds: { ...map.thresholds, ...mode.thresholds } })),
  ];
  const found = stated.flatMap((mode) => explain(collateral, mode, secured));
  // Nearest to its own value: the mode that leaves the last part as it was.
  const best = found.sort((x, y) => x.strain - y.strain)[0];
  if (best !== undefined)
    return {
      mode: best.mode,
      units: units([...best.collateral, ...debt]),
      health: secured / owed,
      scale: best.scale,
    };
  Csv.refuse(
    table,
    column!,
    `an average threshold of ${averageBps / 100}%`,
    'one that the thresholds of the map can give',
    'correct "thresholds" and "modes" of the map',
  );
  return undefined;
}

interface Explained {
  readonly mode: string;
  readonly collateral: readonly Held[];
  readonly scale: number;
  /** How far the last part had to move, as a share of all collateral. */
  readonly strain: number;
}

function explain(
  collateral: readonly Held[],
  { id, thresholds }: { readonly id: string; readonly thresholds: Readonly<Record<string, number>> },
  secured: number,
): Explained[] {
  const last = collateral.at(-1)!;
  const known = collateral.slice(0, -1);
  const own = known.reduce((all, { asset, usd }) => all + usd * (thresholds[asset] ?? 0), 0);
  const left = secured - own;
  const all = sum(collateral);
  if (left < 0 && left >= -ROUNDING * all && own > 0) {
    const scale = secured / own;
    const scaled = known.map((one) => ({ ...one, usd: one.usd * scale }));
    return [{ mode: id, collateral: [...scaled, { ...last, usd: 0 }], scale, strain: 1 - scale }];
  }
  const threshold = thresholds[last.asset] ?? 0;
  if (left < 0 || !(threshold > 0) || left > last.usd + ROUNDING * all) return [];
  const usd = left / threshold;
  return [
    { mode: id, collateral: [...known, { ...last, usd }], scale: 1, strain: Math.abs(usd - last.usd) / all },
  ];
}

function refuseDebt(table: Csv.Table, map: BorrowerMap): undefined {
  const part = Object.values(map.debt).at(-1)!;
  const name = 'rest' in part ? part.rest : part.units;
  Csv.refuse(
    table,
    Csv.column(table, name),
    'no debt',
    'a borrower who owes',
    'leave rows without debt out with "when"',
  );
  return undefined;
}

/** A smaller share of a loan's dollars is what rounding leaves. */
const DUST = 1e-12;

function sum(parts: readonly Held[]): number {
  return parts.reduce((all, { usd }) => all + usd, 0);
}

function units(parts: readonly Held[]): string[] {
  const all = sum(parts);
  return parts.map(({ usd, priceUsd }) => (usd > DUST * all ? String(usd / priceUsd) : '0'));
}
