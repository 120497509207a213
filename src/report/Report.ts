import * as Facts from '../analysis/compare/Facts.js';
import * as Headline from '../analysis/Headline.js';
import * as Leads from '../analysis/Leads.js';
import * as Story from '../analysis/Story.js';
import type { Summary } from '../analysis/Summary.js';
import type { Cascade } from '../observe/Cascade.js';
import type { Links } from '../observe/Links.js';
import type { Series } from '../observe/Series.js';
import * as Cards from './Cards.js';
import * as CauseData from './CauseData.js';
import * as CauseTree from './CauseTree.js';
import * as Charts from './Charts.js';
import * as Clock from './Clock.js';
import * as Expectations from './Expectations.js';
import * as Figure from './Figure.js';
import * as Frame from './Frame.js';
import * as Front from './Front.js';
import * as LendingSection from './LendingSection.js';
import * as NumberText from './NumberText.js';
import * as OwnAccounts from './OwnAccounts.js';
import * as PageParts from './PageParts.js';
import * as ReportTables from './ReportTables.js';
import { SCRIPT } from './Script.js';
import * as Synthetic from './Synthetic.js';
import * as WaitingMap from './WaitingMap.js';

export type Seeds = Expectations.Seeds;

/** A run as its report is made from. */
export interface Subject {
  readonly summary: Summary;
  readonly series: Series;
  readonly cascade: Cascade;
  /** Rows of the journal that causes are told from. */
  readonly links?: Links | undefined;
  /** Numbers of other seeds of the same run, where a study exists. */
  readonly seeds?: Seeds | undefined;
}

/** The whole report of one run as one HTML page that fetches nothing. */
export function render({ summary, series, cascade, links, seeds = [] }: Subject): string {
  const ids = cascade.chains.map(({ largest }) => largest);
  const found = links === undefined ? '' : CauseData.render(links, summary, ids, series.startMs);
  const frame = Frame.of(series);
  const figures = Figure.of({ summary, series });
  const story = Story.tell(summary, series);
  const title = `unwind: ${heading(summary)}, seed ${summary.seed}`;
  const body =
    `${Front.story(story, figures)}${OwnAccounts.render(summary)}${Front.venues(summary)}` +
    `${WaitingMap.render(summary)}${Expectations.render(Headline.list({ summary, series }), seeds)}` +
    `${series.minutes > 0 ? charts(summary, series, frame) : TOO_SHORT}` +
    `${LendingSection.render(summary, series, series.minutes > 0 ? frame : undefined)}` +
    `${ReportTables.loops(summary)}${ReportTables.payers(summary)}${ReportTables.insurance(summary)}` +
    `${CauseTree.render(cascade, series.startMs, found)}` +
    `${ReportTables.markets(summary)}${ReportTables.identity(summary)}${LIMITS}`;
  return (
    `${PageParts.open(title)}` +
    `<header><h1>${NumberText.html(heading(summary))}</h1><p class="identity">${NumberText.html(when(summary, frame))}</p>` +
    `${summary.interrupted ? INTERRUPTED : ''}<p class="lead">${Front.fill(story.lead, figures)}</p>` +
    `${Cards.render(summary, figures)}</header>${Front.contents(body)}<main>${body}</main><script>${SCRIPT}</script></body></html>\n`
  );
}

function charts(summary: Summary, series: Series, frame: Frame.Frame): string {
  const source = { assets: summary.assets, series };
  const leads = Leads.of(summary);
  const pegged = leads.pegged.map(({ asset }) => asset);
  return (
    section('prices', 'Prices', Charts.prices(source, frame, leads), shading(frame)) +
    Synthetic.render(source, frame, pegged) +
    section('forced', 'Forced selling', Charts.forced(series, frame) + Charts.openInterest(series, frame)) +
    section('liquidity', 'Liquidity', Charts.depth(source, frame, leads) + Charts.makers(series, frame)) +
    ReportTables.withdrawals(summary) +
    section('collateral', 'Collateral', Charts.collateral(source, frame))
  );
}

/** '' without content: a heading over nothing says nothing. */
function section(id: string, title: string, content: string, about = ''): string {
  if (content === '') return '';
  const words = about === '' ? '' : `<p class="about">${NumberText.html(about)}</p>`;
  return `<section><h2 id="${id}">${title}</h2>${words}${content}</section>`;
}

const TOO_SHORT = '<p>This run is shorter than a minute: there is no series to draw.</p>';

function heading({ scenario, interventions, changes }: Summary): string {
  const all = [...interventions, ...Facts.setsOf(changes)];
  return all.length > 0 ? `${scenario}, with ${NumberText.list(all)}` : scenario;
}

function when({ seed, version, digest }: Summary, { startMs, full }: Frame.Frame): string {
  const end = `${Clock.date(startMs, full.to)} ${Clock.time(startMs, full.to)}`;
  return `${Clock.date(startMs, 0)} ${Clock.time(startMs, 0)} to ${end} UTC · seed ${seed} · version ${version} · digest ${digest}`;
}

function shading({ startMs, news }: Frame.Frame): string {
  if (news.length === 0) return 'Nothing exogenous traded in this run.';
  // The day is told where a window is not of the first one.
  const at = (minute: number) =>
    Clock.date(startMs, news.at(-1)!.to) === Clock.date(startMs, 0)
      ? Clock.time(startMs, minute)
      : Clock.moment(startMs, minute);
  const spans = news.map(({ from, to }) => `${at(from)}–${at(to)}`);
  const last = at(news.at(-1)!.to);
  return `Shaded: the only windows with orders from outside the model (${NumberText.list(spans)} UTC). Nothing exogenous trades after ${last}.`;
}

const INTERRUPTED =
  '<p><strong>This run was stopped before its end: figures cover its finished part only.</strong></p>';

const LIMITS =
  '<section><h2 id="limits">How far to trust this</h2><p>A simulation of a model, not a record of the day: balance sheets, rules and ' +
  'the news are inputs, and every price, low, liquidation and withdrawal came out of them. One seed is one draw of ' +
  'populations, thresholds, attention and depths; a conclusion needs many seeds and a comparison with the same luck. Venues are ' +
  'types, not companies. Stocks that nobody published (pledged alts, makers&#39; equity, loops) are free parameters with stated ' +
  'ranges. Published liquidations follow each venue&#39;s own throttled feed and understate the truth. Causes are shares of ' +
  'traded volume between two marks, which says who pushed, not who was to blame. Not investment advice.</p></section>';
