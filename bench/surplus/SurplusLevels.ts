import * as SurplusBoxes from './SurplusBoxes.js';
import * as SurplusHolders from './SurplusHolders.js';
import * as SurplusLists from './SurplusLists.js';

/**
 * Models:     which cross-margined accounts have fallen to their maintenance requirement, looking at few of the others.
 * Source:     none; the bound is elementary. Accounts lie in levels by surplus over gross position. All of a level share a
 *             box of prices at whose worst corner each of them has a surplus left; when a price leaves it, they are
 *             looked at one after the other and find new levels.
 * Units:      dollars, dollars per unit; weights in units.
 * Simplified: surplus is linear in prices within one bracket of the tiers: cash + sum of weight x price, with weight =
 *             signed size - size x maintenance rate, or amount x collateral ratio for collateral. A change of bracket,
 *             cash or size is a change of the account, which is armed anew.
 * Invariants: none
 *
 * Run by bench/margin.ts and test/twins/surplus.test.ts alone: see docs/decisions/0014-full-size.md for why the exchange
 * keeps its boxes (mechanisms/margin/Box).
 *
 * No rounding can hide a breach: a sum of products that are each rounded grows with each of them, so what is positive
 * with every price at its worse face is positive inside. Level 0 has no box: it is looked at every time.
 */
export interface SurplusLevels {
  readonly price: Float64Array;
  /** By account; positions of account a are rows from[a] to from[a + 1] - 1. */
  readonly cash: Float64Array;
  readonly from: Int32Array;
  readonly instrument: Uint16Array;
  /** Positive where a fall of the price hurts. */
  readonly weight: Float64Array;
  readonly holders: SurplusHolders.SurplusHolders;
  readonly boxes: SurplusBoxes.SurplusBoxes;
  readonly lists: SurplusLists.SurplusLists;
  /** Levels whose boxes have followed single instruments in the present `assess`. */
  readonly isRefit: Uint8Array;
  /** Level that is brought up to date in this `assess`, if that costs nothing. */
  turn: number;
  /** Accounts looked at so far. */
  looks: number;
}

/** A holder of an instrument lies far from the one before: as dear as so many entries of a list. */
const ENTRIES_PER_HOLDER = 32;
/** Entries that are looked at in no time. */
const NEARLY_NONE = 512;

/** Prices are positive, weights not 0; the tables are kept, not copied. The first `assess` looks at every account. */
export function create(
  price: Float64Array,
  cash: Float64Array,
  from: Int32Array,
  instrument: Uint16Array,
  weight: Float64Array,
): SurplusLevels {
  let longest = 1;
  for (let a = 0; a < cash.length; a++) longest = Math.max(longest, lengthOf(from, a));
  const lists = SurplusLists.create(cash.length, cash.length + weight.length, longest, SurplusBoxes.LEVELS);
  const holders = SurplusHolders.create(price.length, from, instrument);
  const boxes = SurplusBoxes.create(price);
  const isRefit = new Uint8Array(SurplusBoxes.LEVELS);
  const t = { price, cash, from, instrument, weight, holders, boxes, lists, isRefit, turn: 0, looks: 0 };
  for (let a = 0; a < cash.length; a++) record(t, a);
  return t;
}

/** Dollars above the maintenance requirement at the present prices. */
export function surplus(t: SurplusLevels, account: number): number {
  let sum = t.cash[account]!;
  for (let row = t.from[account]!; row < t.from[account + 1]!; row++)
    sum += t.weight[row]! * t.price[t.instrument[row]!]!;
  return sum;
}

/** Changes a price; `assess` looks at those whom it may have breached. */
export function move(t: SurplusLevels, instrument: number, price: number): void {
  t.price[instrument] = price;
}

/** Watches an account as it now is, at the present prices; false, and unwatched, when it has no surplus. */
export function arm(t: SurplusLevels, account: number): boolean {
  SurplusLists.forget(t.lists, account, lengthOf(t.from, account));
  if (surplus(t, account) <= 0) return false;
  record(t, account);
  return true;
}

/** Appends to `breached` the accounts that have no surplus since the last call; they are no longer watched until `arm`. */
export function assess(t: SurplusLevels, breached: number[]): void {
  const { lists, boxes } = t;
  SurplusBoxes.step(boxes, t.price);
  t.isRefit.fill(0);
  t.turn = 1 + (t.turn % (SurplusBoxes.LEVELS - 1));
  const swept = [0];
  const few = new Map<number, readonly number[]>();
  for (let level = 1; level < SurplusBoxes.LEVELS; level++) {
    const out = SurplusBoxes.outside(boxes, level);
    if (out.length > SurplusBoxes.FEW || isDue(t, level)) swept.push(level);
    else if (out.length > 0) few.set(level, out);
  }
  if (!follow(t, few)) swept.push(...few.keys());
  for (const level of swept) SurplusBoxes.open(boxes, level);
  const chunks = swept.map((level) => SurplusLists.take(lists, level));
  for (const first of chunks)
    for (let chunk = first; chunk >= 0; chunk = SurplusLists.release(lists, chunk)) sweep(t, chunk, breached);
}

