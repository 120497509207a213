import type { CsvImporter } from '../Importer.js';
import { flag, importer, price, rate, share, size, stamp, text, whole } from './TableColumns.js';

/** Public data files of Binance (data.binance.vision): columns by position, where a file has no heading. */
const klines: CsvImporter = importer({
  name: 'binance-klines',
  about: 'Candles of Binance public data (CSV; milliseconds, microseconds for spot since 2025).',
  kind: 'candles',
  order: 'rising',
  columns: [
    stamp('open_time', 'time'),
    price('open'),
    price('high'),
    price('low'),
    price('close'),
    size('volume'),
    stamp('close_time', undefined),
    size('quote_volume', 'quoteVolume'),
    whole('count', 'trades'),
  ],
  check: ({ open, high, low, close }) =>
    high! >= Math.max(open!, close!) && low! <= Math.min(open!, close!)
      ? undefined
      : ['high', 'a high or low inside the candle'],
});

const trades: CsvImporter = importer({
  name: 'binance-trades',
  about: 'Aggregated trades (aggTrades) of Binance public data (CSV).',
  kind: 'trades',
  order: 'not falling',
  columns: [
    whole('agg_trade_id', 'id'),
    price('price'),
    size('quantity', 'size'),
    whole('first_trade_id', undefined),
    whole('last_trade_id', undefined),
    stamp('transact_time', 'time'),
    flag('is_buyer_maker', 'isSale'),
  ],
  unique: 'id',
});

const depth: CsvImporter = importer({
  name: 'binance-depth',
  about: 'Depth by bands of percent (bookDepth) of Binance public data (CSV).',
  kind: 'bands',
  order: 'not falling',
  columns: [stamp('timestamp', 'time'), share('percentage', 'percent'), size('depth'), size('notional')],
});

const metrics: CsvImporter = importer({
  name: 'binance-metrics',
  about: 'Open interest and ratios (metrics) of Binance public data (CSV).',
  kind: 'metrics',
  order: 'rising',
  columns: [
    stamp('create_time', 'time'),
    text('symbol'),
    size('sum_open_interest', 'openInterest'),
    size('sum_open_interest_value', 'openInterestUsd'),
  ],
});

const funding: CsvImporter = importer({
  name: 'binance-funding',
  about: 'Funding rates (fundingRate) of Binance public data (CSV).',
  kind: 'funding',
  order: 'rising',
  columns: [
    stamp('calc_time', 'time'),
    whole('funding_interval_hours', 'hours'),
    rate('last_funding_rate', 'rate'),
  ],
});

export const importers: readonly CsvImporter[] = [klines, trades, depth, metrics, funding];
