import Table from 'cli-table3';
import type { Forced, Issuer, Lending, Loop, Market, Summary } from './Door.js';

const MAJORS = ['BTC', 'ETH', 'SOL'];
const HEADS = { style: { head: [], border: [] } };

/** What a person wants to know after a run: how low, how much was forced, who paid. */
export function render(summary: Summary): string {
  const { issuers = [], lending = [], loops = [] } = summary;
  const tables = [lows(summary.markets), forced(summary), payers(summary)];
  if (issuers.length > 0) tables.push(issued(issuers));
  if (lending.length > 0) tables.push(lent(lending));
  if (loops.length > 0) tables.push(looped(loops));
  return tables.join('\n\n');
}

/** Majors and the worst other market of each venue, then the median of the others. */
function lows(markets: readonly Market[]): string {
  const table = new Table({
    ...HEADS,
    head: ['lows by venue', 'open', 'low', 'fall', 'low 1m vwap', 'when (UTC)'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const venue of [...new Set(markets.map((market) => market.venue))].sort()) {
    for (const kind of ['spot', 'perp'] as const) {
      const here = markets.filter((market) => market.venue === venue && market.kind === kind);
      for (const market of here.filter(isMajor).sort(byMajor)) table.push(lowRow('', market));
      const others = here.filter((market) => !isMajor(market)).sort(byFall);
      if (others.length > 2) {
        const median = others[Math.floor(others.length / 2)]!;
        table.push([
          `${venue} ${kind} median of ${others.length} others`,
          '',
          '',
          percent(median.maxDrawdown),
          '',
          '',
        ]);
      }
      if (others.length > 0) table.push(lowRow(others.length > 1 ? ' (worst)' : '', others[0]!));
    }
  }
  return table.toString();
}

function lowRow(note: string, market: Market): string[] {
  const { venue, symbol, kind, open, low, maxDrawdown, low1mVwap, lowAt } = market;
  const when = lowAt.slice(5, 19).replace('T', ' ');
  return [
    `${venue} ${kind} ${symbol}${note}`,
    price(open),
    price(low),
    percent(maxDrawdown),
    price(low1mVwap),
    when,
  ];
}

function forced(summary: Summary): string {
  const { liquidations, adl } = summary;
  const table = new Table({
    ...HEADS,
    head: ['forced selling', 'true', 'published', 'longs', 'accounts', 'ADL'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
  });
  const row = (name: string, side: Forced, adlUsd: number): string[] => {
    const longs = side.notionalUsd > 0 ? ((side.longUsd / side.notionalUsd) * 100).toFixed(1) : '0.0';
    return [
      name,
      dollars(side.notionalUsd),
      dollars(side.publishedUsd),
      `${longs}%`,
      side.accounts.toLocaleString('en-US'),
      dollars(adlUsd),
    ];
  };
  for (const venue of Object.keys(liquidations.byVenue).sort()) {
    table.push(row(venue, liquidations.byVenue[venue]!, adl.byVenue[venue]?.notionalUsd ?? 0));
  }
  table.push(row('all', liquidations, adl.notionalUsd));
  return table.toString();
}

function payers(summary: Summary): string {
  const { total, payers } = summary.losses;
  const table = new Table({
    ...HEADS,
    head: ['who paid', 'dollars', 'share'],
    colAligns: ['left', 'right', 'right'],
  });
  const kinds = Object.keys(payers).sort((a, b) => payers[b]! - payers[a]! || (a < b ? -1 : 1));
  const share = (usd: number): string => (total > 0 ? `${((usd / total) * 100).toFixed(1)}%` : '');
  for (const kind of kinds) table.push([kind, dollars(payers[kind]!), share(payers[kind]!)]);
  table.push(['all losses', dollars(total), share(total)]);
  return table.toString();
}

function issued(issuers: readonly Issuer[]): string {
  const table = new Table({
    ...HEADS,
    head: ['issued', 'supply', 'at the end', 'change', 'redeemed', 'least backing'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const { asset, supplyStart, supplyEnd, redeemed, minBackingRatio } of issuers) {
    const change = percent(supplyEnd / supplyStart - 1);
    const backing = `${(100 * minBackingRatio).toFixed(2)}%`;
    table.push([asset, dollars(supplyStart), dollars(supplyEnd), change, dollars(redeemed), backing]);
  }
  return table.toString();
}

function lent(protocols: readonly Lending[]): string {
  const table = new Table({
    ...HEADS,
    head: ['lending', 'liquidated', 'bad debt', 'highest utilization'],
    colAligns: ['left', 'right', 'right', 'right'],
  });
  for (const { protocol, liquidatedUsd, badDebtUsd, maxUtilization } of protocols)
    table.push([protocol, dollars(liquidatedUsd), dollars(badDebtUsd), percent(maxUtilization)]);
  return table.toString();
}

function looped(loops: readonly Loop[]): string {
  const table = new Table({
    ...HEADS,
    head: ['loops', 'opened', 'unwound', 'liquidated', 'equity', 'left'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const { place, product, opened, unwound, liquidated, equityUsd, equityLeftUsd } of loops) {
    const counts = [opened, unwound, liquidated].map((count) => count.toLocaleString('en-US'));
    table.push([`${product} on ${place}`, ...counts, dollars(equityUsd), dollars(equityLeftUsd)]);
  }
  return table.toString();
}

/** One line per seed of a study. */
export function study(summaries: readonly Summary[]): string {
  const table = new Table({
    ...HEADS,
    head: ['seed', 'worst market', 'fall', 'forced', 'published', 'ADL', 'events', 'seconds'],
    colAligns: ['right', 'left', 'right', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const summary of summaries) {
    const worst = [...summary.markets].sort(byFall)[0];
    table.push([
      summary.seed,
      worst === undefined ? '' : `${worst.venue} ${worst.kind} ${worst.symbol}`,
      worst === undefined ? '' : percent(worst.maxDrawdown),
      dollars(summary.liquidations.notionalUsd),
      dollars(summary.liquidations.publishedUsd),
      dollars(summary.adl.notionalUsd),
      summary.events.toLocaleString('en-US'),
      (summary.wallMs / 1000).toFixed(1),
    ]);
  }
  return table.toString();
}

function isMajor(market: Market): boolean {
  return MAJORS.includes(base(market));
}

function base(market: Market): string {
  return market.symbol.split('/')[0]!;
}

function byMajor(a: Market, b: Market): number {
  return MAJORS.indexOf(base(a)) - MAJORS.indexOf(base(b)) || (a.symbol < b.symbol ? -1 : 1);
}

function byFall(a: Market, b: Market): number {
  return b.maxDrawdown - a.maxDrawdown || (key(a) < key(b) ? -1 : 1);
}

function key(market: Market): string {
  return `${market.venue} ${market.symbol} ${market.kind}`;
}

function price(value: number): string {
  return Math.abs(value) >= 1000
    ? value.toLocaleString('en-US', { maximumFractionDigits: 0 })
    : value.toPrecision(5);
}

function percent(fall: number): string {
  return `${(fall * 100).toFixed(1)}%`;
}

function dollars(usd: number): string {
  const size = Math.abs(usd);
  if (size >= 1e9) return `$${(usd / 1e9).toFixed(2)}bn`;
  if (size >= 1e6) return `$${(usd / 1e6).toFixed(1)}M`;
  return `$${usd.toLocaleString('en-US', { maximumFractionDigits: 0 })}`;
}
