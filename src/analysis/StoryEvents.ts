import * as Instant from './compare/Instant.js';
import type { Step } from './Story.js';
import type { Summary } from './Summary.js';

type Milestone = Summary['milestones'][number];

/** How a kind of event is told: once over all its places, or once at each. */
interface Telling {
  readonly each: boolean;
  readonly text: (one: Milestone, all: readonly Milestone[]) => string;
  readonly more: string;
}

const onAll = (all: readonly Milestone[]) => {
  const places = [...new Set(all.map(({ place }) => place))].filter((place) => place !== '').sort();
  return places.length === 0
    ? ''
    : ` on ${places.length < 2 ? places.join('') : `${places.slice(0, -1).join(', ')} and ${places.at(-1)}`}`;
};

/** What is worth a line of the story, by kind of the journal; other kinds are told by charts and tables. */
const TELL: Readonly<Record<string, Telling>> = {
  news: {
    each: true,
    more: 'prices',
    text: ({ place }) => `The news “${place}” changes fundamental values.`,
  },
  exogenous: {
    each: false,
    more: 'forced',
    text: (_, all) => `Orders from outside the model begin${onAll(all)}: {events.usd.exogenous} in all.`,
  },
  'margin-call': { each: false, more: 'forced', text: (_, all) => `First margin calls${onAll(all)}.` },
  'margin-call-sale': {
    each: false,
    more: 'forced',
    text: () => 'Called owners begin to sell collateral: {events.usd.margin-call-sale} in all.',
  },
  liquidation: {
    each: false,
    more: 'forced',
    text: ({ place }, all) =>
      `Liquidations begin on ${place}: {liquidations.trueUsd} in all${onAll(all)}, {liquidations.longShare} of it longs.`,
  },
  takeover: {
    each: false,
    more: 'payers',
    text: (_, all) => `First loss beyond an account’s collateral${onAll(all)}.`,
  },
  adl: {
    each: false,
    more: 'payers',
    text: (_, all) =>
      `Winners are deleveraged for the first time${onAll(all)}: {adl.usd} of positions in all, {adl.accounts} accounts.`,
  },
  'lending-breach': {
    each: true,
    more: 'lending',
    text: ({ place, what }) => `The first loan on ${place} falls below its threshold (collateral ${what}).`,
  },
  'lending-liquidation': {
    each: true,
    more: 'lending',
    text: ({ place }) =>
      `Liquidators repay debt on ${place} and take collateral: {lending.liquidatedUsd.${place}} seized in all.`,
  },
  'bad-debt': {
    each: true,
    more: 'lending',
    text: ({ place }) =>
      `A loan on ${place} is left without collateral: {lending.badDebtUsd.${place}} of bad debt in all.`,
  },
  'loop-unwind': {
    each: false,
    more: 'loops',
    text: () => 'Holders unwind loops: {events.usd.loop-unwind} sold in all.',
  },
  redemption: {
    each: true,
    more: 'pegs',
    text: ({ place }) => `Redemptions at ${place} begin: {events.usd.redemption.${place}} in all.`,
  },
  'redeem-refused': {
    each: true,
    more: 'pegs',
    text: ({ place, what }) => `${place} first refuses or delays a redemption (${what}).`,
  },
  'issuer-hole': {
    each: true,
    more: 'pegs',
    text: ({ place }) => `Backing of ${place} falls below its supply.`,
  },
  'issuer-halt': {
    each: true,
    more: 'pegs',
    text: ({ place, what }) => `${place} halts mint and redemption (${what}).`,
  },
  'reserve-sale': {
    each: false,
    more: 'forced',
    text: () => 'A reserve is sold in defense: {events.usd.reserve-sale} in all.',
  },
  'reserve-exhausted': {
    each: false,
    more: 'forced',
    text: () => 'The reserve has nothing left of its plan.',
  },
  'rail-halt': { each: true, more: 'pegs', text: ({ place, what }) => `${place} stops transfers (${what}).` },
  'terra-swap': {
    each: false,
    more: 'pegs',
    text: () => 'Holders burn the coin at the market module for newly minted tokens.',
  },
  'anchor-liquidation': {
    each: false,
    more: 'lending',
    text: () =>
      'Pledged collateral is liquidated through the queue of bids: {events.usd.anchor-liquidation} in all.',
  },
  governance: {
    each: false,
    more: 'pegs',
    text: ({ place, what }) => `A vote takes effect on ${place} (${what}).`,
  },
  'chain-halt': { each: true, more: 'pegs', text: ({ place }) => `${place} halts: no block is made.` },
  'chain-restart': { each: true, more: 'pegs', text: ({ place }) => `${place} makes blocks again.` },
  delisting: { each: true, more: 'prices', text: ({ place }) => `${place} settles and delists a perp.` },
};

/** The events of a run that are worth a line, each with its first moment. */
export function list({ milestones }: Summary): Step[] {
  return Object.entries(TELL).flatMap(([kind, { each, text, more }]) => {
    const all = milestones.filter((one) => one.kind === kind);
    const shown = each ? all : all.slice(0, 1);
    return shown.map((one) => ({
      atMs: Instant.parse(one.firstAt),
      text: text(one, all),
      more,
      id: one.largestId,
    }));
  });
}
