import { z } from 'zod';
import type { Engine, Market } from '../state/Engine.js';
import * as Time from '../units/Time.js';
import type { Recorder } from './Recorder.js';
import type { MarketSeries } from './Series.js';
import { dollars, instant, ratio } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

const Row = z.object({
  venue: z.string(),
  symbol: z
    .string()
    .regex(/^[^/]+\/[^/]+$/)
    .meta({ description: 'BASE/QUOTE' }),
  kind: z.enum(['spot', 'perp']),
  open: dollars('first price'),
  high: dollars('highest print'),
  highAt: instant('when'),
  low: dollars('lowest print'),
  lowAt: instant('when'),
  maxDrawdown: ratio('largest fall from an earlier high, positive'),
  low1mVwap: dollars('lowest average price of a minute by volume'),
  close: dollars('last price'),
  volumeUsd: dollars('traded'),
  depth1pctOpenUsd: dollars('bids within 1% of mid, average of the first minute'),
  depth1pctMinUsd: dollars('bids within 1% of mid, average of the thinnest minute'),
  depth1pctMinAt: instant('when'),
});

/** Its fields of the summary. */
export const fields = { markets: z.array(Row) };

type MarketSummary = Summary['markets'][number];

/** One row a market: extremes from the tape, averages and depth from the finished minutes. */
export function list(engine: Engine, { series }: Recorder): MarketSummary[] {
  return engine.markets.map((market) => row(engine, market, series.markets[market.id]!, series.minutes));
}

function row(engine: Engine, market: Market, series: MarketSeries, minutes: number): MarketSummary {
  const { tape, tick } = market;
  const { startMs } = engine;
  const depth = depths(series, minutes);
  return {
    venue: series.venue,
    symbol: series.symbol,
    kind: series.kind,
    open: market.openTicks * tick,
    high: tape.runHigh * tick,
    highAt: Time.iso(startMs, tape.runHighAtUs),
    low: tape.runLow * tick,
    lowAt: Time.iso(startMs, tape.runLowAtUs),
    maxDrawdown: tape.maxDrawdown,
    low1mVwap: lowest(series.vwap, minutes) ?? tape.runLow * tick,
    close: market.lastTicks * tick,
    volumeUsd: tape.volumeUsd,
    depth1pctOpenUsd: depth.openUsd,
    depth1pctMinUsd: depth.minUsd,
    depth1pctMinAt: Time.iso(startMs, depth.minMinute * Time.MINUTE),
  };
}

/** Books fill while agents first wake: the opening depth is that of the first minute with any, and the search starts there. */
function depths({ bidDepthUsd }: MarketSeries, minutes: number) {
  const first = bidDepthUsd.findIndex((usd) => usd > 0);
  if (first < 0) return { openUsd: 0, minUsd: 0, minMinute: 0 };
  let minMinute = first;
  for (let minute = first; minute < minutes; minute++)
    if (bidDepthUsd[minute]! < bidDepthUsd[minMinute]!) minMinute = minute;
  return { openUsd: bidDepthUsd[first]!, minUsd: bidDepthUsd[minMinute]!, minMinute };
}

/** Smallest value of the finished minutes; undefined when nothing traded. */
function lowest(values: Float64Array, minutes: number): number | undefined {
  let low: number | undefined;
  for (let minute = 0; minute < minutes; minute++)
    if (values[minute]! > 0 && !(values[minute]! >= (low ?? Number.POSITIVE_INFINITY))) low = values[minute]!;
  return low;
}
