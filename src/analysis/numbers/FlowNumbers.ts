import type { Summary } from '../Summary.js';
import type { Known } from './Known.js';
import * as Quiet from './Quiet.js';

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function drawn({ insurance }: Summary, venue: string | undefined): number | undefined {
  const pools = insurance.filter((pool) => venue === undefined || pool.venue === venue);
  if (pools.length === 0) return undefined;
  return sum(pools.map((pool) => Math.max(0, pool.startUsd - pool.minUsd)));
}

function afterNews(summary: Summary): number {
  const quiet = Quiet.lastAt(summary);
  const { byMinute } = summary.liquidations;
  return (
    sum(byMinute.filter(({ at }) => at > quiet).map(({ usd }) => usd)) / sum(byMinute.map(({ usd }) => usd))
  );
}

/** Over all places, or at one; undefined where it never happened. */
function events(
  { milestones }: Summary,
  kind: string,
  place: string | undefined,
  of: (one: Summary['milestones'][number]) => number,
): number | undefined {
  const all = milestones.filter((one) => one.kind === kind && (place === undefined || one.place === place));
  return all.length === 0 ? undefined : sum(all.map(of));
}

type Forced = Summary['liquidations']['byVenue'][string];

const FORCED: readonly (readonly [
  name: string,
  unit: Known['unit'],
  title: string,
  of: (side: Forced) => number,
])[] = [
  ['trueUsd', 'usd', 'forced trades', ({ notionalUsd }) => notionalUsd],
  ['publishedUsd', 'usd', 'published liquidations', ({ publishedUsd }) => publishedUsd],
  [
    'longShare',
    'percent',
    'long share of liquidations',
    ({ longUsd, shortUsd }) => longUsd / (longUsd + shortUsd),
  ],
  ['accounts', 'count', 'accounts liquidated', ({ accounts }) => accounts],
];

const INTEREST: readonly (readonly [
  string,
  Known['unit'],
  string,
  (one: { startUsd: number; endUsd: number }) => number,
])[] = [
  ['start', 'usd', 'open interest at the open', ({ startUsd }) => startUsd],
  ['end', 'usd', 'open interest at the end', ({ endUsd }) => endUsd],
  ['change', 'percent', 'change of open interest', ({ startUsd, endUsd }) => endUsd / startUsd - 1],
];

/** What was forced, who was deleveraged, who paid, and what makers did; of the whole run or of one venue. */
export const FLOW_NUMBERS: readonly Known[] = [
  ...FORCED.map(
    ([name, unit, title, of]): Known => ({
      template: `liquidations.${name}[.<venue>]`,
      unit,
      title: `<venue> ${title}`,
      value: ({ summary: { liquidations } }, { venue }) => {
        const side = venue === undefined ? liquidations : liquidations.byVenue[venue];
        return side && of(side);
      },
    }),
  ),
  {
    template: 'liquidations.afterNews',
    unit: 'percent',
    title: 'forced after the last order from outside',
    value: ({ summary }) => afterNews(summary),
  },
  {
    template: 'adl.usd[.<venue>]',
    unit: 'usd',
    title: '<venue> auto-deleveraged',
    value: ({ summary: { adl } }, { venue }) => (venue === undefined ? adl : adl.byVenue[venue])?.notionalUsd,
  },
  {
    template: 'adl.accounts[.<venue>]',
    unit: 'count',
    title: '<venue> accounts deleveraged',
    value: ({ summary: { adl } }, { venue }) => (venue === undefined ? adl : adl.byVenue[venue])?.accounts,
  },
  {
    template: 'insurance.drawnUsd[.<venue>]',
    unit: 'usd',
    title: '<venue> insurance drawn at the worst',
    value: ({ summary }, { venue }) => drawn(summary, venue),
  },
  {
    template: 'losses.totalUsd',
    unit: 'usd',
    title: 'losses beyond collateral',
    value: ({ summary }) => summary.losses.total,
  },
  {
    template: 'losses.paidUsd.<payer>',
    unit: 'usd',
    title: 'losses paid by <payer>',
    value: ({ summary }, { payer }) => summary.losses.payers[payer!] ?? 0,
  },
  ...INTEREST.map(
    ([name, unit, title, of]): Known => ({
      template: `openInterest.${name}[.<venue>]`,
      unit,
      title: `<venue> ${title}`,
      value: ({ summary: { openInterest } }, { venue }) => {
        const one = venue === undefined ? openInterest : openInterest.byVenue[venue];
        return one && of(one);
      },
    }),
  ),
  {
    template: 'makers.leverageRise',
    unit: 'times',
    title: "makers' leverage before the first liquidation over its opening",
    value: ({ summary: { makers } }) => makers.leverageBeforeFirstLiquidation / makers.leverageOpen,
  },
  {
    template: 'makers.withdrawnUsd',
    unit: 'usd',
    title: 'depth withdrawn by makers',
    value: ({ summary: { makers } }) => sum(Object.values(makers.withdrawnDepthByReason)),
  },
  {
    template: 'events.usd.<event>[.<column>]',
    unit: 'usd',
    title: 'dollars of <event> <column>',
    value: ({ summary }, { event, column }) => events(summary, event!, column, ({ usd }) => usd),
  },
  {
    template: 'events.rows.<event>[.<column>]',
    unit: 'count',
    title: 'rows of <event> <column>',
    value: ({ summary }, { event, column }) => events(summary, event!, column, ({ rows }) => rows),
  },
  {
    template: 'conserved',
    unit: 'percent',
    title: 'money conserved',
    value: ({ summary: { conserved } }) => (conserved ? 1 : 0),
  },
];
