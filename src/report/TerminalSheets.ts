import * as Assets from '../analysis/Assets.js';
import * as Leads from '../analysis/Leads.js';
import * as MainVenue from '../analysis/MainVenue.js';
import * as Payers from '../analysis/Payers.js';
import type { Story } from '../analysis/Story.js';
import type { MarketSummary, Summary } from '../analysis/Summary.js';
import * as Clock from './Clock.js';
import type { Figures } from './Figure.js';
import * as NumberText from './NumberText.js';
import * as OwnAccounts from './OwnAccounts.js';

/** A table for a terminal: its first heading is its title; all columns but the first are numbers unless `isText`. */
export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly isText?: boolean;
}

const { format } = NumberText;

/** The story in plain lines, each with its moment. */
export function story({ lead, steps }: Story, figures: Figures): string[] {
  const plain = (text: string) => text.replace(/\{([^}]+)\}/g, (_, path: string) => figures.text(path));
  const lines = steps.map(({ atMs, text }) => {
    const at = Number.isFinite(atMs) ? `${Clock.moment(atMs, 0)} UTC` : 'in the end';
    return `${at.padStart(16)}  ${plain(text)}`;
  });
  return [plain(lead), '', ...lines];
}

/** What a person wants to know after a run: how low, how much was forced, who paid, and what became of their accounts. */
export function list(summary: Summary): Sheet[] {
  const { issuers = [], lending = [], loops = [], accounts = [] } = summary;
  const sheets = [prices(summary)];
  if (accounts.length > 0)
    sheets.push({ head: OwnAccounts.BRIEF, rows: accounts.map(OwnAccounts.brief), isText: true });
  if (summary.liquidations.accounts > 0) sheets.push(forced(summary));
  if (summary.losses.total > 0) sheets.push(payers(summary));
  if (issuers.length > 0) sheets.push(issued(issuers));
  if (lending.length > 0) sheets.push(lent(lending));
  if (loops.length > 0) sheets.push(looped(loops));
  return sheets;
}

const TIME = 'low at (UTC)';

/** The coins that lead on every venue, the median of each class with many coins, and every coin meant to be worth a dollar. */
function prices(summary: Summary): Sheet {
  const { coins, classes, pegged } = Leads.of(summary);
  const venues = MainVenue.list(summary.markets);
  const at = (venue: string, asset: string) =>
    (['spot', 'perp'] as const).flatMap((kind) => MainVenue.marketOf(summary, venue, asset, kind) ?? []);
  const named = [...pegged, ...coins].map(({ asset }) => asset);
  const rows = venues.flatMap((venue) => [
    ...named.flatMap((asset) => at(venue, asset).map(market)),
    ...classes.flatMap(({ asset: kind }) => ofClass(summary, venue, kind)),
  ]);
  return { head: ['prices', 'open', 'lowest minute', 'lowest trade', 'last', 'fall', TIME], rows };
}

function market(one: MarketSummary): string[] {
  const { venue, symbol, kind, open, low, low1mVwap, close, maxDrawdown, lowAt } = one;
  const numbers = [open, low1mVwap, low, close].map((value) => format('price', value));
  return [`${venue} ${kind} ${symbol}`, ...numbers, format('percent', maxDrawdown), when(lowAt)];
}

/** The median fall, and the coin that fell deepest. */
function ofClass(summary: Summary, venue: string, kind: Assets.Class): string[][] {
  const all = MainVenue.ofClass(summary, venue, kind);
  if (all.length === 0) return [];
  const falls = [...all].sort((a, b) => b.maxDrawdown - a.maxDrawdown || (a.symbol < b.symbol ? -1 : 1));
  const middle = falls[Math.floor(falls.length / 2)]!;
  const label = `${venue} median of ${all.length} ${Assets.noun(kind)}s`;
  const worst = market(falls[0]!);
  return [
    [label, '', '', '', '', format('percent', middle.maxDrawdown), ''],
    [`${worst[0]} (worst)`, ...worst.slice(1)],
  ];
}

