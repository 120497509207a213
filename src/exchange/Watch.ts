import * as Box from '../mechanisms/margin/Box.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Venue } from '../state/Engine.js';

/**
 * The ordered index behind step 4 of "one event, end to end": margin accounts in boxes of prices. Columns are the
 * collateral prices of all assets, then the marks of the venue's perps.
 */
export function create(engine: Engine, venue: Venue): Box.Box {
  const marks = venue.perps.map((id) => engine.markets[id]!.mark!.mark);
  return Box.create([...venue.collateralUsd, ...marks], engine.accounts.agent.length);
}

/** Scratch: the columns of one account. */
const held: number[] = [];
/** A box of a third of the survivable move stays valid over several examinations. */
const SHARE = 1 / 3;

/**
 * Arms an account: it cannot be in breach while every price it depends on moves by less than `s`. `columns` is the hash
 * of what it holds (Assess); while it is unchanged and the box is valid, the account need not be read again.
 */
export function arm(engine: Engine, venue: Venue, account: number, columns: number, s: number): void {
  const { watch } = venue;
  if (Box.covers(watch, account, columns, s)) return;
  Box.rearm(watch, account, columns, s * SHARE);
  const count = columnsOf(engine, account);
  for (let i = 0; i < count; i++) Box.watch(watch, account, held[i]!, s * SHARE);
}

/** Fills `held` with the columns an account holds something in; gives their number. */
function columnsOf(engine: Engine, account: number): number {
  const { accounts, ledger } = engine;
  const { balance } = ledger;
  let count = 0;
  const cells = account * accounts.assets;
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    const at = cells + asset;
    if (
      isHeld(balance, accounts.cash[at]!) ||
      isHeld(balance, accounts.reserved[at]!) ||
      isHeld(balance, accounts.debt[at]!)
    )
      held[count++] = asset;
  }
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  )
    held[count++] = accounts.assets + local;
  return count;
}

/** Accounts whose box today's prices have left, ascending. */
export function due(engine: Engine, venue: Venue): Int32Array {
  const { watch } = venue;
  const found: number[] = [];
  for (let asset = 0; asset < venue.collateral.length; asset++)
    Box.move(watch, asset, venue.collateralUsd[asset]!, found);
  for (let local = 0; local < venue.perps.length; local++)
    Box.move(watch, venue.collateral.length + local, engine.feed.mark[venue.perps[local]!]!, found);
  Box.settle(watch, found);
  // Sorted as a column of numbers: no comparison is a call.
  return new Int32Array(found).sort();
}

function isHeld(balance: Float64Array, cell: number): boolean {
  return cell >= 0 && balance[cell] !== 0;
}
