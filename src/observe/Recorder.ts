import * as Ladder from '../mechanisms/book/Ladder.js';
import type { Engine, Market } from '../state/Engine.js';
import type { Shown } from '../state/Shown.js';
import * as Loops from './Loops.js';
import * as Makers from './Makers.js';
import * as OpenInterest from './OpenInterest.js';
import type { Waiting } from './PriceMaps.js';
import type { Producer } from './Producer.js';
import type { MarketSeries, Series } from './Series.js';

/** Depth is sampled this often and averaged over the minute; prices and volume come from the tape. */
export const SAMPLE_US = 20_000_000;
const SAMPLES = 3;

/** The probe's own state: the series so far and the minute under way. It reads the world and never writes to it. */
export interface Recorder {
  readonly series: Series;
  samples: number;
  /** Running sums of bid dollars within 1 % of mid, per market, and what was last read there: ticks times lots. */
  readonly depth: Float64Array;
  readonly read: Float64Array;
  /** Time of the last probe, µs. */
  readUs: number;
  readonly makers: readonly Makers.Makers[];
  readonly loops: Loops.Loops;
  readonly openInterestStart: Float64Array;
  /** Cumulative tallies at the last minute boundary, by column. */
  readonly last: Record<string, number>;
  /** What waits at each price before the shock, once it has been read. */
  waiting: Waiting | undefined;
}

/** Values margin accounts for the recorder: summed gross exposure and equity in dollars. */
export type Gauge = (accounts: readonly number[]) => { gross: number; equity: number };

/** Collateral of a position of a lending protocol, by reserve and in all, dollars. */
export type Standing = (
  lending: number,
  position: number,
) => { readonly collateral: number; readonly debt: number; readonly collateralUsd: Float64Array };

export function create(engine: Engine, minutes: number, shown: readonly Shown[]): Recorder {
  const column = () => new Float64Array(minutes).fill(Number.NaN);
  const markets = engine.markets.map((market): MarketSeries => {
    return {
      venue: engine.venues[market.venue]!.id,
      symbol: market.symbol,
      kind: market.perp ? 'perp' : 'spot',
      close: column(),
      low: column(),
      high: column(),
      vwap: column(),
      volumeUsd: new Float64Array(minutes),
      bidDepthUsd: column(),
    };
  });
  return {
    series: { startMs: engine.startMs, minutes: 0, markets, columns: {} },
    samples: 0,
    depth: new Float64Array(markets.length),
    read: new Float64Array(markets.length),
    readUs: -1,
    makers: Makers.create(engine, shown),
    loops: Loops.create(shown.filter((one) => one.channel === 'loops')),
    openInterestStart: Float64Array.from(engine.venues, (_, venue) =>
      OpenInterest.openInterestUsd(engine, venue),
    ),
    last: {},
    waiting: undefined,
  };
}

/**
 * Time of the next probe: one microsecond before a whole sample, so that a trade at the first instant of a minute
 * belongs to that minute, on the tape and in every column.
 */
export function nextUs(nowUs: number): number {
  return (Math.floor((nowUs + 1) / SAMPLE_US) + 1) * SAMPLE_US - 1;
}

/** One probe: depth and maker leverage now; at the end of a minute the series get their next value. */
export function sample(
  recorder: Recorder,
  engine: Engine,
  producers: readonly Producer[],
  gauge: Gauge,
  standing: Standing,
): void {
  for (const market of engine.markets) {
    const { id } = market;
    // A book that has not changed since need not be read again.
    if (market.dirty === 1 || engine.feed.updatedUs[id]! >= recorder.readUs)
      recorder.read[id] = bidTickLots(market);
    recorder.depth[id] =
      recorder.depth[id]! + recorder.read[id]! * market.tick * market.lot * quoteUsd(engine, market);
  }
  recorder.readUs = engine.kernel.nowUs;
  for (const makers of recorder.makers) Makers.look(makers, engine, gauge);
  const isLast = ++recorder.samples >= SAMPLES;
  Loops.look(recorder.loops, engine, gauge, isLast ? standing : undefined);
  if (!isLast) return;
  const minute = recorder.series.minutes++;
  for (const market of engine.markets) close(recorder, engine, market, minute);
  columns(recorder, engine, producers, minute);
  recorder.samples = 0;
  recorder.depth.fill(0);
}

/** Bids within 1 % of mid, ticks times lots; zero without a bid. */
function bidTickLots(market: Market): number {
  const bid = Ladder.bestBid(market.book);
  if (bid <= 0) return 0;
  const ask = Ladder.bestAsk(market.book);
  const mid = ask > 0 ? (bid + ask) / 2 : bid;
  const limit = Math.max(1, Math.ceil(mid * 0.99));
  return limit > bid ? 0 : Ladder.depth(market.book, 0, limit);
}

/** Dollars per unit of what a market is quoted in. */
function quoteUsd(engine: Engine, market: Market): number {
  return engine.assets[market.quote]!.dollar ? 1 : engine.feed.assetUsd[market.quote]!;
}

function close(recorder: Recorder, engine: Engine, market: Market, minute: number): void {
  const series = recorder.series.markets[market.id]!;
  const { tape, tick } = market;
  const lastMinute = Math.floor((engine.kernel.nowUs - 1) / 60_000_000);
  series.close[minute] = market.lastTicks * tick;
  series.bidDepthUsd[minute] = recorder.depth[market.id]! / SAMPLES;
  const key = `volume/${market.id}`;
  series.volumeUsd[minute] = since(recorder, key, tape.volumeUsd);
  if (tape.minute !== lastMinute) return;
  series.low[minute] = tape.low * tick;
  series.high[minute] = tape.high * tick;
  series.vwap[minute] = (tape.tickLots / tape.lots) * tick;
}

/** Growth of a cumulative figure since the last minute. */
function since(recorder: Recorder, key: string, value: number): number {
  const before = recorder.last[key] ?? 0;
  recorder.last[key] = value;
  return value - before;
}

function columns(recorder: Recorder, engine: Engine, producers: readonly Producer[], minute: number): void {
  for (const { levels, totals } of producers) {
    for (const [name, value] of levels?.(engine, recorder) ?? []) put(recorder, name, minute, value);
    for (const [name, value] of totals?.(engine, recorder) ?? [])
      put(recorder, name, minute, since(recorder, name, value));
  }
}

/** Writes one value; a column that appears late is zero before. */
function put(recorder: Recorder, name: string, minute: number, value: number): void {
  const capacity = recorder.series.markets[0]!.close.length;
  const column = (recorder.series.columns[name] ??= new Float64Array(capacity));
  if (minute < capacity) column[minute] = value;
}
