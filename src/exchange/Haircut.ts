import * as Ledger from '../ledger/Ledger.js';
import * as Adl from '../mechanisms/liquidation/Adl.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Amount from '../units/Amount.js';
import * as Rounding from '../units/Rounding.js';
import * as Rows from './Rows.js';
import * as Winners from './Winners.js';

/** A hole that a failing position leaves: its account, its signed lots before they moved, and what is missing. */
export interface Hole {
  readonly account: number;
  readonly lots: number;
  readonly atoms: Amount.Atoms;
}

/**
 * Cuts the unrealized profit of winners on the other side, by the venue's policy, and pays it to `to`: a winner's cost
 * rises by its part, which the clearing account pays out at once. Positions stay. Returns atoms cut.
 */
export function cut(engine: Engine, market: Market, hole: Hole, to: number): Amount.Atoms {
  const winners = Winners.ranked(engine, market, hole);
  const profits = winners.map(({ profit }) => Math.max(0, Rounding.down(profit)));
  const parts = Adl.share(engine.venues[market.venue]!.adl, hole.atoms, profits);
  let total = 0;
  winners.forEach(({ id }, rank) => {
    const part = parts[rank]!;
    if (part === 0) return;
    raiseCost(engine, market, id, part);
    total += part;
  });
  if (total > 0) Ledger.post(engine.ledger, market.clearing, to, total);
  return Amount.atoms(total);
}

function raiseCost(engine: Engine, market: Market, id: number, atoms: number): void {
  if (id >= Accounts.CROWD_BASE) {
    const crowd = engine.crowds[market.crowd]!;
    const row = Accounts.rowOf(id);
    crowd.entry[row] = crowd.entry[row]! + atoms;
    Rows.arm(engine, market, crowd, row);
    return;
  }
  const { accounts } = engine;
  const at = id * accounts.width + market.local;
  Accounts.setPosition(accounts, id, market, accounts.lots[at]!, accounts.entry[at]! + atoms);
  Accounts.touch(engine, id);
}
