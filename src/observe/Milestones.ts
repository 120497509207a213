import type * as Journal from '../messages/Journal.js';

/** One kind of event at one place, accumulated row by row from the journal. */
export interface Milestone {
  readonly kind: Journal.Kind;
  /** Venue, protocol, issuer, chain or headline; '' where the kind has none. */
  readonly place: string;
  firstUs: number;
  lastUs: number;
  /** Journal id of the first row, and of the one with the most dollars. */
  readonly firstId: number;
  largestId: number;
  largestUsd: number;
  rows: number;
  usd: number;
  /** First stated reason, or what it is about where the kind says so. */
  readonly what: string;
}

export interface Milestones {
  readonly all: Map<string, Milestone>;
}

export function create(): Milestones {
  return { all: new Map() };
}

/** Takes one journal row. */
export function observe({ all }: Milestones, row: Journal.AnyRow): void {
  const { kind, id, atUs } = row;
  const place = row.venue ?? row.protocol ?? row.issuer ?? row.chain ?? row.headline ?? '';
  const key = `${kind} ${place}`;
  const usd = Math.abs(row.usd ?? row.seizedUsd ?? 0);
  let one = all.get(key);
  if (one === undefined) {
    const what = row.reason ?? row.vote ?? row.asset ?? row.collateral ?? '';
    one = {
      kind,
      place,
      firstUs: atUs,
      lastUs: atUs,
      firstId: id,
      largestId: id,
      largestUsd: usd,
      rows: 0,
      usd: 0,
      what,
    };
    all.set(key, one);
  }
  one.lastUs = atUs;
  one.rows++;
  one.usd += usd;
  if (usd <= one.largestUsd) return;
  one.largestUsd = usd;
  one.largestId = id;
}

/** In the order in which each kind first happened at its place. */
export function list({ all }: Milestones): Milestone[] {
  return [...all.values()].sort((a, b) => a.firstId - b.firstId);
}
