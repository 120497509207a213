import type { Summary } from '../../src/analysis/Summary.js';
import type { AnyRow, Kind } from '../../src/messages/Journal.js';
import type { MarketSeries, Series } from '../../src/observe/Series.js';

/**
 * A hand-shaped crash for tests of tables and charts: it has the columns, gaps and magnitudes of a real run, and
 * nothing in it was simulated.
 */
export const START_MS = 1_760_104_800_000;
export const MINUTES = 2040;
/** Minute of the second news window, of the main leg and of the low. */
export const NEWS = 410;
const LEG = 431;
const LOW = 440;

const ALTS = 'BNB XRP DOGE LINK ENA TRX ADA AVAX SUI ATOM DOT NEAR WIF WLD PEPE'.split(' ');
const OPEN: Record<string, number> = {
  BTC: 121_500,
  ETH: 4370,
  SOL: 223,
  WBETH: 4720,
  BNSOL: 241,
  PEPE: 0.00000942,
};
const VENUE_FALL: Record<string, number> = { a: 1, b: 0.8, c: 0.85, d: 0.45 };
const VENUES: readonly (readonly [string, readonly ('spot' | 'perp')[]])[] = [
  ['a', ['spot', 'perp']],
  ['b', ['spot', 'perp']],
  ['c', ['perp']],
  ['d', ['spot']],
];

