import type { Engine } from '../state/Engine.js';
import type { Aggressors } from '../state/Tally.js';

/**
 * Who moved the price of a base asset since the last mark, by side: a table of 24 causes and a remainder.
 * Keys above zero are journal ids; -1 - agent stands for ordinary flow of that agent's kind, 0 for the venue's own desks.
 */
const ROWS = 24;

export function create(assets: number): Aggressors {
  return {
    kinds: {},
    key: new Float64Array(assets * 2 * ROWS),
    usd: new Float64Array(assets * 2 * ROWS),
    count: new Int32Array(assets * 2),
    other: new Float64Array(assets * 2),
  };
}

/** Key of an agent's ordinary flow: one for all agents of its kind, so that many small ones leave room for causes. */
export function ordinary(engine: Engine, agent: number): number {
  const kind = engine.agentKinds[agent];
  if (kind === undefined) return 0;
  return (engine.tally.aggressors.kinds[kind] ??= -1 - agent);
}

/** Adds dollars taken from the book to a cause; a full table drops its smallest cause. Side 0 buy, 1 sell. */
export function note(table: Aggressors, asset: number, side: number, key: number, usd: number): void {
  const at = asset * 2 + side;
  const from = at * ROWS;
  const count = table.count[at]!;
  for (let row = from; row < from + count; row++) {
    if (table.key[row] === key) {
      table.usd[row] = table.usd[row]! + usd;
      return;
    }
  }
  const row = count === ROWS ? smallest(table, from) : from + count;
  if (count === ROWS) table.other[at] = table.other[at]! + table.usd[row]!;
  else table.count[at] = count + 1;
  table.key[row] = key;
  table.usd[row] = usd;
}

function smallest(table: Aggressors, from: number): number {
  let least = from;
  for (let row = from + 1; row < from + ROWS; row++) if (table.usd[row]! < table.usd[least]!) least = row;
  return least;
}

/** Old flow is halved each second and not dropped, so that a slow index can still be traced to its cause. */
export function fade(table: Aggressors, asset: number): void {
  for (let at = asset * 2; at < asset * 2 + 2; at++) {
    const from = at * ROWS;
    let kept = 0;
    for (let row = from; row < from + table.count[at]!; row++) {
      const usd = table.usd[row]! / 2;
      if (usd < 1) continue;
      table.key[from + kept] = table.key[row]!;
      table.usd[from + kept++] = usd;
    }
    table.count[at] = kept;
    table.other[at] = table.other[at]! / 2;
  }
}

export interface Share {
  readonly key: number;
  readonly share: number;
}

/** The eight largest causes on one side with their shares of all flow there; shares need not reach 1. */
export function largest(engine: Engine, asset: number, side: number): Share[] {
  const table = engine.tally.aggressors;
  const at = asset * 2 + side;
  const from = at * ROWS;
  const rows: { key: number; usd: number }[] = [];
  let total = table.other[at]!;
  for (let row = from; row < from + table.count[at]!; row++) {
    rows.push({ key: table.key[row]!, usd: table.usd[row]! });
    total += table.usd[row]!;
  }
  rows.sort((x, y) => y.usd - x.usd || x.key - y.key);
  return rows.slice(0, 8).map((row) => ({ key: row.key, share: total > 0 ? row.usd / total : 0 }));
}
