import { expect, test } from 'vitest';
import * as Crash from '../../../test/cast/SyntheticCrash.js';
import * as Tracks from './Tracks.js';

const crash = Crash.summary(Crash.series());
const market = (symbol: string, maxDrawdown: number, volumeUsd: number) => ({
  ...crash.markets[0]!,
  symbol,
  maxDrawdown,
  volumeUsd,
});
const assets = [
  { id: 'USDT', class: 'dollar' as const, openUsd: 1 },
  { id: 'UST', class: 'synthetic' as const, openUsd: 1 },
  { id: 'LUNA', class: 'alt' as const, openUsd: 100 },
  { id: 'THIN', class: 'alt' as const, openUsd: 1 },
];

test('a thin coin is not the market told, nor a dollar coin', () => {
  const pegged = market('UST/USDT', 0.9, 1e9);
  const markets = [pegged, market('LUNA/USDT', 0.6, 1e6), market('THIN/USDT', 0.99, 1000)];
  expect(Tracks.subject({ assets, markets })!.symbol).toBe('LUNA/USDT');
  expect(Tracks.subject({ assets, markets: [pegged] })).toBeUndefined();
});

test('a coin is pegged by what the scenario calls it and opens it at', () => {
  expect(Tracks.isPegged(assets, { symbol: 'UST/USDT' })).toBe(true);
  expect(Tracks.isPegged(assets, { symbol: 'LUNA/USDT' })).toBe(false);
  expect(Tracks.isPegged(assets, { symbol: 'UST/LUNA' })).toBe(false);
});
