import * as Tiers from '../mechanisms/margin/Tiers.js';
import * as Unified from '../mechanisms/margin/Unified.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';

/** One margin account valued now, in dollars. A row of weight w is valued as w identical accounts. */
export interface Assessment {
  /** After collateral weights, and at full price. */
  equity: number;
  fullEquity: number;
  maintenance: number;
  initial: number;
  /** Sum of absolute exposures, collateral included. */
  gross: number;
  /** Perp notional. */
  notional: number;
  /** Upper bounds of the fall of margin equity and the rise of maintenance, per unit of relative price move (up to a half). */
  exposed: number;
  steep: number;
  /** Hash of the set of assets and perps that it holds or owes: it changes when the set changes. */
  columns: number;
}

export function create(): Assessment {
  return {
    equity: 0,
    fullEquity: 0,
    maintenance: 0,
    initial: 0,
    gross: 0,
    notional: 0,
    exposed: 0,
    steep: 0,
    columns: 0,
  };
}

/** Folds balances, debts and positions of a margin account into `out`. */
export function assess(engine: Engine, account: number, out: Assessment): void {
  const { accounts, assets } = engine;
  const { balance } = engine.ledger;
  const venue = engine.venues[accounts.venue[account]!]!;
  const { collateral, collateralUsd } = venue;
  const weight = accounts.weight[account]!;
  // Unrealized profit is settled in the venue's dollar asset and nets against what is owed there.
  const settled = engine.markets[venue.markets[0]!]!.quote;
  const unrealized = positions(engine, account, weight, out);
  let { gross, exposed, maintenance, steep, columns } = out;
  let equity = 0;
  let fullEquity = 0;
  const from = account * accounts.assets;
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    const cash = accounts.cash[from + asset]!;
    const reserved = accounts.reserved[from + asset]!;
    const debt = accounts.debt[from + asset]!;
    const atoms = (cash >= 0 ? balance[cash]! : 0) + (reserved >= 0 ? balance[reserved]! : 0);
    const owed = debt >= 0 ? -balance[debt]! : 0;
    const isEmpty = atoms === 0 && owed === 0;
    if (!isEmpty) columns = hash(columns, asset);
    else if (asset !== settled) continue;
    const { unit, dollar } = assets[asset]!;
    let value = atoms === 0 ? 0 : (atoms / unit) * collateralUsd[asset]!;
    if (owed > 0) {
      const usd = (owed / unit) * collateralUsd[asset]!;
      maintenance += usd * venue.loanMaintenance;
      steep += usd * venue.loanMaintenance;
      value -= usd;
    }
    if (asset === settled) value += unrealized;
    if (value === 0) continue;
    const rule = collateral[asset]!;
    fullEquity += value;
    equity += weight * Unified.weighted(rule.weights, value / weight, collateralUsd[asset]!);
    if (!dollar) gross += Math.abs(value);
    // A dollar asset that has a book here is priced like any other asset, because it can leave its peg.
    if (!dollar || rule.direct >= 0) exposed += Math.abs(value);
  }
  out.equity = equity;
  out.fullEquity = fullEquity;
  out.maintenance = maintenance;
  out.gross = gross;
  out.exposed = exposed;
  out.columns = columns;
  out.steep = steep;
}

/** Margin tables are read this far beyond the present notional, because rates rise with it. */
const LARGEST_MOVE = 0.5;

/** Fills in the requirements of perps and returns their unrealized profit. */
function positions(engine: Engine, account: number, weight: number, out: Assessment): number {
  const { accounts, markets, assets } = engine;
  const { mark } = engine.feed;
  const { perps } = engine.venues[accounts.venue[account]!]!;
  const from = account * accounts.width;
  let unrealized = 0;
  let maintenance = 0;
  let initial = 0;
  let gross = 0;
  let steep = 0;
  let columns = 0;
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  ) {
    columns = hash(columns, accounts.assets + local);
    const lots = accounts.lots[from + local]!;
    const market = markets[perps[local]!]!;
    const tiers = market.tiers!;
    const value = lots * market.lot * mark[market.id]!;
    const notional = Math.abs(value);
    unrealized += value - accounts.entry[from + local]! / assets[market.quote]!.unit;
    maintenance += weight * Tiers.maintenance(tiers, notional / weight);
    initial += notional * Tiers.initialRate(tiers, notional / weight);
    gross += notional;
    steep += notional * Tiers.maintenanceRate(tiers, ((1 + LARGEST_MOVE) * notional) / weight);
  }
  out.maintenance = maintenance;
  out.initial = initial;
  out.gross = out.exposed = out.notional = gross;
  out.steep = steep;
  out.columns = columns;
  return unrealized;
}

function hash(before: number, column: number): number {
  return (Math.imul(before, 31) + column + 1) | 0;
}

/**
 * Relative move s of prices that an account survives before its margin ratio can reach `threshold`: if every price
 * moves by s against it at once, equity falls by at most s * exposed and maintenance grows by at most s * steep, for s
 * up to LARGEST_MOVE. Conservative: the account may be looked at too early, never too late.
 */
export function slack(a: Assessment, threshold: number): number {
  return reach(a, a.equity - threshold * a.maintenance, threshold);
}

/** Relative move before the margin ratio of an account below `threshold` can have risen back to it, by the same bounds. */
export function recovery(a: Assessment, threshold: number): number {
  return reach(a, threshold * a.maintenance - a.equity, threshold);
}

function reach(a: Assessment, room: number, threshold: number): number {
  if (room <= 0) return 0;
  const speed = a.exposed + threshold * a.steep;
  if (speed <= 0) return Infinity;
  return Math.min(LARGEST_MOVE, room / speed);
}
