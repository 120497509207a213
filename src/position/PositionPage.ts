import * as NumberText from '../report/NumberText.js';
import * as PageParts from '../report/PageParts.js';
import type { Sheet } from '../report/TerminalSheets.js';
import type { Answer } from './PositionAnswer.js';
import * as PositionSheets from './PositionSheets.js';

const { html, format } = NumberText;

/** Cells of the map: told apart by letter as well as by color. */
const STYLE = `
.map td{text-align:center;padding:4px 8px;font-variant-numeric:tabular-nums;min-width:3.2em}
.map .called{background:color-mix(in srgb,var(--c5) 30%,var(--bg))}
.map .liquidated{background:color-mix(in srgb,var(--c1) 40%,var(--bg))}
.map .bad{background:color-mix(in srgb,var(--c4) 45%,var(--bg))}
.text td{text-align:left}.text td,.text th{white-space:normal;text-align:left}
`;

/** The answer as one HTML page that fetches nothing. */
export function render(answer: Answer): string {
  const [first = '', ...rest] = answer.verdict;
  const sheets = PositionSheets.list({ ...answer, map: null });
  const tables = sheets.map((sheet, i) => `${table(sheet)}${i === 2 ? map(answer) : ''}`).join('');
  return (
    `${PageParts.open(`unwind: ${answer.id}`, STYLE)}` +
    `<header><h1>${html(answer.id)}</h1><p class="lead">${html(first)}</p>${rest.map((text) => `<p>${html(text)}</p>`).join('')}` +
    `${cards(answer)}</header><main>${tables}${LIMITS}</main></body></html>\n`
  );
}

function cards({ size, income, crash }: Answer): string {
  const all = [
    [PositionSheets.dollars(size.exposureUsd), 'exposure', `${format('times', size.leverage)} own money`],
    [size.ratio === null ? '–' : size.ratio.toFixed(3), size.ratioName, `liquidated at ${size.liquidatedAt}`],
    [
      format('percent', income.apy),
      'net a year on own money',
      `${PositionSheets.dollars(income.netUsd)} a year`,
    ],
    crash === null
      ? ['–', 'survival', 'not asked: add --seeds']
      : [
          format('percent', crash.survival.share),
          'of seeds survived',
          `${crash.survival.count} of ${crash.survival.of} in ${crash.scenario}`,
        ],
  ];
  return PageParts.cards(
    all.map(([value, title, note]) => ({ value: html(value!), title: title!, note: html(note!) })),
  );
}

function table({ head, rows, isText = false }: Sheet): string {
  const [title = '', ...columns] = head;
  const label = html(`Table: ${title}`);
  const heads = ['', ...columns].map((one) => `<th>${html(one)}`).join('');
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${html(cell)}`).join('')}`).join('');
  return `<section><h2>${html(capital(title))}</h2><div class="scroll" tabindex="0" role="group" aria-label="${label}"><table${isText ? ' class="text"' : ''}><thead><tr>${heads}</thead><tbody>${lines}</tbody></table></div></section>`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What the position is at two prices at once, and what is left of its own money. */
function map({ map: found }: Answer): string {
  if (found === null) return '';
  const { x, y, cells } = found;
  const move = (one: number) => html(`${one > 0 ? '+' : ''}${format('percent', one)}`);
  const heads = x.moves.map((one) => `<th>${move(one)}`).join('');
  const lines = cells.map((row, i) => {
    const cell = ({ state, left }: (typeof row)[number]) =>
      `<td class="${state === 'bad debt' ? 'bad' : state}" title="${html(state)}">${html(`${LETTERS[state]} ${format('percent', left)}`)}`;
    return `<tr><th>${move(y.moves[i]!)}${row.map(cell).join('')}`;
  });
  const about = `Columns: ${x.asset}. Rows: ${y.asset}. Own money left; C ${'called or no new debt'}, L liquidated, B bad debt.`;
  return `<section><h2>Two prices at once</h2><p class="about">${html(about)}</p><div class="scroll" tabindex="0" role="group" aria-label="Map of two prices"><table class="map"><thead><tr><th>${heads}</thead><tbody>${lines.join('')}</tbody></table></div></section>`;
}

const LETTERS = { sound: '', called: 'C', liquidated: 'L', 'bad debt': 'B' } as const;

const LIMITS =
  '<section><h2>How far to trust this</h2><p>Levels are those of one price alone, others unchanged, at the rules and values in the last table. ' +
  'A crash is a model of an event: survival is a share of its seeds, not a probability of the future. Yields are as stated. Not investment advice.</p></section>';
