import type * as Journal from '../messages/Journal.js';

/** An account, an isolated position or a loan that the scenario file plants by hand. */
export interface Planted {
  /** Its id in the file. */
  readonly name: string;
  readonly kind: 'account' | 'position' | 'loan';
  /** Venue, or lending protocol. */
  readonly venue: string;
  /** What it holds at the open, in words. */
  readonly about: string;
  /** Id in the journal. */
  readonly account: number;
  /** Number of identical accounts that it represents. */
  readonly accounts: number;
  /** The one collateral of a loan. */
  readonly pledged?: { readonly asset: string; readonly units: number };
}

/** What the journal says about one of them. Times in µs since the start, -1 for never. */
export interface Mine extends Planted {
  readonly startUsd: number;
  calledUs: number;
  liquidatedUs: number;
  /** Journal id of what happened to it: the place to trace from. */
  id: number;
  /** The mark behind it, and of which market. */
  market: string;
  price: number;
  closedUsd: number;
  /** Part of it that a position's first row announced, until rows of its orders state what was closed. */
  announcedUsd: number;
  deleveragedUs: number;
  /** Loss beyond its own collateral, by who bore it, dollars. */
  readonly payers: Record<string, number>;
  beyondUsd: number;
}

export interface Own {
  readonly by: Map<number, Mine>;
  /** Marks that triggered something, by journal id. Kept only if the scenario plants accounts. */
  readonly marks: Map<number, { readonly market: string; readonly price: number }>;
}

export function create(planted: readonly Planted[], equityUsd: (account: number) => number): Own {
  const blank = {
    calledUs: -1,
    liquidatedUs: -1,
    id: 0,
    market: '',
    price: 0,
    closedUsd: 0,
    announcedUsd: 0,
    deleveragedUs: -1,
    beyondUsd: 0,
  };
  const all = planted.map(
    (one): Mine => ({ ...one, ...blank, startUsd: equityUsd(one.account), payers: {} }),
  );
  return { by: new Map(all.map((one) => [one.account, one])), marks: new Map() };
}

const PAYERS = ['feesWithheld', 'insurance', 'backstop', 'adl', 'socialized', 'writtenOff'] as const;

/** Takes one journal row. */
export function observe({ by, marks }: Own, row: Journal.AnyRow): void {
  if (by.size === 0) return;
  const price = row.mark ?? row.price;
  if (price !== undefined) marks.set(row.id, { market: row.market ?? row.asset ?? '', price });
  const mine = by.get(row.account ?? -1);
  if (mine === undefined) return;
  const { atUs, kind } = row;
  if (kind === 'margin-call' && mine.calledUs < 0) mine.calledUs = atUs;
  else if (kind === 'liquidation') begin(mine, row, marks.get(row.cause));
  else if (kind === 'liquidation-order') {
    mine.closedUsd += (row.usd ?? 0) - mine.announcedUsd;
    mine.announcedUsd = 0;
  } else if (kind === 'takeover') lose(mine, row);
  else if (kind === 'adl') {
    if (mine.deleveragedUs < 0) mine.deleveragedUs = atUs;
    if (mine.id === 0) mine.id = row.id;
    mine.closedUsd += row.usd ?? 0;
  } else if (mine.kind === 'loan') lend(mine, row);
}

/** A loan that can be liquidated is called; it is liquidated once somebody does it. */
function lend(mine: Mine, row: Journal.AnyRow): void {
  const { kind, atUs, id } = row;
  if (kind === 'lending-breach' && mine.calledUs < 0) {
    mine.calledUs = atUs;
    if (mine.pledged === undefined) return;
    mine.market = mine.pledged.asset;
    mine.price = (row.collateralUsd ?? 0) / mine.pledged.units;
  } else if (kind === 'lending-liquidation') {
    if (mine.liquidatedUs < 0) {
      mine.liquidatedUs = atUs;
      mine.id = id;
    }
    mine.closedUsd += row.seizedUsd ?? 0;
  } else if (kind === 'bad-debt') {
    mine.beyondUsd += row.usd ?? 0;
    mine.payers.deficit = (mine.payers.deficit ?? 0) + (row.usd ?? 0);
  }
}

function begin(mine: Mine, row: Journal.AnyRow, mark: { market: string; price: number } | undefined): void {
  if (mine.liquidatedUs >= 0) return;
  mine.liquidatedUs = row.atUs;
  mine.id = row.id;
  mine.market = mark?.market ?? '';
  mine.price = mark?.price ?? 0;
  // An isolated position states its size when it begins, a margin account in its orders.
  if (mine.kind !== 'position') return;
  mine.announcedUsd = row.usd ?? 0;
  mine.closedUsd += mine.announcedUsd;
}

function lose(mine: Mine, row: Journal.AnyRow): void {
  const usd = row.usd ?? 0;
  mine.beyondUsd += usd;
  for (const payer of PAYERS) {
    const part = (usd * (row[payer] ?? 0)) / (row.lossAtoms || 1);
    if (part > 0) mine.payers[payer] = (mine.payers[payer] ?? 0) + part;
  }
}
