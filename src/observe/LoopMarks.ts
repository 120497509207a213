import type { AnyRow } from '../messages/Journal.js';

/** Per account, the journal id of its first row of each kind. Rows of crowds are not recorded. */
export interface Marks {
  readonly called: Map<number, number>;
  /** Unwinds as announced, and those with something left to sell. */
  readonly announced: Map<number, number>;
  readonly unwound: Map<number, number>;
  readonly liquidated: Map<number, number>;
}

export function create(): Marks {
  return { called: new Map(), announced: new Map(), unwound: new Map(), liquidated: new Map() };
}

/** Takes one journal row; rows come in rising order of id. */
export function observe(marks: Marks, { id, kind, account, usd = 0 }: AnyRow): void {
  if (account === undefined) return;
  if (kind === 'margin-call') first(marks.called, account, id);
  else if (kind === 'liquidation' || kind === 'lending-liquidation') first(marks.liquidated, account, id);
  else if (kind === 'loop-unwind') {
    first(marks.announced, account, id);
    if (usd > 0) first(marks.unwound, account, id);
  }
}

function first(ids: Map<number, number>, account: number, id: number): void {
  if (!ids.has(account)) ids.set(account, id);
}
