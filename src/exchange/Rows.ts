import * as Isolated from '../mechanisms/margin/Isolated.js';
import * as Tiers from '../mechanisms/margin/Tiers.js';
import type { Crowd, Engine, Market } from '../state/Engine.js';
import * as Rounding from '../units/Rounding.js';
import * as Triggers from './Triggers.js';

/** States of a crowd row. */
export const OPEN = 0;
export const LIQUIDATING = 1;

/** Recomputes a row's trigger from its margin, size and cost, and arms it. Margin tiers see one account of the row. */
export function arm(engine: Engine, market: Market, crowd: Crowd, row: number): void {
  const lots = crowd.lots[row]!;
  crowd.trigger[row] = Number.NaN;
  if (lots === 0) return;
  const weight = crowd.weight[row]!;
  const size = (Math.abs(lots) * market.lot) / weight;
  const unit = engine.assets[market.quote]!.unit;
  const entry = Math.abs(crowd.entry[row]!) / unit / weight / size;
  const margin = engine.ledger.balance[crowd.margin[row]!]! / unit / weight;
  const side = lots > 0 ? 1 : -1;
  const trigger = Isolated.triggerPrice(side, size, entry, margin, market.tiers!);
  if (!(trigger > 0)) return;
  crowd.trigger[row] = trigger;
  Triggers.push(side > 0 ? crowd.longs : crowd.shorts, side > 0 ? -trigger : trigger, row);
}

/** Rebuilds the order of a whole crowd, after funding has changed every margin. */
export function armAll(engine: Engine, market: Market, crowd: Crowd): void {
  crowd.longs.size = 0;
  crowd.shorts.size = 0;
  for (let row = 0; row < crowd.count; row++) if (crowd.state[row] === OPEN) arm(engine, market, crowd, row);
}

/** Takes the next row whose trigger the mark has reached and whose exact valuation is in breach, -1 when there is none. */
export function breached(engine: Engine, market: Market, crowd: Crowd, side: number): number {
  const heap = side > 0 ? crowd.longs : crowd.shorts;
  const mark = market.mark!.mark;
  while (heap.size > 0) {
    const key = heap.key[0]!;
    if (side > 0 ? mark > -key : mark < key) return -1;
    const row = Triggers.pop(heap);
    const lots = crowd.lots[row]!;
    // Stale: the row closed, flipped, is being liquidated, or was armed again at another price.
    if (crowd.state[row] !== OPEN || lots * side <= 0 || crowd.trigger[row] !== (side > 0 ? -key : key))
      continue;
    if (equity(engine, market, crowd, row) <= maintenance(market, crowd, row)) return row;
    arm(engine, market, crowd, row);
    if (crowd.trigger[row] === (side > 0 ? -key : key)) return -1;
  }
  return -1;
}

/** Margin plus unrealized profit of the whole row at mark, dollars. */
export function equity(engine: Engine, market: Market, crowd: Crowd, row: number): number {
  const unit = engine.assets[market.quote]!.unit;
  const value = crowd.lots[row]! * market.lot * market.mark!.mark;
  return (engine.ledger.balance[crowd.margin[row]!]! - crowd.entry[row]!) / unit + value;
}

/** Maintenance margin of the whole row at mark, dollars. */
export function maintenance(market: Market, crowd: Crowd, row: number): number {
  const weight = crowd.weight[row]!;
  return weight * Tiers.maintenance(market.tiers!, notional(market, crowd, row) / weight);
}

/** Notional of the whole row at mark, dollars. */
function notional(market: Market, crowd: Crowd, row: number): number {
  return Math.abs(crowd.lots[row]!) * market.lot * market.mark!.mark;
}

/** Worst closing price in ticks that still leaves the row zero: its bankruptcy price, rounded to the row's favor. */
export function bankruptcyTicks(engine: Engine, market: Market, crowd: Crowd, row: number): number {
  const lots = crowd.lots[row]!;
  // Value at bankruptcy is cost less margin for a long, proceeds plus margin for a short: entry - margin, signed.
  const value = Math.abs(crowd.entry[row]! - engine.ledger.balance[crowd.margin[row]!]!);
  const ticks = value / (Math.abs(lots) * market.atomsPerTickLot);
  if (crowd.entry[row]! - engine.ledger.balance[crowd.margin[row]!]! <= 0 && lots > 0) return 1;
  return Math.max(1, lots > 0 ? Rounding.up(ticks) : Rounding.down(ticks));
}

/** Quote atoms at which the whole position changes hands so that the row ends with exactly zero. */
export function bankruptcyValue(engine: Engine, crowd: Crowd, row: number): number {
  const margin = engine.ledger.balance[crowd.margin[row]!]!;
  return Math.max(0, crowd.lots[row]! > 0 ? crowd.entry[row]! - margin : -crowd.entry[row]! + margin);
}
