import * as Box from '../../mechanisms/margin/Box.js';
import type { Engine, Venue } from '../Engine.js';

/**
 * The ordered index behind step 4 of "one event, end to end": margin accounts in boxes of prices. Columns are the
 * collateral prices of all assets, then the marks of the venue's perps.
 */
export function create(engine: Engine, venue: Venue): Box.Box {
  const marks = venue.perps.map((id) => engine.markets[id]!.mark!.mark);
  return Box.create([...venue.collateralUsd, ...marks], engine.accounts.agent.length);
}

/** Arms an account: nothing can happen to it while every price it depends on moves by less than `s`. */
export function arm(engine: Engine, venue: Venue, account: number, s: number): void {
  const { accounts } = engine;
  const { watch } = venue;
  Box.disarm(watch, account);
  const cells = account * accounts.assets;
  for (let asset = 0; asset < accounts.assets; asset++) {
    const at = cells + asset;
    if (
      holds(engine, accounts.cash[at]!) ||
      holds(engine, accounts.reserved[at]!) ||
      holds(engine, accounts.debt[at]!)
    )
      Box.watch(watch, account, asset, s);
  }
  const positions = account * accounts.width;
  for (let local = 0; local < venue.perps.length; local++)
    if (accounts.lots[positions + local] !== 0) Box.watch(watch, account, accounts.assets + local, s);
}

/** Accounts whose box today's prices have left, ascending. */
export function due(engine: Engine, venue: Venue): number[] {
  const { watch } = venue;
  const found: number[] = [];
  for (let asset = 0; asset < venue.collateral.length; asset++)
    Box.move(watch, asset, venue.collateralUsd[asset]!, found);
  for (let local = 0; local < venue.perps.length; local++)
    Box.move(watch, venue.collateral.length + local, engine.markets[venue.perps[local]!]!.mark!.mark, found);
  Box.settle(watch, found);
  return found.sort((x, y) => x - y);
}

function holds(engine: Engine, cell: number): boolean {
  return cell >= 0 && engine.ledger.balance[cell] !== 0;
}
