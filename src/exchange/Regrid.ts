import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Orders from '../mechanisms/book/Orders.js';
import * as Intent from '../messages/Intent.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as Submit from './Submit.js';

/**
 * A market whose price has fallen far below its grid gets a finer tick and, where notionals would no longer be whole
 * atoms, a larger lot: one journaled event. Resting orders are canceled and their reserves given back; orders on their
 * way are converted, lots rounded down. Balances of a spot market are not counted in lots, so none changes. Perp positions
 * are, so a perp gets finer ticks only while its lot can stay as it is.
 */
export function refine(engine: Engine, market: Market): void {
  const isWhole = market.atomsPerTickLot % FACTOR === 0;
  if (market.perp && !isWhole) {
    market.finerBelow = 0;
    return;
  }
  const before = { tick: market.tick, lot: market.lot };
  const canceled = cancelAll(engine, market);
  market.tick = shifted(market.tick, -POWER);
  if (isWhole) market.atomsPerTickLot /= FACTOR;
  else {
    market.lot = shifted(market.lot, POWER);
    market.baseAtomsPerLot *= FACTOR;
  }
  const lots = isWhole ? 1 : FACTOR;
  convert(engine, market, lots);
  rescale(market, lots);
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'tick-change', 0, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    tickBefore: before.tick,
    tick: market.tick,
    lotBefore: before.lot,
    lot: market.lot,
    canceled,
  });
}

const POWER = 2;
const FACTOR = 100;

/** A decimal step times ten to `by`, as the double nearest to the decimal. */
function shifted(value: number, by: number): number {
  const [digits, exponent] = value.toExponential(11).split('e');
  return Number(`${digits}e${Number(exponent) + by}`);
}

/** Cancels every order that rests in the book under a handle; orders without one rest only in planted worlds. */
export function cancelAll(engine: Engine, market: Market): number {
  const { quotes, orders } = engine;
  let canceled = 0;
  for (let owner = 0; owner < quotes.size; owner++) {
    const slot = quotes.slot[owner]!;
    if (slot < 0 || Orders.bookOf(orders, slot) !== market.id) continue;
    Submit.cancelQuote(engine, market, owner);
    canceled++;
  }
  return canceled;
}

/** Intents under way were written in the old grid. Unused records are converted too, without effect. */
function convert({ intents }: Engine, market: Market, lots: number): void {
  for (let slot = 0; slot < intents.size; slot++) {
    if (intents.market[slot] !== market.id || intents.op[slot] !== Intent.PLACE) continue;
    if (intents.limit[slot]! > 0) intents.limit[slot] = Math.min(2 ** 27, intents.limit[slot]! * FACTOR);
    intents.lots[slot] = Whole.down(intents.lots[slot]! / lots);
  }
}

/** Prices the market remembers are stated in the new tick, volumes in the new lot. */
function rescale(market: Market, lots: number): void {
  const { tape } = market;
  for (const key of ['high', 'low', 'runHigh', 'runLow', 'peak'] as const) tape[key] *= FACTOR;
  tape.tickLots *= FACTOR / lots;
  tape.lots /= lots;
  market.lastTicks *= FACTOR;
  market.openTicks *= FACTOR;
  market.dirty = 1;
}
