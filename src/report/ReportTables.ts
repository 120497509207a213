import * as Payers from '../analysis/Payers.js';
import type { MarketSummary, Summary } from '../analysis/Summary.js';
import * as NumberText from './NumberText.js';
import * as Table from './Table.js';

/** Who paid what collateral did not cover. */
export function payers({ losses }: Summary): string {
  if (!(losses.total > 0)) return '';
  const rows = Payers.ranked(losses.payers).map(([payer, usd]) => [
    Table.word(Payers.name(payer)),
    Table.number('usd', usd),
    Table.number('percent', usd / losses.total, usd / losses.total),
  ]);
  const intro = `Losses beyond the losers' own collateral: ${NumberText.format('usd', losses.total)}. Every dollar has a payer.`;
  return `<section><h2 id="payers">Who paid</h2><p>${intro}</p>${Table.render(['payer', 'paid', 'share'], rows)}</section>`;
}

/** What became of the loops by product; '' in a world without. */
export function loops({ loops: all = [] }: Summary): string {
  if (all.length === 0) return '';
  const rows = all.map((one) => [
    Table.word(`${one.product} on ${one.place}`),
    Table.number('count', one.opened),
    Table.number('count', one.unwound),
    Table.number('count', one.liquidated),
    Table.number('usd', one.stockUsd),
    Table.number('usd', one.stockLeftUsd),
    Table.number('usd', one.equityUsd),
    Table.number('usd', one.equityLeftUsd),
    Table.number('percent', one.equityLeftUsd / one.equityUsd, one.equityLeftUsd / one.equityUsd),
  ]);
  const head = [
    'product',
    'opened',
    'unwound',
    'liquidated',
    'stock',
    'at the end',
    'equity',
    'equity left',
    'left',
  ];
  const intro = `Accounts by their leverage at the open, whales (whose equity is borrowed against alts), and loops on lending protocols by collateral.${order(all)}`;
  return `<section><h2 id="loops">What became of the loops</h2><p>${NumberText.html(intro)}</p>${Table.render(head, rows)}</section>`;
}

function order(all: NonNullable<Summary['loops']>): string {
  const total = (of: (one: (typeof all)[number]) => number | undefined) =>
    all.reduce((sum, one) => sum + (of(one) ?? 0), 0);
  const unwinds = total(({ unwinds }) => unwinds);
  if (unwinds === 0) return '';
  const called = total(({ calledBefore }) => calledBefore);
  return ` Of ${unwinds} unwinds that whales began, ${called} followed a margin call on their alts.`;
}

export function insurance({ insurance: pools }: Summary): string {
  if (pools.length === 0) return '';
  const drawn = (pool: Summary['insurance'][number]) => 1 - pool.minUsd / pool.startUsd;
  const rows = [...pools]
    .sort((a, b) => drawn(b) - drawn(a) || b.startUsd - a.startUsd || (a.pool < b.pool ? -1 : 1))
    .map((pool) => [
      Table.word(`${pool.venue} · ${pool.pool}`),
      Table.number('usd', pool.startUsd),
      Table.number('usd', pool.minUsd),
      Table.number('usd', pool.endUsd),
      Table.number('percent', drawn(pool), drawn(pool)),
    ]);
  const head = ['pool', 'start', 'lowest', 'end', 'drawn'];
  return `<section><h2 id="insurance">Insurance pools</h2>${Table.render(head, rows, true)}</section>`;
}

export function withdrawals({ makers }: Summary): string {
  const all = Object.entries(makers.withdrawnDepthByReason);
  const total = all.reduce((sum, [, usd]) => sum + usd, 0);
  if (total === 0) return '';
  const rows = all
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, usd]) => [
      Table.name(reason),
      Table.number('usd', usd),
      Table.number('percent', usd / total, usd / total),
    ]);
  return `<section><h2 id="withdrawals">Why makers withdrew</h2>${Table.render(['reason', 'depth withdrawn', 'share'], rows)}</section>`;
}

/** Every market, deepest fall first. */
export function markets({ markets: all }: Summary): string {
  const rows = [...all].sort(byFall).map(marketRow);
  const head = [
    'market',
    'venue',
    'kind',
    'fall',
    'low at',
    'open',
    'lowest 1-min average',
    'lowest trade',
    'last trade',
    'volume',
    '1% depth lost',
  ];
  return `<section><h2 id="markets">All markets</h2><p>Deepest fall first; click a heading to sort. Times are UTC.</p>${Table.render(head, rows, true)}</section>`;
}

function byFall(a: MarketSummary, b: MarketSummary): number {
  const key = (market: MarketSummary) => `${market.symbol} ${market.venue} ${market.kind}`;
  return (b.maxDrawdown || 0) - (a.maxDrawdown || 0) || (key(a) < key(b) ? -1 : 1);
}

function marketRow(market: MarketSummary): Table.Cell[] {
  const { symbol, venue, kind, maxDrawdown, lowAt, open, low, low1mVwap, close, volumeUsd } = market;
  return [
    Table.word(symbol),
    Table.word(venue),
    Table.word(kind),
    Table.number('percent', -maxDrawdown, maxDrawdown),
    Table.word(lowAt.slice(5, 19).replace('T', ' ')),
    Table.number('price', open),
    Table.number('price', low1mVwap),
    Table.number('price', low),
    Table.number('price', close),
    Table.number('usd', volumeUsd),
    Table.number('percent', 1 - market.depth1pctMinUsd / market.depth1pctOpenUsd),
  ];
}

/** Every value that an intervention or a set replaced. */
function changes({ changes: all }: Summary): string {
  if (all.length === 0) return '';
  const rows = all.map(({ by, path, before, after }) => [
    Table.word(path),
    Table.word(shortened(before)),
    Table.word(shortened(after)),
    Table.word(by === '' ? 'set by hand' : by),
  ]);
  return `<h3>What was changed</h3>${Table.render(['value', 'before', 'after', 'by'], rows)}`;
}

const LONG = 80;

function shortened(text: string): string {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

/** What run this is, and how to read it. */
export function identity(summary: Summary): string {
  const { scenario, seed, version, digest, outcomeDigest, interventions, events, conserved } = summary;
  const { wallMs, peakRssBytes } = summary;
  const rows: [term: string, value: string][] = [
    ['scenario', scenario],
    ['seed', String(seed)],
    ['interventions', interventions.length > 0 ? interventions.join(', ') : 'none'],
    ['version', version],
    ['digest of all events', digest],
    ['digest of the outcome', `${outcomeDigest} (events, journal and final balances)`],
    ['events', NumberText.format('count', events)],
    ['wall time', `${(wallMs / 1000).toFixed(1)} s`],
    ['peak memory', `${NumberText.format('count', peakRssBytes / 1e6)} MB`],
    ['every asset conserved', conserved ? 'yes' : 'NO: do not use these numbers'],
  ];
  if (summary.interrupted) rows.push(['interrupted', 'yes: the run was stopped before its end']);
  const items = rows.map(([term, value]) => `<dt>${term}</dt><dd>${NumberText.html(value)}</dd>`);
  return `<section><h2 id="run">This run</h2><dl>${items.join('')}</dl>${changes(summary)}<p>The same scenario, seed and version give the same digest on any machine.</p></section>`;
}
