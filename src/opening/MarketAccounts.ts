import * as Accounts from '../state/Accounts.js';
import type { Market } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as Bench from './Bench.js';

/** A cash account on spot, a margin account with the same money on perps. */
export function account(bench: Bench.Bench, market: Market, name: string): number {
  const kind = market.perp ? Accounts.MARGIN : Accounts.CASH;
  return Accounts.add(bench.engine.accounts, name, market.venue, kind);
}

/** Gives a trader dollars and, on spot, inventory worth `inventoryUsd`. */
export function endow(
  bench: Bench.Bench,
  id: number,
  market: Market,
  cashUsd: number,
  inventoryUsd: number,
): void {
  const { assets } = bench.universe;
  Bench.fund(bench, id, market.quote, cashUsd / assets[market.quote]!.spec.price);
  if (!market.perp) Bench.fund(bench, id, market.base, inventoryUsd / assets[market.base]!.spec.price);
}

/** Name of somebody's part of one market: `<prefix>/<venue>/<symbol>/<perp or spot>`. */
export function label(bench: Bench.Bench, prefix: string, market: Market): string {
  const venue = bench.engine.venues[market.venue]!.id;
  return `${prefix}/${venue}/${market.symbol}/${market.perp ? 'perp' : 'spot'}`;
}

/** Latency of an agent, µs: one draw. */
export function latencyOf(bench: Bench.Bench, name: string, spread: { low: number; high: number }): number {
  return Whole.nearest(Bench.draw(bench, `${name}/latency`, spread));
}
