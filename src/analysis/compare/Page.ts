import * as Clock from '../../report/Clock.js';
import * as NumberText from '../../report/NumberText.js';
import * as PageParts from '../../report/PageParts.js';
import { SCRIPT } from '../../report/Script.js';
import * as Table from '../../report/Table.js';
import * as CrashPhases from './CrashPhases.js';
import * as Curves from './Curves.js';
import * as Instant from './Instant.js';
import type { Found, Sheet } from './Sheets.js';
import * as Tracks from './Tracks.js';

/** The comparison as one HTML page that fetches nothing. */
export function render(runs: readonly Found[], sheets: readonly Sheet[]): string {
  const title = NumberText.list(runs.map(({ facts }) => facts.label));
  const [phases, ...rest] = sheets.map(section);
  return (
    `${PageParts.open(`unwind: ${title}`, WIDE)}` +
    `<header><h1>${NumberText.html(title)}</h1><p class="lead">${NumberText.html(runs.map(sentence).join(' '))}</p></header><main>` +
    `${phases}<section><h2>Price and forced flow</h2>${curves(runs)}</section>${rest.join('')}` +
    `${definitions()}${identity(runs)}${LIMITS}</main><script>${SCRIPT}</script></body></html>\n`
  );
}

/** Cells here are words: they wrap, unlike a report's numbers. */
const WIDE =
  '.pair>*{min-width:0}' +
  '.side td{text-align:left;white-space:normal;min-width:11em;vertical-align:top}.side th{text-align:left}' +
  '.side td:first-child{min-width:9em}@media (max-width:700px){.side td{min-width:9.5em}.side td:first-child{min-width:6.5em}}';

function section({ title, about, head, rows }: Sheet): string {
  const table = Table.render(
    head,
    rows.map((row) => row.map(Table.word)),
  );
  return `<section class="side"><h2>${NumberText.html(title)}</h2><p class="about">${NumberText.html(about)}</p>${table}</section>`;
}

function sentence({ facts: { label, summary, cascade }, phases }: Found): string {
  const market = Tracks.subject(summary);
  const [stress, bottom] = [CrashPhases.firstStress(phases), CrashPhases.at(phases, 'bottom')];
  if (bottom === null)
    return `In ${label} nothing fell by ${NumberText.format('percent', CrashPhases.FALL)}.`;
  const down = phases.find(({ key }) => key === 'bottom')!.note;
  const time = stress === null ? '' : `, ${Instant.length(bottom - stress)} after the first stress`;
  const forced =
    cascade.forcedUsd > 0
      ? `${NumberText.format('usd', cascade.forcedUsd)} of trades were forced, ${NumberText.format('percent', cascade.forcedByForced)} of it by forced trades`
      : 'no trade was forced';
  return `In ${label} ${market?.symbol} came to lie ${down}${time}; ${forced}.`;
}

function curves(runs: readonly Found[]): string {
  return `<div class="pair">${Curves.all(runs)
    .map((one) => `<div>${one}</div>`)
    .join('')}</div>`;
}

function definitions(): string {
  const percent = (part: number) => NumberText.format('percent', part);
  const rows: readonly (readonly [string, string])[] = [
    ['market told', 'the one with the most dollars traded times depth of fall; never a dollar coin'],
    ['first depeg', `a dollar coin’s minute price is ${percent(CrashPhases.DEPEG)} below par`],
    ['first fall', `the market is ${percent(CrashPhases.FALL)} below its highest minute so far`],
    [
      'confidence lost',
      `depth of the market or of a dollar coin stays below ${percent(CrashPhases.DEPTH_LEFT)} of the opening for ` +
        `${CrashPhases.DEPTH_MINUTES} minutes, or ${percent(CrashPhases.LEFT)} of the issuers’ supply has been redeemed or burned`,
    ],
    [
      'forced selling',
      `${percent(CrashPhases.BEGUN)} of the run’s liquidations, collateral sales and ADL is done`,
    ],
    [
      'peak loop gain',
      `the ${Instant.length(CrashPhases.WINDOW_US)} in which the largest part was pushed by forced trades, among those with ` +
        `${percent(CrashPhases.WINDOW_PART)} of the run’s forced dollars; its end`,
    ],
    [
      'defense exhausted',
      'a loss passes insurance (ADL or socialized), backing falls below supply, or a reserve or buffer is journaled as empty',
    ],
    ['bottom', 'the market’s lowest minute from its first fall on'],
    [
      'recovery',
      `${percent(CrashPhases.REGAINED)} of the fall regained for ${CrashPhases.REGAINED_MINUTES} minutes; a peg: above the ` +
        `depeg line for ${CrashPhases.PEG_MINUTES} minutes`,
    ],
  ];
  const items = rows.map(([term, text]) => `<dt>${term}</dt><dd>${NumberText.html(text)}</dd>`);
  return `<section><h2 id="definitions">Definitions</h2><dl>${items.join('')}</dl></section>`;
}

function identity(runs: readonly Found[]): string {
  const items = runs.map(({ facts: { label, summary, startMs, endUs } }) => {
    const from = `${Clock.date(startMs, 0)} ${Clock.time(startMs, 0)} UTC, ${Instant.length(endUs)}`;
    const stopped = summary.interrupted ? ', stopped before its end' : '';
    const money = summary.conserved ? '' : ', MONEY IS NOT CONSERVED';
    const text = `${from} · seed ${summary.seed} · version ${summary.version} · digest ${summary.digest}${stopped}${money}`;
    return `<dt>${NumberText.html(label)}</dt><dd>${NumberText.html(text)}</dd>`;
  });
  return `<section><h2 id="runs">These runs</h2><dl>${items.join('')}</dl></section>`;
}

const LIMITS =
  '<section><h2 id="limits">How far to trust this</h2><p>One seed of each run: a difference between two runs is a difference of ' +
  'two draws until studies of many seeds repeat it. Prices are minute averages, so phases are known to the minute, and a ' +
  'run shorter than a minute dates its falls at its lows. Losses by channel take everybody to have entered at the open. ' +
  'Causes are shares of traded volume, which says who pushed, not who was to blame. Not investment advice.</p></section>';
