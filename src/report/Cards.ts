import * as Assets from '../analysis/Assets.js';
import * as Leads from '../analysis/Leads.js';
import * as MainVenue from '../analysis/MainVenue.js';
import * as Payers from '../analysis/Payers.js';
import type { Summary } from '../analysis/Summary.js';
import type { Figures } from './Figure.js';
import * as PageParts from './PageParts.js';

const MOST = 8;
const COINS = 2;
/** A second coin that fell less than this, or depth that stayed, says nothing. */
const CALM = 0.001;

/** The figures that a reader takes away in ten seconds, chosen from the run's own coins, classes, venues and protocols. */
export function render(summary: Summary, figures: Figures): string {
  return PageParts.cards(choose(summary, figures));
}

function choose(summary: Summary, figures: Figures): PageParts.Card[] {
  const leads = Leads.of(summary);
  return [
    ...leads.pegged.map((lead) => pegged(lead, figures)),
    ...leads.coins
      .filter(({ asset, venue }, i) => i === 0 || figures.value(`fall.${venue}.${asset}`) > CALM)
      .slice(0, COINS)
      .map((lead) => coin(lead, figures)),
    ...leads.classes.filter(({ asset }) => asset === 'alt').map((lead) => median(summary, lead, figures)),
    ...forced(summary, figures),
    ...lent(summary, figures),
    ...supply(summary, figures),
    ...losses(summary, figures),
    ...rest(summary, leads, figures),
  ].slice(0, MOST);
}

function pegged({ asset, venue }: Leads.Lead, { html }: Figures): PageParts.Card {
  return {
    value: html(`lowMinute.${venue}.${asset}`),
    title: `${asset} on ${venue}, lowest one-minute average`,
    note: `lowest trade ${html(`low.${venue}.${asset}`)}, at the end ${html(`close.${venue}.${asset}`)}`,
  };
}

function coin({ asset, venue }: Leads.Lead, { html }: Figures): PageParts.Card {
  const at = `${venue}.${asset}`;
  return {
    value: html(`fall.${at}`),
    title: `fall of ${asset} on ${venue}, high to low`,
    note: `lowest minute ${html(`lowMinute.${at}`)}, lowest trade ${html(`low.${at}`)}, at the end ${html(`close.${at}`)}`,
  };
}

function median(
  summary: Summary,
  { asset: kind, venue }: Leads.Lead,
  { html, value }: Figures,
): PageParts.Card {
  const calm = MainVenue.reference(summary.markets);
  const gap = calm === undefined ? Number.NaN : value(`gap.fall.${venue}.${calm}.${kind}`);
  const end = `${html(`median.change.${venue}.${kind}`)} from open to end`;
  return {
    value: html(`median.fall.${venue}.${kind}`),
    title: `fall of the median ${Assets.noun(kind as Assets.Class)} on ${venue}`,
    note:
      gap > 0
        ? `${html(`gap.fall.${venue}.${calm}.${kind}`)} deeper than on ${calm}, which has no leverage`
        : end,
  };
}

function forced({ venues, liquidations, adl, lending = [] }: Summary, { html }: Figures): PageParts.Card[] {
  const isElsewhere = lending.some(({ liquidatedUsd }) => liquidatedUsd > 0);
  if (!(liquidations.notionalUsd > 0) && (isElsewhere || !venues.some(({ perps }) => perps))) return [];
  const cards = [
    {
      value: html('liquidations.trueUsd'),
      title: 'of positions liquidated on venues',
      note: `${html('liquidations.accounts')} ${liquidations.accounts === 1 ? 'account' : 'accounts'}; venues published ${html('liquidations.publishedUsd')}`,
    },
  ];
  if (!(adl.notionalUsd > 0)) return cards;
  const note = `${html('adl.accounts')} accounts on the winning side lost their positions`;
  return [...cards, { value: html('adl.usd'), title: 'auto-deleveraged', note }];
}

function lent({ lending: protocols = [] }: Summary, { html, value }: Figures): PageParts.Card[] {
  if (protocols.length === 0) return [];
  if (!(value('lending.liquidatedUsd') > 0) && !(value('lending.badDebtUsd') > 0)) return [];
  return [
    {
      value: html('lending.liquidatedUsd'),
      title: 'of collateral seized by lending protocols',
      note: `bad debt ${html('lending.badDebtUsd')}; highest utilization ${html('lending.utilization')}`,
    },
  ];
}

function supply({ issuers = [] }: Summary, { html }: Figures): PageParts.Card[] {
  return issuers.map(({ asset }) => ({
    value: html(`supply.change.${asset}`),
    title: `change of the supply of ${asset}`,
    note: `${html(`supply.redeemed.${asset}`)} redeemed; least backing ${html(`supply.leastBacking.${asset}`)}`,
  }));
}

function losses({ losses: { total, payers } }: Summary, { html }: Figures): PageParts.Card[] {
  const most = Object.entries(payers).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
  const note =
    total > 0 && most
      ? `most of it paid by ${Payers.name(most[0])}: ${html(`losses.paidUsd.${most[0]}`)}`
      : 'nobody had to pay for another';
  return [{ value: html('losses.totalUsd'), title: 'lost beyond collateral', note }];
}

/** What fills the row where a run has little else to tell. */
function rest(summary: Summary, { classes, coins }: Leads.Leads, { html, value }: Figures): PageParts.Card[] {
  const cards: PageParts.Card[] = [];
  const subject = classes.find(({ asset }) => asset === 'alt');
  if (subject !== undefined)
    cards.push({
      value: html(`median.depthLost.${subject.venue}.${subject.asset}`),
      title: `of the median ${Assets.noun(subject.asset)}'s depth on ${subject.venue} lost`,
      note: 'bids within 1% of mid, thinnest minute',
    });
  else if (coins[0] !== undefined && value(`depthLost.${coins[0].venue}.${coins[0].asset}`) > CALM)
    cards.push({
      value: html(`depthLost.${coins[0].venue}.${coins[0].asset}`),
      title: `of ${coins[0].asset}'s depth on ${coins[0].venue} lost`,
      note: 'bids within 1% of mid, thinnest minute',
    });
  if (summary.openInterest.startUsd > 0)
    cards.push({
      value: html('openInterest.change'),
      title: 'change of open interest',
      note: `from ${html('openInterest.start')} to ${html('openInterest.end')}`,
    });
  return cards;
}