/** A repeatable wiggle in [-1, 1]. */
function wiggle(i: number, key: number): number {
  const x = Math.sin(i * 12.9898 + key * 78.233) * 43_758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

/** Share of the open that is left at a minute, for a fall of `depth`. */
function path(minute: number, depth: number): number {
  const slide = 0.035 * Math.min(1, minute / NEWS);
  if (minute < NEWS) return 1 - slide;
  if (minute < LEG) return 1 - slide - 0.03 + (minute > NEWS + 6 ? 0.012 : 0);
  if (minute <= LOW) return 0.953 - (depth - 0.047) * ((minute - LEG) / (LOW - LEG)) ** 1.5;
  return 1 - depth + depth * 0.62 * (1 - Math.exp(-(minute - LOW) / 18));
}

function fallOf(asset: string): number {
  const known: Record<string, number> = {
    BTC: 0.165,
    ETH: 0.22,
    SOL: 0.3,
    WBETH: 0.75,
    BNSOL: 0.8,
    TRX: 0.12,
    ENA: 0.83,
  };
  return known[asset] ?? 0.5 + 0.3 * Math.abs(wiggle(asset.length, asset.charCodeAt(0)));
}

function market(venue: string, asset: string, kind: 'spot' | 'perp', key: number): MarketSeries {
  const open = OPEN[asset] ?? 1 + key;
  const column = (value: (minute: number) => number) =>
    Float64Array.from({ length: MINUTES }, (_, i) => value(i));
  const depth = fallOf(asset) * VENUE_FALL[venue]!;
  const price = column((i) =>
    i < 2 && venue === 'b' ? Number.NaN : open * path(i, depth) * (1 + 0.002 * wiggle(i, key)),
  );
  const isCrash = (i: number) => i >= LEG && i < LEG + 25;
  const size =
    (asset === 'BTC' ? 3e8 : asset === 'ETH' ? 1.5e8 : 1.2e6 * (1 + (key % 5))) * (venue === 'a' ? 1 : 0.4);
  return {
    venue,
    symbol: `${asset}/${venue === 'c' || venue === 'd' ? 'USD' : 'USDT'}`,
    kind,
    close: price,
    low: price.map((one, i) => one * (isCrash(i) ? 1 - 0.1 * depth * Math.abs(wiggle(i, key + 1)) : 0.999)),
    high: price.map((one) => one * 1.001),
    vwap: price.map((one, i) => one * (isCrash(i) ? 0.985 : 1)),
    volumeUsd: column((i) => size * (isCrash(i) ? 6 : 0.2)),
    bidDepthUsd: column(
      (i) => size * (isCrash(i) ? 0.03 : i > NEWS ? 0.4 : 1) * (1 + 0.2 * wiggle(i, key + 2)),
    ),
  };
}

function columns(): Record<string, Float64Array> {
  const column = (value: (minute: number) => number) =>
    Float64Array.from({ length: MINUTES }, (_, i) => value(i));
  const hit = (i: number) =>
    i < LEG
      ? i > NEWS
        ? 4e7
        : 2e5
      : 2.4e9 * Math.exp(-(((i - LOW) / 7) ** 2)) + 2e7 * Math.exp(-(i - LEG) / 90);
  const isNews = (i: number) => (i >= 57 && i < 70) || (i >= NEWS && i < NEWS + 6);
  const result: Record<string, Float64Array> = {
    liquidationsUsd: column((i) => hit(i) * (1 + 0.3 * wiggle(i, 1))),
    publishedUsd: column((i) => Math.min(hit(i) * 0.7, 8e8)),
    adlUsd: column((i) => (i > LOW - 4 && i < LOW + 8 ? 1.5e8 : 0)),
    exogenousUsd: column((i) => (isNews(i) ? 4.5e7 : 0)),
    'makerLeverage/a': column(
      (i) => 2.6 + (i < LEG ? 0.3 * (i > NEWS ? 1 : 0) : 4 * Math.exp(-(((i - LOW) / 12) ** 2))),
    ),
    'makerLeverage/b': column((i) => 2.4 + (i < LEG ? 0 : 2 * Math.exp(-(((i - LOW) / 12) ** 2)))),
    'redemption/WBETH': column((i) => 4720 * path(i, 0.15)),
    'collateralIndex/a/WBETH': column((i) => 4720 * path(i, 0.7)),
    'collateralIndex/b/WBETH': column((i) => 4720 * path(i, 0.2)),
    'redemption/BNSOL': column((i) => 241 * path(i, 0.2)),
    'collateralIndex/a/BNSOL': column((i) => 241 * path(i, 0.7)),
    'insurance/a/alts': column((i) => (i < LOW ? 4e8 : 1.1e8)),
    'openInterestUsd/a': column((i) => 76e9 * (i < LEG ? 1 : 0.6)),
    'openInterestUsd/b': column((i) => 127e9 * (i < LEG ? 1 : 0.75)),
    'openInterestUsd/c': column((i) => 13.8e9 * (i < LEG ? 1 : 0.45)),
  };
  for (const [n, reason] of ['volatility', 'inventory', 'risk-capital', 'margin', 'hedge-leg'].entries()) {
    result[`withdrawn/${reason}`] = column((i) =>
      i > LEG - 3 && i < LEG + 30 ? 9e7 * (1 / (n + 1)) * (1 + 0.5 * wiggle(i, n)) : 0,
    );
  }
  return result;
}

export function series(): Series {
  const assets = ['BTC', 'ETH', 'SOL', ...ALTS];
  const markets: MarketSeries[] = [];
  for (const [venue, kinds] of VENUES) {
    for (const kind of kinds)
      for (const asset of assets) markets.push(market(venue, asset, kind, markets.length));
  }
  markets.push(market('a', 'WBETH', 'spot', 901), market('a', 'BNSOL', 'spot', 902));
  return { startMs: START_MS, minutes: MINUTES, markets, columns: columns() };
}

function iso(minute: number): string {
  return new Date(START_MS + minute * 60_000).toISOString();
}

function summarizeMarket({
  venue,
  symbol,
  kind,
  close,
  low,
  high,
  vwap,
  volumeUsd,
  bidDepthUsd,
}: MarketSeries): Summary['markets'][number] {
  const lowest = low.reduce((best, one, i) => (one < low[best]! || Number.isNaN(low[best]!) ? i : best), 0);
  const top = Math.max(...high.subarray(0, lowest + 1).filter(Number.isFinite));
  return {
    venue,
    symbol,
    kind,
    open: close.find(Number.isFinite)!,
    high: top,
    highAt: iso(0),
    low: low[lowest]!,
    lowAt: iso(lowest),
    maxDrawdown: 1 - low[lowest]! / top,
    low1mVwap: Math.min(...vwap.filter(Number.isFinite)),
    close: close.at(-1)!,
    volumeUsd: volumeUsd.reduce((sum, one) => sum + one),
    depth1pctOpenUsd: bidDepthUsd[0]!,
    depth1pctMinUsd: Math.min(...bidDepthUsd),
    depth1pctMinAt: iso(LOW),
  };
}

export function summary(from: Series): Summary {
  const { liquidationsUsd, publishedUsd, exogenousUsd } = from.columns;
  const total = (values: Float64Array) => values.reduce((sum, one) => sum + one);
  const forcedUsd = total(liquidationsUsd!);
  const venueLiquidations = (share: number) => ({
    notionalUsd: share * forcedUsd,
    publishedUsd: share * total(publishedUsd!),
    longUsd: share * forcedUsd * 0.88,
    shortUsd: share * forcedUsd * 0.12,
    accounts: 1000,
  });
  return {
    scenario: 'oct-2025',
    seed: 1,
    version: '0.1.0',
    digest: '8f1c22d09ab4e671',
    outcomeDigest: '8f1c22d09ab4e672',
    interventions: [],
    changes: [],
    interrupted: false,
    events: 24_318_220,
    wallMs: 41_200,
    peakRssBytes: 812e6,
    conserved: true,
    assets: ['USD', 'USDT', 'BTC', 'ETH', 'SOL', ...ALTS, 'WBETH', 'BNSOL'].map((id) => ({
      id,
      class: id.startsWith('USD')
        ? 'dollar'
        : ['BTC', 'ETH', 'SOL'].includes(id)
          ? 'major'
          : ['WBETH', 'BNSOL'].includes(id)
            ? 'staked'
            : 'alt',
      openUsd: OPEN[id] ?? 1,
    })),
    venues: VENUES.map(([id, kinds]) => ({
      id,
      about: `Exchange ${id}.`,
      margin: kinds.includes('perp') ? 'unified' : 'cash',
      spot: kinds.includes('spot'),
      perps: kinds.includes('perp'),
    })),
    markets: from.markets.map(summarizeMarket),
    liquidations: {
      notionalUsd: forcedUsd,
      publishedUsd: total(publishedUsd!),
      longUsd: forcedUsd * 0.88,
      shortUsd: forcedUsd * 0.12,
      accounts: 1_702_114,
      firstAt: iso(12),
      byVenue: { a: venueLiquidations(0.5), b: venueLiquidations(0.2), c: venueLiquidations(0.3) },
      byMinute: Array.from(liquidationsUsd!, (usd, i) => ({
        at: iso(i),
        usd,
        publishedUsd: publishedUsd![i]!,
      })),
    },
    adl: { notionalUsd: 1.65e9, accounts: 30_112, firstAt: iso(LOW - 3), byVenue: {} },
    insurance: [
      { venue: 'a', pool: 'alts', startUsd: 4e8, minUsd: 1.1e8, endUsd: 1.1e8 },
      { venue: 'a', pool: 'majors', startUsd: 8.3e8, minUsd: 8.3e8, endUsd: 8.41e8 },
      { venue: 'b', pool: 'all', startUsd: 6e8, minUsd: 4.9e8, endUsd: 5e8 },
      { venue: 'c', pool: 'vault', startUsd: 3.2e8, minUsd: 9e7, endUsd: 3.6e8 },
    ],
    makers: {
      leverageOpen: 2.6,
      leverageBeforeFirstLiquidation: 5.9,
      withdrawnDepthByReason: {
        volatility: 2.9e9,
        inventory: 1.5e9,
        'risk-capital': 9.8e8,
        margin: 7.3e8,
        'hedge-leg': 5.9e8,
      },
    },
    openInterest: { startUsd: 217e9, endUsd: 147e9, byVenue: {} },
    exogenous: {
      byMinute: Array.from(exogenousUsd!, (usd, i) => ({ at: iso(i), usd })).filter(({ usd }) => usd > 0),
    },
    milestones: [],
    losses: {
      total: 1.94e9,
      payers: { insurance: 4e8, vault: 2.3e8, adl: 1.19e9, feesWithheld: 9e7, socialized: 3e7 },
    },
  };
}

/** A cascade of `rounds` rounds, each a fifth smaller, three quarters pushed by the round before. */
export function journal(rounds: number): AnyRow[] {
  const rows: AnyRow[] = [];
  const add = (cause: number, kind: Kind, more: Partial<AnyRow> = {}) => {
    const id = rows.length + 1;
    rows.push({ id, cause, atUs: (NEWS * 60 + id) * 1_000_000, kind, ...more });
    return id;
  };
  const news = add(0, 'news');
  const push = add(news, 'exogenous', { usd: 8.55e8, venue: 'a', market: 'BTC/USDT' });
  let sellers: readonly (readonly [number, string])[] = [[push, 'exogenous']];
  for (let round = 0; round < rounds; round++) {
    const share = 0.75 / sellers.length;
    const aggressors = sellers.map(([origin, kind]) => ({ origin, kind, share }));
    const move = add(sellers[0]![0], 'mark-move', {
      venue: 'a',
      market: 'BTC/USDT',
      aggressors,
      remainder: 0.25,
    });
    const usd = 5e9 * 0.8 ** round;
    const liquidation = add(move, 'liquidation', { venue: 'a', account: round });
    const order = add(liquidation, 'liquidation-order', { usd: usd * 0.7, venue: 'a', market: 'BTC/USDT' });
    const call = add(move, 'margin-call', { venue: 'a', account: 1000 + round });
    const sale = add(call, 'margin-call-sale', { usd: usd * 0.3, venue: 'a', market: 'XRP/USDT' });
    const gone = add(move, 'withdrawal', { venue: 'a', reason: 'volatility' });
    const takeover = add(liquidation, 'takeover', { usd: usd * 0.05, venue: 'a' });
    const adl = add(takeover, 'adl', { usd: usd * 0.04, venue: 'a' });
    sellers = [
      [order, 'liquidation-order'],
      [sale, 'margin-call-sale'],
      [gone, 'withdrawal'],
      [adl, 'adl'],
    ];
  }
  return rows;
}
