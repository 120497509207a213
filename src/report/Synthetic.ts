import * as MainVenue from '../analysis/MainVenue.js';
import type { MarketSeries, Series } from '../observe/Series.js';
import type * as Basket from './Basket.js';
import * as Chart from './Chart.js';
import type { Frame } from './Frame.js';
import * as Panel from './Panel.js';

const RED = 4;
const GRAY = 7;

/** Why arbitrage could not happen, in words and in the order of the legend. */
const REASONS: readonly (readonly [key: string, label: string])[] = [
  ['halt', 'transfers or redemption halted'],
  ['delay', 'money away too long'],
  ['inventory', 'no money or coins left there'],
  ['cap', 'redemption at its cap'],
];

/** Every chart of coins that are meant to be worth a dollar, of their issuers and of loops on them; '' without any. */
export function render(source: Basket.Source, frame: Frame, pegged: readonly string[]): string {
  const { series } = source;
  const issued = named(series, 'issuerSupply/').map(({ label }) => label);
  const coins = [...new Set([...pegged, ...issued])];
  const figures = coins.map((coin) => peg(source, frame, coin) + issuer(series, frame, coin));
  const text = figures.join('') + loops(series, frame);
  return text === '' ? '' : `<section><h2 id="pegs">Coins meant to be worth a dollar</h2>${text}</section>`;
}

/** Traded prices at every place, what venues and protocols value the coin at, and the profit that nobody could take. */
function peg(source: Basket.Source, frame: Frame, coin: string): string {
  const { series } = source;
  const missed = REASONS.flatMap(([key, label], color) => {
    const values = series.columns[`missedUsd/${coin}/${key}`];
    return values === undefined ? [] : [{ label, color, values }];
  });
  const panels = [
    Panel.lines(`${coin}, traded price by venue and pool, par = 100`, 'index', traded(source, coin), {
      reference: 100,
    }),
    Panel.lines(`${coin}, index that venues lend against, par = 100`, 'index', indices(series, coin), {
      height: 130,
      reference: 100,
    }),
    Panel.bars('Arbitrage that could not happen, dollars per minute, by reason', missed, true, 150),
  ];
  const about =
    'Minute closes of what was traded; shading reaches down to the lowest trade of the minute. An index is not a price: ' +
    'it is what a venue or protocol takes the coin for, whatever it trades at. Arbitrage that could not happen: what a ' +
    'coin traded or stood offered under the price that redemption pays after costs, times its distance from it.';
  return Chart.render(`${coin}: prices and indices`, about, panels, frame);
}

function percent(values: Float64Array): Float64Array {
  return values.map((one) => (one > 0 ? 100 * one : Number.NaN));
}

function traded({ assets, series }: Basket.Source, coin: string): Panel.Line[] {
  const venues = MainVenue.list(series.markets);
  const board = { assets, markets: series.markets };
  const books = venues.flatMap((venue, color): Panel.Line[] => {
    const market = MainVenue.marketOf<MarketSeries>(board, venue, coin);
    if (market === undefined) return [];
    return [
      { label: venue, color: Math.min(color, GRAY), values: percent(market.close), low: percent(market.low) },
    ];
  });
  const pools = named(series, `peg/${coin}/`).filter(({ label }) => !venues.includes(label));
  return [
    ...books,
    ...pools.map(({ label, values }, i) => ({
      label: `pool ${label}`,
      color: Math.min(venues.length + i, GRAY),
      isDashed: true,
      values: percent(values),
    })),
  ];
}

function indices(series: Series, coin: string): Panel.Line[] {
  return MainVenue.list(series.markets).flatMap((venue, color) => {
    const values = series.columns[`collateralIndex/${venue}/${coin}`];
    if (values === undefined) return [];
    return [{ label: `index on ${venue}`, color: Math.min(color, GRAY), values: percent(values) }];
  });
}

/** What stands behind the coin, and what its issuer paid and sold short. */
function issuer({ columns }: Series, frame: Frame, coin: string): string {
  const set = (label: string, color: number, name: string) =>
    [columns[`${name}/${coin}`] ?? []]
      .flat()
      .map((values) => ({ label, color, values: values as Float64Array }));
  const panels = [
    Panel.lines('Coins in circulation', 'usd', set('supply', 0, 'issuerSupply'), { height: 130 }),
    Panel.lines('Backing over supply', 'percent', set('backing ratio', 1, 'issuerBackingRatio'), {
      height: 130,
      reference: 1,
    }),
    Panel.bars(
      'Redeemed and minted, dollars per minute',
      [...set('redeemed at 1.00', RED, 'issuerRedeemedUsd'), ...set('minted', 2, 'issuerMintedUsd')],
      false,
      110,
    ),
    Panel.lines(
      'Stables at hand for redemption, and coins that wait',
      'usd',
      [...set('hot stables', 2, 'issuerHotUsd'), ...set('waiting to be paid', RED, 'issuerWaitingUsd')],
      { height: 130, reference: 0 },
    ),
    Panel.lines('Net exposure: spot less short perps', 'usd', set('not hedged', 3, 'issuerDeltaUsd'), {
      height: 110,
      reference: 0,
    }),
  ];
  const about =
    'Backing is valued at market: spot, stables, what is lent, and the profit of the short perps. Exposure appears ' +
    'when a hedge is auto-deleveraged or backing is sold, until the desk has hedged anew.';
  return Chart.render(`${coin}: backing and hedge of the issuer`, about, panels, frame);
}

/** Leverage of the loops that still stand, and what left them in each minute. */
function loops(series: Series, frame: Frame): string {
  const leverage = named(series, 'loopLeverage/').map(({ label, values }, i) => {
    return { label: nameOf(label), color: Math.min(i, GRAY), values };
  });
  const sets = [
    ...named(series, 'loopForcedUsd/').map((one) => ({ ...one, label: `${nameOf(one.label)}: liquidated` })),
    ...named(series, 'loopUnwoundUsd/').map((one) => ({
      ...one,
      label: `${nameOf(one.label)}: sold by holders`,
    })),
    ...(leverage.length > 0 ? named(series, 'lendingUnwoundUsd/') : []).map((one) => {
      return { ...one, label: `loops on ${one.label}: sold by holders` };
    }),
  ];
  const colors = [RED, 5, 0, 1, 2, 3, 6, GRAY];
  const panels = [
    Panel.lines('Leverage of the loops that stand', 'times', leverage, { height: 160 }),
    Panel.bars(
      'Coins that left loops, dollars per minute',
      sets.map((one, i) => ({ ...one, color: colors[Math.min(i, GRAY)]! })),
      true,
      160,
    ),
  ];
  const about =
    'Leverage is value over equity of all loops of a kind, each priced as its lender prices it; a curve ends with the ' +
    'last loop or the last of their equity.';
  return Chart.render('Loops', about, panels, frame);
}

/** `a/whale` in words. */
function nameOf(key: string): string {
  const [place, group] = key.split('/');
  if (group === 'loop') return `loops on ${place}`;
  return group === 'whale' ? `whales on ${place}` : `${group} on ${place}`;
}

function named({ columns }: Series, prefix: string): { label: string; values: Float64Array }[] {
  const keys = Object.keys(columns).filter((key) => key.startsWith(prefix));
  return keys.sort().map((key) => ({ label: key.slice(prefix.length), values: columns[key]! }));
}
