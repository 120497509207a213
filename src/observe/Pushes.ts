import * as Journal from '../messages/Journal.js';
import type { Aggressor } from '../messages/JournalFields.js';

type Row = Pick<Journal.AnyRow, 'id' | 'cause' | 'kind' | 'aggressors' | 'remainder'>;

const WIDTH = Journal.CATEGORIES.length;
const NEWS = Journal.CATEGORIES.indexOf('news');
const ORDINARY = Journal.CATEGORIES.indexOf('ordinary flow');

/** Roles whose orders are forced: a price move caused by them counts as forced. */
const FORCING: ReadonlySet<Journal.Role> = new Set(['call', 'breach', 'forced', 'takeover']);

/** What the tree needs of a kind: the number of its category (-1: handed on) and whether its orders are forced. */
interface Part {
  readonly role: Journal.Role;
  readonly named: number;
  readonly isForcing: boolean;
}

/** Kinds that take part. Liquidations are no category: their effects are attributed to their triggers. */
const PARTS: ReadonlyMap<string, Part> = new Map(
  Journal.NAMES.flatMap((kind) => {
    const { role, category } = Journal.entry(kind);
    const named = category === undefined ? -1 : Journal.CATEGORIES.indexOf(category);
    return role === undefined ? [] : [[kind, { role, named, isForcing: FORCING.has(role) }]];
  }),
);

/** Columns with one slot per causal row. */
export interface Pushes {
  readonly slotOf: Map<number, number>;
  size: number;
  /** Shares by category that set this row off, WIDTH a slot, summing to one. */
  triggers: Float64Array;
  /** Category this row's own effects are booked under; -1: under its triggers. */
  named: Int8Array;
  /** Share of the last price push that was itself forced. */
  forced: Float64Array;
  /** Share attributed to news when causes are followed to their roots. */
  news: Float64Array;
  /** Mark moves between this row and its root. */
  generation: Int32Array;
  /** Journal id of the tree's root. */
  root: Float64Array;
  isForcing: Uint8Array;
  /** The row is itself a move of a mark or of a collateral price. */
  isMove: Uint8Array;
}

export function create(capacity = 1024): Pushes {
  return {
    slotOf: new Map(),
    size: 0,
    triggers: new Float64Array(capacity * WIDTH),
    named: new Int8Array(capacity),
    forced: new Float64Array(capacity),
    news: new Float64Array(capacity),
    generation: new Int32Array(capacity),
    root: new Float64Array(capacity),
    isForcing: new Uint8Array(capacity),
    isMove: new Uint8Array(capacity),
  };
}

function grow(pushes: Pushes): void {
  const wider = create(pushes.named.length * 2);
  wider.triggers.set(pushes.triggers);
  wider.named.set(pushes.named);
  wider.forced.set(pushes.forced);
  wider.news.set(pushes.news);
  wider.generation.set(pushes.generation);
  wider.root.set(pushes.root);
  wider.isForcing.set(pushes.isForcing);
  wider.isMove.set(pushes.isMove);
  const { slotOf, size } = pushes;
  Object.assign(pushes, wider, { slotOf, size });
}

/** The share of category number `category` in what set off the row in `slot`. */
export function trigger(pushes: Pushes, slot: number, category: number): number {
  return pushes.triggers[slot * WIDTH + category]!;
}

/** Books one row and returns its slot, or -1 for a kind that takes no part in cascades. */
export function add(pushes: Pushes, row: Row): number {
  const part = PARTS.get(row.kind);
  if (part === undefined) return -1;
  const { role, named, isForcing } = part;
  if (pushes.size === pushes.named.length) grow(pushes);
  const slot = pushes.size++;
  pushes.slotOf.set(row.id, slot);
  pushes.named[slot] = named;
  pushes.isForcing[slot] = isForcing ? 1 : 0;
  const isMove = role === 'push';
  pushes.isMove[slot] = isMove ? 1 : 0;
  const parent = parentOf(pushes, row);
  pushes.generation[slot] = generationOf(pushes, role, parent);
  pushes.root[slot] = parent < 0 ? row.id : pushes.root[parent]!;
  if (isMove && row.aggressors !== undefined) mix(pushes, slot, row);
  else if (parent >= 0) inherit(pushes, slot, parent, 1, isMove);
  else originate(pushes, slot, named, 1);
  return slot;
}

/** Every move of a mark or a collateral price is a step; so is a breach whose price move was not journaled. */
function generationOf(pushes: Pushes, role: Journal.Role, parent: number): number {
  const above = parent < 0 ? 0 : pushes.generation[parent]!;
  if (role === 'push') return above + 1;
  if (role !== 'call' && role !== 'breach') return above;
  return parent >= 0 && pushes.isMove[parent] === 1 ? Math.max(above, 1) : above + 1;
}

/** The row's cause; a mark move without a journaled one descends from its largest aggressor, if that beats the rest. */
function parentOf(pushes: Pushes, row: Row): number {
  const cause = pushes.slotOf.get(row.cause);
  if (cause !== undefined) return cause;
  const { aggressors = [], remainder = 0 } = row;
  let best = -1;
  let bestShare = remainder;
  for (const { origin, share } of aggressors) {
    if (share <= bestShare) continue;
    bestShare = share;
    best = pushes.slotOf.get(origin) ?? -1;
  }
  return best;
}

/** A mark move is attributed to its aggressors in proportion; the remainder is ordinary flow. */
function mix(pushes: Pushes, slot: number, row: Row): void {
  const { aggressors = [] } = row;
  const total = aggressors.reduce((sum, aggressor) => sum + aggressor.share, 0);
  const scale = total > 1 ? 1 / total : 1;
  for (const aggressor of aggressors) push(pushes, slot, aggressor, aggressor.share * scale);
  originate(pushes, slot, ORDINARY, Math.max(0, 1 - total));
}

function push(pushes: Pushes, slot: number, aggressor: Aggressor, share: number): void {
  const origin = pushes.slotOf.get(aggressor.origin);
  if (origin !== undefined) {
    inherit(pushes, slot, origin, share, true);
    return;
  }
  const part = PARTS.get(aggressor.kind);
  originate(pushes, slot, part?.named ?? ORDINARY, share);
  if (part?.isForcing) pushes.forced[slot]! += share;
}

/** `isPush`: the effect is a price move, so a forced cause makes it forced; within a liquidation nothing is added. */
function inherit(pushes: Pushes, slot: number, from: number, share: number, isPush: boolean): void {
  const named = pushes.named[from]!;
  if (named >= 0) pushes.triggers[slot * WIDTH + named]! += share;
  else for (let i = 0; i < WIDTH; i++) pushes.triggers[slot * WIDTH + i]! += share * trigger(pushes, from, i);
  pushes.news[slot]! += share * pushes.news[from]!;
  pushes.forced[slot]! += share * (isPush && pushes.isForcing[from] === 1 ? 1 : pushes.forced[from]!);
}

function originate(pushes: Pushes, slot: number, category: number, share: number): void {
  const known = category < 0 ? ORDINARY : category;
  pushes.triggers[slot * WIDTH + known]! += share;
  if (known === NEWS) pushes.news[slot]! += share;
}
