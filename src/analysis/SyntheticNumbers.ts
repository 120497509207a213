import type { Row } from './Headline.js';
import * as MainVenue from './MainVenue.js';
import type { Extra } from './Recovery.js';
import type { Summary } from './Summary.js';

const ANY = Number.POSITIVE_INFINITY;
const COIN = 'USDE';

/** The reality check of the synthetic dollar on 10 October 2025; empty where the scenario has none. */
export function list(summary: Summary, extra: Extra): Row[] {
  const issuer = summary.issuers?.find(({ asset }) => asset === COIN);
  if (issuer === undefined) return [];
  const { supplyStart, supplyEnd, redeemed, minBackingRatio } = issuer;
  const change = supplyEnd / supplyStart - 1;
  return [
    ...lows(summary, extra),
    ['usdeSupply', 'USDe supply, change by the end', 'percent', -0.14, [-0.2, -0.08], change],
    ['usdeRedeemed', 'USDe redeemed', 'usd', null, [0, ANY], redeemed],
    ['usdeBacking', 'USDe, least backing over supply', 'percent', null, [0, ANY], minBackingRatio],
    ...lending(summary),
    ...whales(summary),
  ];
}

/** Lowest print on every venue that lists the coin; the main venue's documented low is of its USDT pair. */
function lows({ markets }: Summary, { poolDeviation }: Extra): Row[] {
  const main = MainVenue.main(markets);
  const rows = MainVenue.list(markets).flatMap((venue): Row[] => {
    const low = MainVenue.marketOf(markets, venue, COIN)?.low;
    if (low === undefined) return [];
    const title = `USDe on ${venue}, low`;
    return venue === main
      ? [['usdeLow', title, 'price', 0.65, [0.6, 0.72], low]]
      : [[`usdeLow_${venue}`, title, 'price', null, [0.9, 1.1], low]];
  });
  if (poolDeviation === undefined) return rows;
  const title = 'USDe in pools, worst distance from par';
  return [...rows, ['usdePools', title, 'percent', null, [0, 0.015], poolDeviation]];
}

function lending({ lending: protocols }: Summary): Row[] {
  if (protocols === undefined) return [];
  const badDebt = protocols.reduce((sum, { badDebtUsd }) => sum + badDebtUsd, 0);
  const most = Math.max(...protocols.map(({ maxUtilization }) => maxUtilization));
  return [
    ['lendingBadDebt', 'bad debt of lending protocols', 'usd', null, [0, 5e6], badDebt],
    ['lendingUtilization', 'highest utilization of a lent asset', 'percent', null, [0, ANY], most],
  ];
}

/** NaN when no whale unwound. */
function whales({ loops = [] }: Summary): Row[] {
  const known = loops.filter(({ unwinds }) => unwinds !== undefined);
  if (known.length === 0) return [];
  const total = (of: (loop: (typeof known)[number]) => number) =>
    known.reduce((sum, one) => sum + of(one), 0);
  const share = total((one) => one.calledBefore ?? 0) / total((one) => one.unwinds ?? 0);
  const title = "whales' loop unwinds after a call on their alts";
  return [['whalesCalled', title, 'percent', null, [1, ANY], share]];
}
