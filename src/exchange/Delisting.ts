import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Price from '../units/Price.js';
import * as Causes from './Causes.js';
import * as Regrid from './Regrid.js';
import * as Rows from './Rows.js';
import * as Settle from './Settle.js';

/**
 * A venue's rule for a perp that has lost nearly all its value: once the index is below a stated price, all positions
 * are settled at the index at once, orders are canceled, and what arrives later is refused. No fee. Losses beyond a loser's
 * margin are paid by the market's insurance pool, as in any close.
 */
export function watch(engine: Engine, market: Market): void {
  if (market.delisted || !(market.mark!.index < market.settlesBelow)) return;
  market.delisted = true;
  const canceled = Regrid.cancelAll(engine, market);
  const ticks = Math.max(1, Price.toTicksNearest(market.mark!.index, market.tick));
  const lots = rows(engine, market, ticks) + accounts(engine, market, ticks);
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'delisting', 0, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    price: ticks * market.tick,
    canceled,
    // Both sides were counted.
    usd: Causes.cents((lots / 2) * market.lot * ticks * market.tick),
  });
}

/** Closes the crowd's positions, those in liquidation too; returns the lots. */
function rows(engine: Engine, market: Market, ticks: number): number {
  const crowd = engine.crowds[market.crowd]!;
  let closed = 0;
  crowd.active = [];
  for (let row = 0; row < crowd.count; row++) {
    crowd.state[row] = Rows.OPEN;
    crowd.origin[row] = 0;
    closed += close(engine, market, Accounts.crowdAccount(market.crowd, row), ticks);
  }
  return closed;
}

/** Closes the positions of all other accounts; the venue looks at their margin afresh. */
function accounts(engine: Engine, market: Market, ticks: number): number {
  let closed = 0;
  for (let account = 0; account < engine.accounts.count; account++)
    if (engine.accounts.venue[account] === market.venue) closed += close(engine, market, account, ticks);
  return closed;
}

function close(engine: Engine, market: Market, account: number, ticks: number): number {
  const lots = Settle.lotsOf(engine, market, account);
  if (lots === 0) return 0;
  const value = Math.abs(lots) * ticks * market.atomsPerTickLot;
  Settle.perp(engine, market, account, { lots: -lots, value, feePpm: 0 });
  return Math.abs(lots);
}
