import * as NumberText from '../report/NumberText.js';
import type { Answer } from './PositionAnswer.js';

type Known = Omit<Answer, 'verdict'>;

const { format } = NumberText;

/** A judgement in plain words: the yield, the tail that pays for it, and the event in which it did. */
export function tell(known: Known): string[] {
  return [...earns(known), ...breaks(known), ...crash(known), ...repair(known)];
}

function earns({ income, size }: Known): string[] {
  const { lines, netUsd, apy } = income;
  if (lines.length === 0)
    return ['No yield, funding or interest is stated: this answer is about risk alone.'];
  const best = lines.reduce((one, other) => (other.usd > one.usd ? other : one));
  const from = best.usd > 0 ? `, most of it from ${best.source}` : '';
  const verb = netUsd >= 0 ? 'earns' : 'costs';
  const what = `It ${verb} ${format('percent', Math.abs(apy))} a year on its own money (${format('usd', Math.abs(netUsd))})${from}`;
  return [`${what}, at ${format('times', size.leverage)} exposure.`];
}

/** The nearest price at which it is liquidated or its own money is gone. */
function breaks({ levels, size }: Known): string[] {
  const near = levels
    .flatMap(({ asset, liquidation, zeroEquity }) => {
      const first = liquidation ?? zeroEquity;
      return first === null ? [] : [{ asset, first, isGone: liquidation === null }];
    })
    .sort((a, b) => Math.abs(a.first.move) - Math.abs(b.first.move))[0];
  if (near === undefined) return ['No move of one price alone liquidates it.'];
  const move = `${format('percent', Math.abs(near.first.move))} ${near.first.move <= 0 ? 'fall' : 'rise'}`;
  const end = near.isGone
    ? 'takes all of its own money'
    : `liquidates it (${size.ratioName} ${size.liquidatedAt})`;
  return [`A ${move} of ${near.asset} to ${format('price', near.first.price)} ${end}.`];
}

function crash({ crash: event, income }: Known): string[] {
  if (event === null) return [];
  const { survival, deaths, scenario, change } = event;
  const interval = `${format('percent', survival.low)} to ${format('percent', survival.high)}`;
  const lived = `In ${scenario} it lived through ${survival.count} of ${survival.of} seeds (95% interval ${interval}).`;
  if (deaths.length === 0)
    return [`${lived} Its own money changed by ${format('percent', change.median)} in the median seed.`];
  const lost = median(deaths.map(({ lostUsd }) => lostUsd));
  const years = income.netUsd > 0 ? `, what it earns in ${format('plain', lost / income.netUsd)} years` : '';
  return [
    lived,
    `Where it died it lost ${format('usd', lost)} in the median${years}.`,
    judge(survival.share, income.apy),
  ];
}

/** Low risk and high return is a claim about a tail. */
function judge(share: number, apy: number): string {
  const risk = share >= 0.95 ? 'low' : share >= 0.5 ? 'real' : 'the likely end';
  if (apy <= 0) return `It pays for a risk that is ${risk} in this event.`;
  return share >= 0.95
    ? `Low risk in this event; ${format('percent', apy)} a year is what is left of the yield.`
    : `Not "low risk, high return": the ${format('percent', apy)} a year is the premium for this event, in which the risk was ${risk}.`;
}

function repair({ crash: event }: Known): string[] {
  if (event === null || event.survival.share >= event.target) return [];
  const [best] = event.repairs;
  const goal = `${format('percent', event.target)} of seeds`;
  if (best === undefined) return [`No repair that was tried survives ${goal}.`];
  const price =
    best.yearUsd >= 0
      ? `costs ${format('usd', best.yearUsd)} a year`
      : `saves ${format('usd', -best.yearUsd)} a year`;
  return [`The cheapest repair that survives ${goal}: ${best.about}; it ${price}.`];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
