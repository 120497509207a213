import * as Assets from '../analysis/Assets.js';
import type * as Leads from '../analysis/Leads.js';
import * as MainVenue from '../analysis/MainVenue.js';
import type { MarketSeries, Series } from '../observe/Series.js';
import * as Basket from './Basket.js';
import * as Chart from './Chart.js';
import type { Frame } from './Frame.js';
import * as NumberText from './NumberText.js';
import * as Panel from './Panel.js';

const RED = 4;
const GOLD = 5;
const GRAY = 7;

/** Prices by venue and their distance from the unlevered venue, of each subject that leads. */
export function prices(source: Basket.Source, frame: Frame, leads: Leads.Leads): string {
  const reference = MainVenue.reference(source.series.markets);
  return subjects(leads)
    .map(({ name, subject }) => {
      const curves = Basket.prices(source, subject);
      const what = 'class' in subject ? `median over ${Assets.noun(subject.class)}s of each price` : 'price';
      const about =
        `Minute closes, ${what} divided by its opening value; shading reaches down to the minute's lowest trade. ` +
        'Spot, except where a venue trades only perps.';
      const scale = curves.some(({ values }) => values.some((value) => value < COLLAPSED)) ? 'log' : 'linear';
      const panels = [
        Panel.lines(`${name}, opening price = 100`, 'index', curves, { reference: 100, scale }),
      ];
      const gap = curves.length > 1 ? Basket.gaps(source.series, curves) : [];
      if (gap.length > 0)
        panels.push(
          Panel.lines(`Distance from ${reference}, the venue without leverage`, 'percent', gap, GAP),
        );
      return Chart.render(`${name} by venue`, about, panels, frame);
    })
    .join('');
}

/** Of an opening price of 100: a price that falls below it is drawn on a log scale. */
const COLLAPSED = 5;
const GAP = { height: 110, reference: 0 };

/** What has a chart of its own: the coins that lead, and the median of each class with many coins. */
function subjects({ coins, classes }: Leads.Leads): { name: string; subject: Basket.Subject }[] {
  const shown = classes.filter(({ asset }) => asset === 'alt' || asset === 'major');
  return [
    ...coins.map(({ asset }) => ({ name: asset, subject: { asset } })),
    ...shown.map(({ asset }) => ({ name: `Median ${Assets.noun(asset)}`, subject: { class: asset } })),
  ];
}

export function depth(source: Basket.Source, frame: Frame, leads: Leads.Leads): string {
  const more = { scale: 'log', height: 200 } as const;
  const panels = subjects(leads).map(({ name, subject }) =>
    Panel.lines(`${name}, bid dollars within 1% of mid`, 'usd', Basket.depths(source, subject), more),
  );
  return Chart.render('Depth: what the next seller meets', 'Minute averages.', panels, frame);
}

/** Liquidations as they were and as they were published, deleveraging, and what came from outside, on one axis. */
export function forced({ columns }: Series, frame: Frame): string {
  const set = (label: string, color: number, name: string) =>
    [columns[name] ?? []].flat().map((values) => ({ label, color, values: values as Float64Array }));
  const panels = [
    Panel.bars(
      'Liquidations, dollars per minute',
      [...set('true', RED, 'liquidationsUsd'), ...set('as published', GOLD, 'publishedUsd')],
      false,
      220,
    ),
    Panel.bars(
      'Auto-deleveraging, dollars per minute',
      set('closed against winners', 3, 'adlUsd'),
      false,
      80,
    ),
    Panel.bars(
      'Exogenous orders, dollars per minute',
      set('scripted from outside', GRAY, 'exogenousUsd'),
      false,
      80,
    ),
  ];
  const about =
    'Everything from outside the model is in the last panel, and the shaded windows repeat where it was. ' +
    'Whatever stands outside the shading came out of the accounts and rules alone.';
  return Chart.render('Forced selling and the push from outside', about, panels, frame);
}

export function makers({ columns }: Series, frame: Frame): string {
  const leverage = named(columns, 'makerLeverage/');
  const reasons = named(columns, 'withdrawn/').sort(
    (a, b) => total(b.values) - total(a.values) || order(a, b),
  );
  const panels = [
    Panel.lines("Makers' gross exposure over equity", 'times', leverage.map(colored), { height: 160 }),
    Panel.bars(
      'Depth withdrawn, dollars per minute, by reason',
      reasons.map((one, i) => colored({ ...one, label: NumberText.words(one.label) }, i)),
      true,
      180,
    ),
  ];
  const about =
    'Leverage rises when equity in alts melts under open quotes; depth goes for the stated reason.';
  return Chart.render('Market makers', about, panels, frame);
}

/** Collateral index and market price of each staked or stable asset, in percent of its redemption value. */
export function collateral({ assets, series }: Basket.Source, frame: Frame): string {
  const { columns, markets } = series;
  const main = MainVenue.main(markets);
  const panels = named(columns, 'redemption/').map(({ label: asset, values: redemption }) => {
    const part = (values: Float64Array) => values.map((value, i) => (100 * value) / redemption[i]!);
    const indices = MainVenue.list(markets).flatMap((venue, color) => {
      const values = columns[`collateralIndex/${venue}/${asset}`];
      return values === undefined ? [] : [{ label: `index on ${venue}`, color, values: part(values) }];
    });
    const market = MainVenue.marketOf<MarketSeries>({ assets, markets }, main, asset);
    const spot = market && {
      label: `spot on ${main}`,
      color: RED,
      values: part(market.close),
      low: part(market.low),
      isDashed: true,
    };
    const curves = spot === undefined ? indices : [spot, ...indices];
    return Panel.lines(`${asset}, redemption value = 100`, 'index', curves, { height: 150, reference: 100 });
  });
  const about = 'The price a venue lends against, and the price at which the asset can be redeemed.';
  return Chart.render('Collateral index against redemption value', about, panels, frame);
}

export function openInterest({ columns }: Series, frame: Frame): string {
  const curves = named(columns, 'openInterestUsd/').map(colored);
  const about = 'Dollars at mark, long side.';
  return Chart.render(
    'Open interest',
    about,
    [Panel.lines('Open interest', 'usd', curves, { height: 150, reference: 0 })],
    frame,
  );
}

interface Named {
  label: string;
  values: Float64Array;
}

function named(columns: Series['columns'], prefix: string): Named[] {
  const keys = Object.keys(columns).filter((key) => key.startsWith(prefix));
  return keys.sort().map((key) => ({ label: key.slice(prefix.length), values: columns[key]! }));
}

function colored(one: Named, color: number): Panel.Line {
  return { ...one, color: Math.min(color, GRAY) };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + (value || 0), 0);
}

function order(a: Named, b: Named): number {
  return a.label < b.label ? -1 : 1;
}
