import { PLUGS } from '../plugs/Plugs.js';
import * as Patch from './Patch.js';

/** When a change of a scenario can first matter. Until then, both scenarios give the same run. */
export interface Onset {
  /** Simulated µs since the start; Infinity where only `row` says when. */
  readonly atUs: number;
  /** Kind of journal row that comes before anything reads what was changed. */
  readonly row?: string;
}

/** The fee of the next block is public a block before it; what comes later is nobody's knowledge. */
const CONGESTION = 'chain.congestion';
/** Lists of items that are read from the time on which they are stated, and not before. */
const DATED: readonly string[] = [
  'news',
  'rails.windows',
  CONGESTION,
  ...PLUGS.flatMap(({ name, dated }) => dated.map((list) => `${name}.${list}`)),
];
/** Which accounts bear a takeover, and in which order: read at a takeover. */
const AT_TAKEOVER = /^venues\.\d+\.adl\.(policy|rank)(\.|$)/;
/** Told to readers and read by nobody. */
const TOLD = /^(title|about|expect)(\.|$)/;

/** A validated scenario, read as plain data. */
export interface Dated {
  readonly start: number;
  readonly [section: string]: unknown;
}

interface Item {
  readonly id: string;
  readonly from?: number;
  readonly at?: number;
  readonly to?: number;
}

/**
 * The onset of the difference between two validated scenarios of one start; undefined where it matters from the opening,
 * or where nothing says when it begins to matter.
 */
export function of(base: Dated, changed: Dated): Onset | undefined {
  let atMs = Number.POSITIVE_INFINITY;
  let row: string | undefined;
  for (const path of Patch.differences(base, changed, '').map((text) => text.slice(1))) {
    const list = DATED.find((name) => path === name || path.startsWith(`${name}.`));
    if (list !== undefined)
      atMs = Math.min(atMs, first(itemsOf(base, list), itemsOf(changed, list)) - aheadMs(base, list));
    else if (AT_TAKEOVER.test(path)) row = 'takeover';
    else if (!TOLD.test(path)) return undefined;
  }
  const atUs = (atMs - base.start) * 1000;
  if (!(atUs > 0)) return undefined;
  return row === undefined ? { atUs } : { atUs, row };
}

/** The earliest beginning of an item that one list has and the other has not. */
function first(base: readonly Item[], changed: readonly Item[]): number {
  const lacks = (list: readonly Item[], item: Item) => !list.some((one) => Patch.same(one, item));
  const differing = [
    ...base.filter((item) => lacks(changed, item)),
    ...changed.filter((item) => lacks(base, item)),
  ];
  const all = [...base, ...changed];
  return Math.min(...differing.map((item) => reached(all, beginOf(item))));
}

/** How long before its time an item is looked at. */
function aheadMs(scenario: Dated, list: string): number {
  if (list !== CONGESTION) return 0;
  const { block = 0 } = (scenario.chain ?? {}) as { readonly block?: number };
  return (block / 1000) * 2;
}

/** Halts that follow each other are read as one: a window can matter from the beginning of the one before it. */
function reached(all: readonly Item[], from: number): number {
  const before = all
    .filter((item) => beginOf(item) < from && (item.to ?? beginOf(item)) >= from)
    .map(beginOf);
  return before.length === 0 ? from : reached(all, Math.min(...before));
}

function beginOf({ from, at }: Item): number {
  return from ?? at ?? Number.NEGATIVE_INFINITY;
}

function itemsOf(scenario: unknown, list: string): readonly Item[] {
  let value = scenario;
  for (const key of list.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return Array.isArray(value) ? value : [];
}
