import { z } from 'zod';
import type { Engine } from '../state/Engine.js';
import type * as Shown from '../state/Shown.js';
import type { Marks } from './LoopMarks.js';
import type { Producer } from './Producer.js';
import type { Gauge, Recorder, Standing } from './Recorder.js';
import { dollars, whole } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

const Row = z.object({
  place: z.string().meta({ description: 'venue or lending protocol' }),
  product: z
    .string()
    .meta({ description: 'loops by leverage at the open, whale, or collateral of a lending loop' }),
  collateral: z.string(),
  opened: whole('accounts at the open'),
  unwound: whole('accounts that sold some or all themselves and were never liquidated'),
  liquidated: whole('accounts liquidated'),
  stockUsd: dollars('collateral at the open'),
  stockLeftUsd: dollars('collateral at the end'),
  equityUsd: dollars('equity at the open'),
  equityLeftUsd: dollars('equity at the end, or when the holder took it away'),
  unwinds: whole('unwinds of second layers in the journal').optional(),
  calledBefore: whole("of these, after a margin call of the whale's first layer").optional(),
});

/** Its fields of the summary. */
export const fields = { loops: z.array(Row).optional() };

/** The producer of this subject, for the registry. */
export const producer: Producer = {
  key: 'loops',
  levels: (_, { loops }) => levels(loops),
  totals: (_, { loops }) => totals(loops),
  summary: ({ engine, recorder, marks }) => {
    const loops = summary(recorder, engine, marks);
    return loops ? { loops } : {};
  },
};

/**
 * Loops of a synthetic dollar under watch: those of margin accounts on venues, and those of positions on lending
 * protocols. A row stands for `weight` identical accounts.
 */
export interface Loops {
  readonly all: Loop[];
  /** Cumulative dollars at par by `<place>/<group>`: sold by their holders, and seized or sold by the venue. */
  readonly unwoundUsd: Record<string, number>;
  readonly forcedUsd: Record<string, number>;
}

interface Loop extends Shown.Loop {
  /** Dollars at the first look, and at the last one; equity is what was left before a holder carried it away. */
  stockUsd: number;
  openUsd: number;
  valueUsd: number;
  equityUsd: number;
  /** Atoms of the coin at the last look, when that was, and whether the venue was liquidating then. */
  atoms: number;
  lookedUs: number;
  wasForced: boolean;
}

const LIQUIDATING = 3;

const BLANK = {
  stockUsd: -1,
  openUsd: 0,
  valueUsd: 0,
  equityUsd: 0,
  atoms: 0,
  lookedUs: 0,
  wasForced: false,
};

export function create(shown: readonly Shown.Loop[]): Loops {
  return { all: shown.map((one) => ({ ...one, ...BLANK })), unwoundUsd: {}, forcedUsd: {} };
}

/** Looks at every loop: those on venues at each probe, positions at the end of a minute. */
export function look(loops: Loops, engine: Engine, gauge: Gauge, standing: Standing | undefined): void {
  for (const loop of loops.all) {
    if (loop.loan === undefined) lookAtVenue(loops, engine, loop, gauge);
    else if (standing === undefined) continue;
    else lookAtPosition(loop, loop.loan, standing);
    if (loop.stockUsd >= 0) continue;
    loop.stockUsd = loop.valueUsd;
    loop.openUsd = loop.equityUsd;
  }
}

function lookAtVenue(
  loops: Loops,
  { accounts, ledger, assets, kernel }: Engine,
  loop: Loop,
  gauge: Gauge,
): void {
  const { account, asset } = loop;
  const isForced = accounts.state[account] === LIQUIDATING;
  const isHit = isForced || loop.wasForced || accounts.liquidatingUs[account]! > loop.lookedUs;
  const at = account * accounts.assets + asset;
  const atomsOf = (cell: number) => (cell < 0 ? 0 : ledger.balance[cell]!);
  const atoms = atomsOf(accounts.cash[at]!) + atomsOf(accounts.reserved[at]!);
  const key = `${loop.place}/${loop.group}`;
  const into = isHit ? loops.forcedUsd : loops.unwoundUsd;
  if (loop.stockUsd >= 0)
    into[key] = (into[key] ?? 0) + Math.max(0, loop.atoms - atoms) / assets[asset]!.unit;
  const { gross, equity } = gauge([account]);
  loop.valueUsd = gross;
  // Equity that an unwound whale moved to its first layer counts as left; equity taken by a liquidation does not.
  const isCarried = gross === 0 && Math.abs(equity) < 1 && !isHit;
  if (!isCarried) loop.equityUsd = equity;
  loop.atoms = atoms;
  loop.lookedUs = kernel.nowUs;
  loop.wasForced = isForced;
}