/**
 * Whether a level is swept though nobody needs it: for its dead, or because its turn has come and it is nearly empty.
 * Otherwise a box that nobody leaves would keep the reaches of long ago, and those who belong there crowd below it.
 */
function isDue(t: SurplusLevels, level: number): boolean {
  if (level === t.turn && SurplusLists.entries(t.lists, level) < NEARLY_NONE) return true;
  return SurplusLists.isCrowded(t.lists, level);
}

/**
 * Lets boxes follow the few instruments that have left them (by level), and looks at the holders of those; false when
 * all accounts of the levels are sooner looked at.
 */
function follow(t: SurplusLevels, few: ReadonlyMap<number, readonly number[]>): boolean {
  const movers = new Set([...few.values()].flat());
  let worth = 0;
  for (const level of few.keys()) worth += SurplusLists.entries(t.lists, level);
  for (const instrument of movers) worth -= ENTRIES_PER_HOLDER * SurplusHolders.count(t.holders, instrument);
  if (worth < 0) return false;
  for (const [level, out] of few) {
    t.isRefit[level] = 1;
    for (const instrument of out) SurplusBoxes.openFor(t.boxes, level, instrument);
  }
  for (const instrument of movers) recall(t, instrument);
  return true;
}

/** Moves to level 0 those holders of an instrument whom the refitted box of their level no longer serves. */
function recall(t: SurplusLevels, instrument: number): void {
  const { lists, holders } = t;
  for (let k = holders.from[instrument]!; k < holders.from[instrument + 1]!; k++) {
    const account = holders.account[k]!;
    const start = lists.slot[account]!;
    if (start < 0) continue;
    const level = SurplusLists.levelAt(lists, start);
    if (t.isRefit[level] === 0) continue;
    t.looks += 1;
    const length = lengthOf(t.from, account);
    if (survives(t, start, start + length, level)) continue;
    SurplusLists.forget(lists, account, length);
    record(t, account);
  }
}

/** Looks at every account of a chunk. */
function sweep(t: SurplusLevels, chunk: number, breached: number[]): void {
  const { lists } = t;
  const { price, reach } = t.boxes;
  const end = lists.end[chunk]!;
  lists.tag[end] = SurplusLists.DEAD;
  for (let at = chunk * lists.span; at < end; ) {
    const { value, tag } = lists;
    const start = at;
    let sum = value[at]!;
    let gross = 0;
    for (let code = tag[++at]!; code >= 0; code = tag[++at]!) {
      sum += value[at]! * price[code >> 1]!;
      gross += Math.abs(value[at]! * reach[code >> 1]!);
    }
    if (tag[start] !== SurplusLists.DEAD) settle(t, start, at, sum, gross, breached);
  }
}

/** Finds the account of a record breached, or copies it to the highest level whose box it survives. */
function settle(
  t: SurplusLevels,
  start: number,
  end: number,
  sum: number,
  gross: number,
  breached: number[],
): void {
  t.looks += 1;
  if (sum <= 0) {
    const account = ~t.lists.tag[start]!;
    t.lists.slot[account] = -1;
    breached.push(account);
    return;
  }
  let level = SurplusBoxes.levelOf(sum / gross);
  while (level > 0 && !survives(t, start, end, level)) level--;
  SurplusLists.copy(t.lists, level, start, end);
}

/** Whether an account has a surplus with each price at the face of the level's box that is worse for it. */
function survives(t: SurplusLevels, start: number, end: number, level: number): boolean {
  const { value, tag } = t.lists;
  const { face, price } = t.boxes;
  const first = 2 * level * price.length;
  let sum = value[start]!;
  for (let at = start + 1; at < end; at++) sum += value[at]! * face[first + tag[at]!]!;
  return sum > 0;
}

/** Writes an account's record into level 0, to be looked at next time. */
function record(t: SurplusLevels, account: number): void {
  const { lists, from, instrument, weight } = t;
  let at = SurplusLists.room(lists, 0, lengthOf(from, account));
  lists.slot[account] = at;
  lists.value[at] = t.cash[account]!;
  lists.tag[at] = ~account;
  for (let row = from[account]!; row < from[account + 1]!; row++) {
    lists.value[++at] = weight[row]!;
    lists.tag[at] = 2 * instrument[row]! + (weight[row]! > 0 ? 0 : 1);
  }
}

/** Entries of an account's record. */
function lengthOf(from: Int32Array, account: number): number {
  return 1 + from[account + 1]! - from[account]!;
}
