import * as Journal from '../messages/Journal.js';

/** Rows that take part in causes, one slot each, as columns: what a page needs to show why something happened. */
export interface Links {
  size: number;
  readonly slotOf: Map<number, number>;
  id: Float64Array;
  /** Journal id of the cause, or of the largest trader behind a move of a mark; 0 for none. */
  cause: Float64Array;
  atUs: Float64Array;
  usd: Float64Array;
  account: Float64Array;
  /** Places in `kinds` and `places`. */
  kind: Int32Array;
  place: Int32Array;
  readonly kinds: Journal.Kind[];
  readonly places: string[];
  readonly placeOf: Map<string, number>;
}

const COLUMNS = ['id', 'cause', 'atUs', 'usd', 'account'] as const;
const CODES = ['kind', 'place'] as const;

export function create(capacity = 1024): Links {
  const floats = () => new Float64Array(capacity);
  return {
    size: 0,
    slotOf: new Map(),
    id: floats(),
    cause: floats(),
    atUs: floats(),
    usd: floats(),
    account: floats(),
    kind: new Int32Array(capacity),
    place: new Int32Array(capacity),
    kinds: [...Journal.NAMES],
    places: [],
    placeOf: new Map(),
  };
}

/** Kinds without a part in the cascade tree that people ask the cause of. */
const ASKED: ReadonlySet<Journal.Kind> = new Set([
  'lending-breach',
  'lending-liquidation',
  'bad-debt',
  'loop-unwind',
  'redemption',
  'redeem-refused',
  'issuer-hole',
  'issuer-halt',
  'rail-halt',
  'reserve-exhausted',
  'terra-swap',
  'anchor-liquidation',
  'governance',
  'chain-halt',
  'chain-restart',
  'delisting',
]);

/** Takes one journal row. */
export function observe(links: Links, row: Journal.AnyRow): void {
  const kind = links.kinds.indexOf(row.kind);
  if (kind < 0 || (Journal.entry(row.kind).role === undefined && !ASKED.has(row.kind))) return;
  if (links.size === links.id.length) grow(links);
  const slot = links.size++;
  links.slotOf.set(row.id, slot);
  links.id[slot] = row.id;
  links.cause[slot] = row.cause > 0 ? row.cause : largest(row);
  links.atUs[slot] = row.atUs;
  links.usd[slot] = Math.abs(row.usd ?? row.seizedUsd ?? row.exposureUsd ?? 0);
  links.account[slot] = row.account ?? -1;
  links.kind[slot] = kind;
  links.place[slot] = placeOf(links, row);
}

function largest({ aggressors = [], remainder = 0 }: Journal.AnyRow): number {
  let [best, share] = [0, remainder];
  for (const one of aggressors)
    if (one.origin > 0 && one.share > share) [best, share] = [one.origin, one.share];
  return best;
}

function placeOf({ places, placeOf: known }: Links, row: Journal.AnyRow): number {
  const where = row.venue ?? row.protocol ?? row.issuer ?? row.chain ?? row.headline ?? '';
  const what = row.market ?? row.asset ?? row.collateral ?? row.vote ?? '';
  const words = [where, what === 'account' ? '' : what, row.reason ?? ''];
  const text = words.filter((word) => word !== '').join(' ');
  let place = known.get(text);
  if (place === undefined) {
    place = places.push(text) - 1;
    known.set(text, place);
  }
  return place;
}

function grow(links: Links): void {
  const length = links.id.length * 2;
  for (const name of COLUMNS) {
    const wider = new Float64Array(length);
    wider.set(links[name]);
    links[name] = wider;
  }
  for (const name of CODES) {
    const wider = new Int32Array(length);
    wider.set(links[name]);
    links[name] = wider;
  }
}