function when(iso: string): string {
  return iso.slice(5, 19).replace('T', ' ');
}

type Forced = Pick<Summary['liquidations'], 'notionalUsd' | 'publishedUsd' | 'longUsd' | 'accounts'>;

function forced({ liquidations, adl }: Summary): Sheet {
  const row = (name: string, side: Forced, adlUsd: number) => [
    name,
    format('usd', side.notionalUsd),
    format('usd', side.publishedUsd),
    format('percent', side.notionalUsd > 0 ? side.longUsd / side.notionalUsd : null),
    format('count', side.accounts),
    format('usd', adlUsd),
  ];
  const venues = Object.keys(liquidations.byVenue).sort();
  const rows = venues.map((id) => row(id, liquidations.byVenue[id]!, adl.byVenue[id]?.notionalUsd ?? 0));
  if (venues.length > 1) rows.push(row('all', liquidations, adl.notionalUsd));
  return { head: ['liquidated', 'dollars', 'published', 'longs', 'accounts', 'deleveraged'], rows };
}

function payers({ losses: { total, payers: all } }: Summary): Sheet {
  const rows = Payers.ranked(all).map(([key, usd]) => [
    Payers.name(key),
    format('usd', usd),
    format('percent', usd / total),
  ]);
  return {
    head: ['who paid', 'dollars', 'share'],
    rows: [...rows, ['all losses', format('usd', total), '100%']],
  };
}

function issued(issuers: NonNullable<Summary['issuers']>): Sheet {
  const rows = issuers.map(({ asset, supplyStart, supplyEnd, redeemed, minBackingRatio }) => [
    asset,
    format('usd', supplyStart),
    format('usd', supplyEnd),
    format('percent', supplyEnd / supplyStart - 1),
    format('usd', redeemed),
    format('percent', minBackingRatio),
  ]);
  return { head: ['issued', 'supply', 'at the end', 'change', 'redeemed', 'least backing'], rows };
}

function lent(protocols: NonNullable<Summary['lending']>): Sheet {
  const rows = protocols.flatMap(
    ({ protocol, liquidatedUsd, badDebtUsd, maxUtilization, liquidatedByCollateral }) => [
      [protocol, format('usd', liquidatedUsd), format('usd', badDebtUsd), format('percent', maxUtilization)],
      ...Payers.ranked(liquidatedByCollateral).map(([asset, usd]) => [
        `  collateral ${asset}`,
        format('usd', usd),
        '',
        '',
      ]),
    ],
  );
  return { head: ['lending', 'seized', 'bad debt', 'highest utilization'], rows };
}

function looped(loops: NonNullable<Summary['loops']>): Sheet {
  const rows = loops.map(({ place, product, opened, unwound, liquidated, equityUsd, equityLeftUsd }) => [
    `${product} on ${place}`,
    ...[opened, unwound, liquidated].map((count) => format('count', count)),
    format('usd', equityUsd),
    format('usd', equityLeftUsd),
  ]);
  return { head: ['loops', 'opened', 'unwound', 'liquidated', 'equity', 'left'], rows };
}

/** One line per seed of a study. */
export function study(summaries: readonly Summary[]): Sheet {
  const rows = summaries.map((summary) => {
    const { seed, liquidations, losses, events, wallMs } = summary;
    const lead = Leads.of(summary).coins[0];
    const worst = lead && MainVenue.marketOf(summary, lead.venue, lead.asset);
    return [
      String(seed),
      worst === undefined ? '' : `${worst.venue} ${worst.kind} ${worst.symbol}`,
      worst === undefined ? '' : format('percent', worst.maxDrawdown),
      format('usd', liquidations.notionalUsd),
      format('usd', liquidations.publishedUsd),
      format('usd', losses.total),
      format('count', events),
      (wallMs / 1000).toFixed(1),
    ];
  });
  return { head: ['seed', 'market', 'fall', 'liquidated', 'published', 'losses', 'events', 'seconds'], rows };
}
