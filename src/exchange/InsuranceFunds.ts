import * as Ledger from '../ledger/Ledger.js';
import type * as Waterfall from '../mechanisms/liquidation/Waterfall.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import type { Pool } from '../state/Tables.js';
import * as Amount from '../units/Amount.js';
import * as Loans from './Loans.js';

/**
 * Pays a loss that nobody else covers out of the market's insurance pool. If the pool has too little, it borrows from the
 * treasury, and that part is written off. `to` is the cell that is owed.
 */
export function cover(engine: Engine, market: Market, atoms: number, to = market.clearing): void {
  const pool = engine.pools[market.pool]!;
  const held = Math.min(atoms, Accounts.balance(engine, pool.account, market.quote));
  Loans.pay(engine, pool.account, market.quote, atoms, to);
  const { unit } = engine.assets[market.quote]!;
  lose(engine, pool.vault ? 'backstop' : 'insurance', Amount.toDollars(Amount.atoms(held), unit));
  if (atoms > held) lose(engine, 'writtenOff', Amount.toDollars(Amount.atoms(atoms - held), unit));
}

/** Names the payer of a loss. */
export function lose(
  { tally }: Pick<Engine, 'tally'>,
  payer: keyof Waterfall.Split,
  usd: Amount.Dollars,
): void {
  tally.losses += usd;
  tally.payers[payer] = (tally.payers[payer] ?? 0) + usd;
}

/** What a pool pays of a default before its position moves: into the failing account's cell. */
export function payIn(engine: Engine, pool: Pool, asset: number, atoms: Amount.Atoms, to: number): void {
  if (atoms > 0) Loans.pay(engine, pool.account, asset, atoms, to);
}

/** Equity of a pool: cash less debt plus what its positions and collateral are worth now. */
export function equityUsd(engine: Engine, pool: Pool): Amount.Dollars {
  return Amount.dollars(assetsUsd(engine, pool) + unrealizedUsd(engine, pool));
}

function assetsUsd(engine: Engine, { account, venue }: Pool): number {
  const { accounts, assets } = engine;
  const { collateralUsd } = engine.venues[venue]!;
  let usd = 0;
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    const held = Accounts.balance(engine, account, asset) - Accounts.owed(engine, account, asset);
    if (held !== 0) usd += (held / assets[asset]!.unit) * collateralUsd[asset]!;
  }
  return usd;
}

function unrealizedUsd(engine: Engine, { account, venue }: Pool): number {
  const { accounts, assets, markets } = engine;
  const { perps } = engine.venues[venue]!;
  const from = account * accounts.width;
  let usd = 0;
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  ) {
    const market = markets[perps[local]!]!;
    const value = accounts.lots[from + local]! * market.lot * market.mark!.mark;
    usd += value - accounts.entry[from + local]! / assets[market.quote]!.unit;
  }
  return usd;
}

/** Takes a liquidation fee of a margin account into the market's pool; missing cash is borrowed. */
export function takeFeeOf(engine: Engine, market: Market, account: number, atoms: number): void {
  const pool = engine.pools[market.pool]!;
  Loans.pay(engine, account, market.quote, atoms, Accounts.cash(engine, pool.account, market.quote));
  Accounts.touch(engine, account);
}

/** Moves liquidation fees a row paid into its pool. */
export function takeFee(engine: Engine, market: Market, fromCell: number, atoms: number): void {
  const pool = engine.pools[market.pool]!;
  Ledger.post(engine.ledger, fromCell, Accounts.cash(engine, pool.account, market.quote), atoms);
}
