import { expect, test } from 'vitest';
import * as Leads from './Leads.js';

type Market = Parameters<typeof Leads.of>[0]['markets'][number];

/** Dollars of volume, and the part of the price that is left at the low. */
function market(symbol: string, volumeUsd: number, left: number, venue = 'a'): Market {
  const prices = { open: 1, low: left, low1mVwap: left, maxDrawdown: 1 - left };
  return { venue, symbol, kind: 'spot', volumeUsd, ...prices } as Market;
}

function of(classes: Readonly<Record<string, string>>, markets: readonly Market[]) {
  const assets = [['USDT', 'dollar'], ...Object.entries(classes)].map(([id, kind]) => ({
    id,
    class: kind,
    openUsd: 1,
  }));
  return Leads.of({ assets: assets as never, markets });
}
const names = (leads: Leads.Leads) => leads.coins.map(({ asset }) => asset);

test('a price that stood still is no subject beside one that moved', () => {
  const classes = { BTC: 'major', FOO: 'alt' };
  const still = market('BTC/USDT', 1e12, 0.9995);
  expect(names(of(classes, [still, market('FOO/USDT', 1e6, 0.7)]))).toEqual(['FOO']);
  expect(names(of(classes, [still, market('FOO/USDT', 1e6, 0.9999)]))).toEqual(['BTC']);
  expect(names(of(classes, [market('BTC/USDT', 1e12, 0.998), market('FOO/USDT', 1e6, 0.7)]))).toEqual([
    'BTC',
    'FOO',
  ]);
});

test('a market that stood still on one venue and fell on another is a subject', () => {
  const markets = [
    market('BTC/USDT', 1e9, 1),
    market('BTC/USDT', 1e9, 0.8, 'b'),
    market('FOO/USDT', 1e6, 0.7),
  ];
  expect(names(of({ BTC: 'major', FOO: 'alt' }, markets))).toContain('BTC');
});

test('dollars traded times depth of fall lead, and a major counts three times', () => {
  const classes = { BTC: 'major', LUNA: 'alt' };
  const fall = (left: number) =>
    names(of(classes, [market('BTC/USDT', 1e9, 0.75), market('LUNA/USDT', 1e9, left)]))[0];
  // 3 x 0.288 against 0.799 and 0.916.
  expect(fall(0.45)).toBe('BTC');
  expect(fall(0.4)).toBe('LUNA');
});

test('a pegged coin leads from half a cent below par on, the deepest first, where it fell deepest', () => {
  const markets = [
    market('UST/USDT', 1e6, 0.3),
    market('UST/USDT', 1e6, 0.2, 'b'),
    market('DAI/USDT', 1e6, 0.996),
  ];
  const { pegged } = of({ UST: 'dollar', DAI: 'dollar' }, [...markets, market('BTC/USDT', 1e6, 0.9)]);
  expect(pegged).toEqual([{ asset: 'UST', venue: 'b' }]);
  expect(of({ USDE: 'synthetic' }, [market('USDE/USDT', 1e6, 1)]).pegged).toEqual([
    { asset: 'USDE', venue: 'a' },
  ]);
});
