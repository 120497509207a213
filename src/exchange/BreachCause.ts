import * as Accounts from '../state/Accounts.js';
import type { Engine, Market, Venue } from '../state/Engine.js';
import * as Causes from './Causes.js';

/**
 * Which price put a margin account in breach: the one that has cost it most margin equity since the run's open, collateral and
 * perps of one asset net of each other, so that a hedged holding does not count twice. Within that asset the larger of
 * the two losses says whether it was the collateral's index or the mark.
 * Simplified: collateral bought later is treated as held from the open; weights are those of the first tier.
 */
export interface Cause {
  readonly kind: 'collateral' | 'perp';
  /** Asset by number, or the market of the perp. */
  readonly asset: number;
  readonly market: number;
  readonly isFalling: boolean;
}

/** Dollars lost on one asset: as collateral, and on a perp. */
interface Loss {
  collateral: number;
  /** Units held less units owed. */
  units: number;
  perp: number;
  market: number;
  lots: number;
}

/** Undefined where no price has cost the account anything: then interest, fees or a lower limit caused the breach. */
export function assess(engine: Engine, venue: Venue, account: number): Cause | undefined {
  const losses = engine.assets.map((): Loss => ({ collateral: 0, units: 0, perp: 0, market: -1, lots: 0 }));
  ofCollateral(engine, venue, account, losses);
  ofPerps(engine, venue, account, losses);
  let asset = -1;
  let most = 0;
  losses.forEach(({ collateral, perp }, i) => {
    if (collateral + perp <= most) return;
    most = collateral + perp;
    asset = i;
  });
  if (asset < 0) return undefined;
  const { collateral, units, perp, market, lots } = losses[asset]!;
  return collateral > perp
    ? { kind: 'collateral', asset, market, isFalling: units > 0 }
    : { kind: 'perp', asset, market, isFalling: lots > 0 };
}

function ofCollateral(engine: Engine, venue: Venue, account: number, losses: Loss[]): void {
  const { accounts, assets } = engine;
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    const one = losses[asset]!;
    one.units = held(engine, account, asset);
    const weight = one.units > 0 ? venue.collateral[asset]!.weights.weight[0]! : 1;
    one.collateral = weight * one.units * (assets[asset]!.openUsd - venue.collateralUsd[asset]!);
  }
}

function ofPerps(engine: Engine, venue: Venue, account: number, losses: Loss[]): void {
  const { accounts, assets } = engine;
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  ) {
    const market = engine.markets[venue.perps[local]!]!;
    const one = losses[market.base]!;
    one.market = market.id;
    one.lots = accounts.lots[account * accounts.width + local]!;
    const entry = accounts.entry[account * accounts.width + local]! / assets[market.quote]!.unit;
    one.perp = entry - one.lots * market.lot * market.mark!.mark;
  }
}

/** Units of an asset in the account, reserved ones too, less what it owes. */
function held(engine: Engine, account: number, asset: number): number {
  const { accounts, ledger, assets } = engine;
  const reserved = accounts.reserved[account * accounts.assets + asset]!;
  const atoms =
    Accounts.balance(engine, account, asset) +
    (reserved < 0 ? 0 : ledger.balance[reserved]!) -
    Accounts.owed(engine, account, asset);
  return atoms / assets[asset]!.unit;
}

/** Journals the price move behind a breach, of a collateral's index or of a mark, and returns its id. */
export function record(engine: Engine, venue: Venue, account: number): number {
  const cause = assess(engine, venue, account);
  if (cause?.kind === 'collateral') return Causes.reprice(engine, venue, cause.asset, cause.isFalling);
  const market = cause ? engine.markets[cause.market] : largest(engine, venue, account);
  return market ? Causes.markMove(engine, market, cause?.isFalling ?? true) : engine.news.origin;
}

/** The perp of the largest exposure, where no price explains the breach. */
function largest(engine: Engine, venue: Venue, account: number): Market | undefined {
  let best: Market | undefined;
  let most = 0;
  for (const id of venue.perps) {
    const market = engine.markets[id]!;
    const units = Accounts.balance(engine, account, market.base) / engine.assets[market.base]!.unit;
    const lots = engine.accounts.lots[account * engine.accounts.width + market.local]! * market.lot;
    const usd = Math.max(units, Math.abs(lots)) * market.mark!.mark;
    if (usd > most) {
      most = usd;
      best = market;
    }
  }
  return best;
}
