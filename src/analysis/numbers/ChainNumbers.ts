import type { Summary } from '../Summary.js';
import type { Known, Subject } from './Known.js';

type Issuer = NonNullable<Summary['issuers']>[number];
type Lending = NonNullable<Summary['lending']>[number];
type Loop = NonNullable<Summary['loops']>[number];

function issuer({ summary }: Subject, asset: string, of: (one: Issuer) => number): number | undefined {
  const one = summary.issuers?.find((known) => known.asset === asset);
  return one && of(one);
}

/** Over all protocols, or of one. */
function lending(
  { summary }: Subject,
  protocol: string | undefined,
  of: (all: readonly Lending[]) => number,
): number | undefined {
  const all = (summary.lending ?? []).filter((one) => protocol === undefined || one.protocol === protocol);
  return all.length === 0 ? undefined : of(all);
}

function total<T>(all: readonly T[], of: (one: T) => number | undefined): number {
  return all.reduce((sum, one) => sum + (of(one) ?? 0), 0);
}

/** Part of the unwinds of second layers that followed a margin call on the first; NaN when none was unwound. */
function calledBefore(loops: readonly Loop[]): number | undefined {
  const known = loops.filter(({ unwinds }) => unwinds !== undefined);
  if (known.length === 0) return undefined;
  return total(known, (one) => one.calledBefore) / total(known, (one) => one.unwinds);
}

export const CHAIN_NUMBERS: readonly Known[] = [
  {
    template: 'supply.change.<asset>',
    unit: 'percent',
    title: '<asset> supply, change by the end',
    value: (subject, { asset }) => issuer(subject, asset!, (one) => one.supplyEnd / one.supplyStart - 1),
  },
  {
    template: 'supply.redeemed.<asset>',
    unit: 'usd',
    title: '<asset> redeemed',
    value: (subject, { asset }) => issuer(subject, asset!, (one) => one.redeemed),
  },
  {
    template: 'supply.leastBacking.<asset>',
    unit: 'percent',
    title: '<asset>, least backing over supply',
    value: (subject, { asset }) => issuer(subject, asset!, (one) => one.minBackingRatio),
  },
  {
    template: 'lending.liquidatedUsd[.<protocol>]',
    unit: 'usd',
    title: '<protocol> collateral seized by lending protocols',
    value: (subject, { protocol }) =>
      lending(subject, protocol, (all) => total(all, (one) => one.liquidatedUsd)),
  },
  {
    template: 'lending.badDebtUsd[.<protocol>]',
    unit: 'usd',
    title: '<protocol> bad debt of lending protocols',
    value: (subject, { protocol }) =>
      lending(subject, protocol, (all) => total(all, (one) => one.badDebtUsd)),
  },
  {
    template: 'lending.utilization[.<protocol>]',
    unit: 'percent',
    title: '<protocol> highest utilization of a lent asset',
    value: (subject, { protocol }) =>
      lending(subject, protocol, (all) => Math.max(...all.map((one) => one.maxUtilization))),
  },
  {
    template: 'loops.calledBefore',
    unit: 'percent',
    title: 'unwinds of second layers that followed a margin call on the first',
    value: ({ summary }) => calledBefore(summary.loops ?? []),
  },
  {
    template: 'loops.equityLeft',
    unit: 'percent',
    title: 'equity of loops that is left',
    value: ({ summary: { loops } }) =>
      loops && total(loops, (one) => one.equityLeftUsd) / total(loops, (one) => one.equityUsd),
  },
];