function lookAtPosition(
  loop: Loop,
  { lending, position }: NonNullable<Loop['loan']>,
  standing: Standing,
): void {
  const { collateral, debt } = standing(lending, position);
  loop.valueUsd = collateral;
  loop.equityUsd = collateral - debt;
}

/** Below this share of its stock a loop counts as ended; below this equity per dollar its leverage is not computed. */
const OVER = 0.05;
const GONE = 0.02;

/** Leverage of the loops that still exist, by place and group; NaN where no loop or no equity is left. */
export function levels({ all }: Loops): [name: string, value: number][] {
  return groups(all).map(([key, loops]) => {
    const standing = loops.filter(({ valueUsd, stockUsd }) => valueUsd > OVER * stockUsd);
    const value = sum(standing, ({ valueUsd }) => valueUsd);
    const equity = sum(standing, ({ equityUsd }) => equityUsd);
    return [`loopLeverage/${key}`, equity > GONE * value ? value / equity : Number.NaN];
  });
}

/** Dollars since the start, of loops on venues. Lending protocols count their own. */
export function totals({ all, unwoundUsd, forcedUsd }: Loops): [name: string, value: number][] {
  const venues = groups(all.filter(({ loan }) => loan === undefined));
  return venues.flatMap(([key]): [string, number][] => [
    [`loopUnwoundUsd/${key}`, unwoundUsd[key] ?? 0],
    [`loopForcedUsd/${key}`, forcedUsd[key] ?? 0],
  ]);
}

/** The summary's `loops`: what became of them by product; undefined in a world without. */
export function summary({ loops }: Recorder, engine: Engine, marks: Marks): Summary['loops'] {
  const all = loops.all.filter(({ stockUsd }) => stockUsd > 0);
  if (all.length === 0) return undefined;
  return groups(all, (loop) => `${loop.place}/${loop.group}/${classOf(loop)}`).map(([, rows]) => {
    const [one] = rows;
    const accounts = (is: (loop: Loop) => boolean) => sum(rows.filter(is), ({ weight }) => weight);
    const announced = rows.filter(({ account }) => marks.announced.has(account));
    return {
      place: one!.place,
      product: one!.group === 'loop' ? `loop ${classOf(one!)}` : one!.group,
      collateral: engine.assets[one!.asset]!.symbol,
      opened: accounts(() => true),
      unwound: accounts((loop) => outcome(loop, marks) === 'unwound'),
      liquidated: accounts((loop) => outcome(loop, marks) === 'liquidated'),
      stockUsd: sum(rows, ({ stockUsd }) => stockUsd),
      stockLeftUsd: sum(rows, ({ valueUsd }) => valueUsd),
      equityUsd: sum(rows, ({ openUsd }) => openUsd),
      equityLeftUsd: sum(rows, ({ equityUsd }) => equityUsd),
      ...(one!.first >= 0 && {
        unwinds: announced.length,
        calledBefore: announced.filter((loop) => isCalledBefore(loop, marks)).length,
      }),
    };
  });
}

/** Leverage at the open, which decides at what price a loop breaks. */
function classOf({ group, stockUsd, openUsd }: Loop): string {
  if (group !== 'loop') return '';
  const leverage = stockUsd / openUsd;
  return leverage < 3.5 ? 'below 3.5x' : leverage < 4 ? 'of 3.5x to 4x' : 'of 4x and more';
}

/** A loop that was ever liquidated counts as liquidated, even if its holder had sold part of it before. */
function outcome(loop: Loop, { liquidated, unwound }: Marks): 'liquidated' | 'unwound' | 'held' {
  if (liquidated.has(loop.account)) return 'liquidated';
  const debt = loop.valueUsd - loop.equityUsd;
  const isRepaid = loop.loan !== undefined && debt < 0.99 * (loop.stockUsd - loop.openUsd);
  return unwound.has(loop.account) || isRepaid ? 'unwound' : 'held';
}

function isCalledBefore({ account, first }: Loop, { called, announced }: Marks): boolean {
  return (called.get(first) ?? Number.POSITIVE_INFINITY) < announced.get(account)!;
}

function groups(
  all: readonly Loop[],
  keyOf = (loop: Loop) => `${loop.place}/${loop.group}`,
): [key: string, loops: Loop[]][] {
  const by: Record<string, Loop[]> = {};
  for (const loop of all) (by[keyOf(loop)] ??= []).push(loop);
  return Object.keys(by)
    .sort()
    .map((key) => [key, by[key]!]);
}

function sum(loops: readonly Loop[], of: (loop: Loop) => number): number {
  return loops.reduce((total, loop) => total + of(loop), 0);
}
