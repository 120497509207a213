import type { Summary } from '../analysis/Summary.js';
import type { Series } from '../observe/Series.js';
import * as Chart from './Chart.js';
import type { Frame } from './Frame.js';
import * as NumberText from './NumberText.js';
import * as Panel from './Panel.js';
import * as Table from './Table.js';

const GRAY = 7;

/** What lending protocols did: by collateral, with what was refused and why, and their minutes. '' in a world without. */
export function render(summary: Summary, series: Series, frame: Frame | undefined): string {
  const { lending: protocols = [] } = summary;
  if (protocols.length === 0) return '';
  const figures = frame === undefined ? '' : charts(series, frame);
  return (
    `<section><h2 id="lending">Lending</h2><p>Nobody is liquidated here until an outsider repays a debt for a profit. ` +
    `Dollars are at the prices of the protocol’s oracle.</p>${totals(protocols)}${collaterals(protocols)}` +
    `${refusals(summary)}${figures}</section>`
  );
}

type Protocols = NonNullable<Summary['lending']>;

function totals(protocols: Protocols): string {
  const rows = protocols.map(({ protocol, liquidatedUsd, badDebtUsd, maxUtilization }) => [
    Table.word(protocol),
    Table.number('usd', liquidatedUsd),
    Table.number('usd', badDebtUsd),
    Table.number('percent', maxUtilization),
  ]);
  return Table.render(['protocol', 'collateral seized', 'bad debt', 'highest utilization'], rows);
}

function collaterals(protocols: Protocols): string {
  const rows = protocols.flatMap(({ protocol, liquidatedUsd, liquidatedByCollateral, reserves = [] }) => {
    const known = new Map(reserves.map((one) => [one.asset, one]));
    const assets = [...new Set([...Object.keys(liquidatedByCollateral), ...known.keys()])];
    const usd = (asset: string) => liquidatedByCollateral[asset] ?? 0;
    assets.sort((a, b) => usd(b) - usd(a) || (a < b ? -1 : 1));
    return assets.map((asset) => {
      const { oracle = '–', oracleEndUsd = Number.NaN, marketEndUsd = Number.NaN } = known.get(asset) ?? {};
      return [
        Table.word(`${asset} on ${protocol}`),
        Table.name(oracle),
        Table.number('price', oracleEndUsd),
        Table.number('price', marketEndUsd),
        Table.number('usd', usd(asset), liquidatedUsd > 0 ? usd(asset) / liquidatedUsd : 0),
      ];
    });
  });
  if (rows.length === 0) return '';
  const head = ['collateral', 'priced by', 'oracle at the end', 'market at the end', 'seized'];
  return `<h3>By collateral and oracle</h3>${Table.render(head, rows)}`;
}

/** What was asked of protocols and refused, by operation and reason. */
function refusals({ refused = {} }: Summary): string {
  const all = Object.entries(refused).filter(([key]) => key.startsWith('lending-'));
  if (all.length === 0) return '';
  const rows = all
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([key, times]) => [Table.name(key.slice('lending-'.length)), Table.number('count', times)]);
  return `<h3>Refused, by operation and reason</h3>${Table.render(['operation and reason', 'times'], rows)}`;
}

function charts(series: Series, frame: Frame): string {
  const lines = (prefix: string) => {
    const keys = Object.keys(series.columns)
      .filter((key) => key.startsWith(prefix))
      .sort();
    return keys.map((key, i) => ({
      label: NumberText.words(key.slice(prefix.length).replace('/', ' ')),
      color: Math.min(i, GRAY),
      values: series.columns[key]!,
    }));
  };
  const panels = [
    Panel.lines('Utilization: borrowed over supplied', 'percent', lines('lendingUtilization/'), {
      height: 150,
      reference: 0,
    }),
    Panel.lines('Borrow rate, per year', 'percent', lines('lendingRate/'), { height: 130, reference: 0 }),
    Panel.bars('Collateral seized, dollars per minute', lines('lendingLiquidatedUsd/'), true, 130),
    Panel.bars('Bad debt, dollars per minute', lines('lendingBadDebtUsd/'), true, 90),
  ];
  const about = 'Values of the minute’s last block.';
  return Chart.render('Lending protocols by the minute', about, panels, frame);
}
