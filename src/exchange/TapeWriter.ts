import type { Engine, Market, Tape } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';

/** An empty tape that opens at a price in ticks. */
export function create(openTicks: number): Tape {
  return {
    minute: -1,
    high: 0,
    low: 0,
    tickLots: 0,
    lots: 0,
    runHigh: openTicks,
    runLow: openTicks,
    runHighAtUs: 0,
    runLowAtUs: 0,
    peak: openTicks,
    maxDrawdown: 0,
    volumeUsd: 0,
  };
}

/** Prints the fills of the last order: extremes in the order they happened, volume, drawdown from the running peak. */
export function write(engine: Engine, market: Market, side: number, usd: number): void {
  const { fills, kernel } = engine;
  const tape = market.tape;
  const first = fills.price[0]!;
  const last = fills.price[fills.count - 1]!;
  const high = side === 0 ? last : first;
  const low = side === 0 ? first : last;
  const minute = Whole.down(kernel.nowUs / 60_000_000);
  if (tape.minute !== minute) {
    tape.minute = minute;
    tape.high = high;
    tape.low = low;
    tape.tickLots = 0;
    tape.lots = 0;
  }
  if (high > tape.high) tape.high = high;
  if (low < tape.low) tape.low = low;
  if (high > tape.runHigh) {
    tape.runHigh = high;
    tape.runHighAtUs = kernel.nowUs;
  }
  if (low < tape.runLow) {
    tape.runLow = low;
    tape.runLowAtUs = kernel.nowUs;
  }
  // A buy walks up, so its lowest price comes first; a sale the other way round.
  if (side !== 0 && high > tape.peak) tape.peak = high;
  const fall = 1 - low / tape.peak;
  if (fall > tape.maxDrawdown) {
    tape.maxDrawdown = fall;
  }
  if (high > tape.peak) tape.peak = high;
  tape.tickLots += fills.notionalTickLots;
  tape.lots += fills.filledLots;
  tape.volumeUsd += usd;
  market.lastTicks = last;
}
