import * as Headline from '../analysis/Headline.js';
import * as MainVenue from '../analysis/MainVenue.js';
import type { Extra } from '../analysis/Recovery.js';
import type { Summary } from '../analysis/Summary.js';
import type { Cascade } from '../observe/Cascade.js';
import * as NumberText from './NumberText.js';

interface Figure {
  readonly title: string;
  readonly value: string;
  readonly note: string;
}

/** The sentence and the figures that a reader takes away in ten seconds. */
export function render(summary: Summary, extra: Extra, cascade: Cascade): string {
  const cards = figures(summary, extra, cascade).map(
    ({ title, value, note }) =>
      `<div class="card"><b>${value}</b><span>${NumberText.html(title)}</span><small>${NumberText.html(note)}</small></div>`,
  );
  return `<p class="lead">${NumberText.html(sentence(summary, extra))}</p><div class="cards">${cards.join('')}</div>`;
}

function sentence(summary: Summary, extra: Extra): string {
  const of = lookUp(summary, extra);
  const venue = MainVenue.main(summary.markets);
  const falls = `BTC fell ${percent(of('btcFall'))} and the median alt ${percent(of('altFall'))} on venue ${venue}.`;
  const { notionalUsd, publishedUsd, accounts } = summary.liquidations;
  if (!(notionalUsd > 0))
    return accounts > 0
      ? `${falls} ${accounts === 1 ? 'One account was' : `${accounts} accounts were`} liquidated, without closing a position.`
      : `${falls} Nobody was liquidated.`;
  const forced = `Positions worth ${usd(notionalUsd)} were liquidated, of which the public feeds showed ${usd(publishedUsd)}`;
  const after = of('afterNews');
  return Number.isFinite(after)
    ? `${falls} ${forced}; ${percent(after)} of it came after the last order from outside.`
    : `${falls} ${forced}.`;
}

function figures(summary: Summary, extra: Extra, cascade: Cascade): Figure[] {
  const of = lookUp(summary, extra);
  const { markets, liquidations, makers, adl } = summary;
  const venue = MainVenue.main(markets);
  const outside = MainVenue.reference(markets);
  const lossNote = `losses beyond collateral: ${usd(summary.losses.total)}`;
  return [
    { title: `BTC on ${venue}`, value: fall(of('btcFall')), note: `high to low; ETH ${fall(of('ethFall'))}` },
    { title: `median alt on ${venue}`, value: fall(of('altFall')), note: gapNote(of('altGap'), outside) },
    {
      title: 'liquidated',
      value: usd(liquidations.notionalUsd),
      note: `published: ${usd(liquidations.publishedUsd)}`,
    },
    {
      title: 'of it after the last outside order',
      value: percent(of('afterNews')),
      note: `${percent(of('longShare'))} were longs`,
    },
    {
      title: 'forced per outside dollar',
      value: NumberText.format('times', cascade.amplification),
      note: `${percent(cascade.forcedByForced)} pushed by forced selling itself`,
    },
    {
      title: `depth of the median alt on ${venue}`,
      value: fall(of('altDepthLost')),
      note: 'bids within 1%, worst minute',
    },
    {
      title: "makers' leverage",
      value: NumberText.format('times', makers.leverageBeforeFirstLiquidation),
      note: `peak before any was liquidated; ${NumberText.format('times', makers.leverageOpen)} at the open`,
    },
    { title: 'auto-deleveraged', value: usd(adl.notionalUsd), note: lossNote },
    ...synthetic(summary, of),
  ];
}

/** One row more in a world with a synthetic dollar, its loops and their lender. */
function synthetic(summary: Summary, of: (key: string) => number): Figure[] {
  const { markets, issuers = [], lending = [], loops = [] } = summary;
  if (!Number.isFinite(of('usdeLow')) || issuers.length === 0) return [];
  const total = (key: 'opened' | 'liquidated' | 'equityUsd' | 'equityLeftUsd') =>
    loops.reduce((sum, loop) => sum + (loop.place === venue ? loop[key] : 0), 0);
  const venue = MainVenue.main(markets);
  const supply = of('usdeSupply');
  const figures = [
    {
      title: `USDe on ${venue}, low`,
      value: NumberText.format('price', of('usdeLow')),
      note: `pools at worst ${percent(of('usdePools'))} from par`,
    },
    {
      title: 'USDe supply by the end',
      value: percent(supply),
      note: `${usd(of('usdeRedeemed'))} redeemed; least backing ${percent(of('usdeBacking'))}`,
    },
  ];
  if (total('opened') > 0)
    figures.push({
      title: `of the loops on ${venue} liquidated`,
      value: percent(total('liquidated') / total('opened')),
      note: `${percent(total('equityLeftUsd') / total('equityUsd'))} of their equity is left`,
    });
  if (lending.length > 0)
    figures.push({
      title: 'bad debt of lending protocols',
      value: usd(of('lendingBadDebt')),
      note: `highest utilization ${percent(of('lendingUtilization'))}`,
    });
  return figures;
}

function lookUp(summary: Summary, extra: Extra): (key: string) => number {
  const values = new Map(Headline.list(summary, extra).map((one) => [one.key, one.value]));
  return (key) => values.get(key) ?? Number.NaN;
}

function gapNote(gap: number, outside: string | undefined): string {
  if (outside === undefined || !Number.isFinite(gap)) return 'high to low';
  return `${Math.abs(gap * 100).toFixed(0)} points ${gap >= 0 ? 'more' : 'less'} than on venue ${outside}`;
}

function fall(value: number): string {
  return Number.isFinite(value) ? NumberText.format('percent', -value) : '–';
}

function percent(value: number): string {
  return NumberText.format('percent', value);
}

function usd(value: number): string {
  return NumberText.format('usd', value);
}
