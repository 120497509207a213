import * as NumberText from '../report/NumberText.js';
import * as PageParts from '../report/PageParts.js';
import * as CurveFigure from './CurveFigure.js';
import * as Markdown from './Markdown.js';
import type { Answer } from './MarketAnswer.js';
import * as MarketSheets from './MarketSheets.js';

const { html, format } = NumberText;

const STYLE =
  '.card b{font-size:1.35rem}td:first-child{white-space:normal}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);padding:8px 12px;border-radius:6px}';

/** The answer as one HTML page that fetches nothing: the same tables as the text, with a picture of the curve. */
export function render(answer: Answer): string {
  const { title, about, command } = answer;
  const sheets = MarketSheets.list(answer);
  const links = sheets.map(({ id, title: text }) => `<li><a href="#${id}">${html(text)}</a></li>`).join('');
  return (
    `${PageParts.open(`unwind: ${title}`, STYLE)}` +
    `<header><h1>${html(title)}</h1>${about === '' ? '' : `<p class="lead">${html(about)}</p>`}<p class="identity">${html(Markdown.identity(answer))}</p>` +
    `${cards(answer)}<nav aria-label="Contents"><ul class="contents">${links}</ul></nav></header><main>${CurveFigure.render(answer.curve)}${sheets.map(section).join('')}` +
    `<section><h2>Limits</h2><p>${html(Markdown.LIMITS_TEXT)}</p></section>` +
    `<section><h2>Reproduce</h2><pre tabindex="0">${html(command)}</pre></section></main></body></html>\n`
  );
}

/** The worst class at a glance, under both variants where there are two. */
function cards({ current, proposed, seeds }: Answer): string {
  const worst = current.classes.at(-1);
  if (worst === undefined) return '';
  const other = proposed?.classes.at(-1);
  const both = (pick: (one: NonNullable<typeof other>) => string) =>
    `${pick(worst)}${other === undefined ? '' : ` → ${pick(other)}`}`;
  const note = html(`${worst.name}; ${seeds.length} seeds${proposed ? `; current → ${proposed.name}` : ''}`);
  const all = [
    [both(({ badDebt }) => format('usd', badDebt.p50)), 'bad debt, median'],
    [both(({ badDebt }) => format('usd', badDebt.p99)), 'bad debt, P99'],
    [both(({ liquidatedUsd }) => format('usd', liquidatedUsd.p50)), 'liquidated, median'],
    [
      both(({ liquidatedAccounts }) => format('count', liquidatedAccounts.p50)),
      'accounts liquidated, median',
    ],
  ] as const;
  return PageParts.cards(all.map(([value, title]) => ({ value: html(value), title, note })));
}

function section({ id, title, about, head, rows }: MarketSheets.Sheet): string {
  const heads = head.map((one) => `<th>${html(one)}`).join('');
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${html(cell)}`).join('')}`).join('');
  return `<section><h2 id="${id}">${html(title)}</h2><p class="about">${html(about)}</p><div class="scroll" tabindex="0" role="group" aria-label="${html(`Table: ${title}`)}"><table><thead><tr>${heads}</thead><tbody>${lines}</tbody></table></div></section>`;
}
