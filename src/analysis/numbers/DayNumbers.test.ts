import { expect, test } from 'vitest';
import * as Crash from '../../../test/cast/SyntheticCrash.js';
import type { Series } from '../../observe/Series.js';
import type { MarketSummary, Summary } from '../Summary.js';
import * as Numbers from './Numbers.js';

const crash = Crash.summary(Crash.series());

/* A market of ten minutes from 20:58 on: 100 dollars traded in each; it falls from 100 to 40 at 21:02 and is back at 70. */
const prices = Float64Array.of(100, 100, 100, 60, 40, 50, 70, 70, 90, 90);
const series: Series = {
  startMs: Date.UTC(2025, 9, 10, 20, 58),
  minutes: 10,
  markets: (['spot', 'perp'] as const).map((kind) => ({
    ...{ venue: 'a', symbol: 'BTC/USDT', kind, close: prices, low: prices, high: prices, vwap: prices },
    ...{ volumeUsd: new Float64Array(10).fill(100), bidDepthUsd: prices },
  })),
  columns: { 'publishedUsd/BTC': Float64Array.of(Number.NaN, 0, 5, 7) },
};

function market(venue: string, symbol: string, kind: 'spot' | 'perp', more: Partial<MarketSummary>) {
  return { ...crash.markets[0]!, venue, symbol, kind, open: 100, ...more };
}

const summary: Summary = {
  ...crash,
  liquidations: {
    ...crash.liquidations,
    byMinute: [
      { at: '2025-10-10T20:59:00.000Z', usd: 30, publishedUsd: 0 },
      { at: '2025-10-10T21:00:00.000Z', usd: 50, publishedUsd: 0 },
      { at: '2025-10-10T21:02:00.000Z', usd: 20, publishedUsd: 0 },
    ],
  },
  markets: [
    market('a', 'BTC/USDT', 'spot', { maxDrawdown: 0.17, low: 83, lowAt: '2025-10-10T21:20:00.000Z' }),
    market('a', 'BTC/USDT', 'perp', { maxDrawdown: 0.2, low: 80, lowAt: '2025-10-10T21:21:00.000Z' }),
    market('a', 'XRP/USDT', 'spot', { maxDrawdown: 0.5, low: 50, lowAt: '2025-10-10T21:18:00.000Z' }),
    market('a', 'XRP/USDT', 'perp', { maxDrawdown: 0.45, low: 55, lowAt: '2025-10-10T21:18:00.000Z' }),
    market('a', 'TRX/USDT', 'spot', { maxDrawdown: 0.1, low: 90, lowAt: '2025-10-10T21:30:00.000Z' }),
    market('d', 'XRP/USD', 'spot', { maxDrawdown: 0.2, low: 80, lowAt: '2025-10-10T21:25:00.000Z' }),
    market('d', 'TRX/USD', 'spot', { maxDrawdown: 0.15, low: 85, lowAt: '2025-10-10T21:29:00.000Z' }),
  ],
  insurance: [
    { venue: 'a', pool: 'majors', startUsd: 100, minUsd: 50, endUsd: 70 },
    { venue: 'a', pool: 'alts', startUsd: 100, minUsd: 50, endUsd: 90 },
  ],
  expect: [
    { id: 'x', number: 'fall.a.XRP', value: 0.558 },
    { id: 't', number: 'fall.a.TRX', value: 0.11 },
    { id: 'b', number: 'fall.a.BTC', value: 0.168 },
    { id: 'd', number: 'fall.d.XRP', value: 0.3 },
  ],
  assets: [
    ...['XRP', 'TRX'].map((id) => ({ id, class: 'alt' as const, openUsd: 100 })),
    { id: 'BTC', class: 'major', openUsd: 100 },
    ...['USDT', 'USD'].map((id) => ({ id, class: 'dollar' as const, openUsd: 1 })),
  ],
};

test.each([
  ['traded.20:59.21:02', 600],
  ['traded.20:59.21:02.perp', 300],
  ['forcedBetween.20:59.21:02', 0.8],
  ['minutesBelow.a.BTC.95%', 7],
  // From 100 at 20:59 to 40; two minutes after the low it stands at 70.
  ['regainedSince.a.BTC.20:59.2min', 0.5],
  ['published.BTC', 12],
  ['published.XRP', 0],
  ['apart.a.BTC', 0.03],
  ['median.apart.a.alt', 0.05],
  // XRP's lowest price is on a, that of TRX on d.
  ['share.deepest.a.alt', 0.5],
  ['lag.a.d.alt', 4],
  ['differ.fall.a.alt', 0.32],
  ['agreement.fall.a', 1],
  ['lowAfter.a.BTC.XRP', 2],
  ['insurance.change.a', -40],
])('%s', (path, expected) => {
  expect(Numbers.find(path, Numbers.idsOf(summary))!.value({ summary, series })).toBeCloseTo(expected, 9);
});
