import * as Ledger from '../ledger/Ledger.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import type { Pool } from '../state/Tables.js';
import * as Loans from './Loans.js';

/**
 * Pays a loss nobody else covers out of the market's insurance pool, which may owe the treasury afterwards: what it
 * did not have is written off. `to` is the cell that is owed.
 */
export function cover(engine: Engine, market: Market, atoms: number, to = market.clearing): void {
  const pool = engine.pools[market.pool]!;
  const held = Math.min(atoms, Accounts.balance(engine, pool.account, market.quote));
  Loans.pay(engine, pool.account, market.quote, atoms, to);
  const unit = engine.assets[market.quote]!.unit;
  lose(engine, pool.vault ? 'backstop' : 'insurance', held / unit);
  if (atoms > held) lose(engine, 'writtenOff', (atoms - held) / unit);
}

/** Names the payer of a loss, in dollars. */
export function lose(engine: Engine, payer: string, usd: number): void {
  engine.tally.losses += usd;
  engine.tally.payers[payer] = (engine.tally.payers[payer] ?? 0) + usd;
}

/** Equity of a pool: cash less debt plus what its positions and collateral are worth now, dollars. */
export function equityUsd(engine: Engine, pool: Pool): number {
  const { accounts, assets, markets } = engine;
  const { perps, collateralUsd } = engine.venues[pool.venue]!;
  let usd = 0;
  for (
    let asset = Accounts.nextHeld(accounts, pool.account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, pool.account, asset)
  ) {
    const held = Accounts.balance(engine, pool.account, asset) - Accounts.owed(engine, pool.account, asset);
    if (held !== 0) usd += (held / assets[asset]!.unit) * collateralUsd[asset]!;
  }
  const from = pool.account * accounts.width;
  for (
    let local = Accounts.nextOpen(accounts, pool.account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, pool.account, local)
  ) {
    const lots = accounts.lots[from + local]!;
    const market = markets[perps[local]!]!;
    usd += lots * market.lot * market.mark!.mark - accounts.entry[from + local]! / assets[market.quote]!.unit;
  }
  return usd;
}

/** Moves liquidation fees a row paid into its pool. */
export function takeFee(engine: Engine, market: Market, fromCell: number, atoms: number): void {
  const pool = engine.pools[market.pool]!;
  Ledger.post(engine.ledger, fromCell, Accounts.cash(engine, pool.account, market.quote), atoms);
}
