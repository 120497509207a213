import * as NumberText from '../report/NumberText.js';
import * as Scale from '../report/Scale.js';
import type { CurveRow } from './MarketAnswer.js';

/** Coordinate system of the picture; the browser stretches it to the page. */
const WIDTH = 1000;
const HEIGHT = 220;
const LABELS = 6;

interface Line {
  readonly label: string;
  readonly color: number;
  readonly isDashed: boolean;
  readonly value: (row: CurveRow) => number;
}

const LINES: readonly Line[] = [
  { label: 'liquidatable, formula', color: 0, isDashed: false, value: ({ direct }) => direct.collateralUsd },
  { label: 'liquidatable, engine', color: 1, isDashed: true, value: ({ engine }) => engine.collateralUsd },
  {
    label: 'debt that nothing covers',
    color: 4,
    isDashed: false,
    value: ({ direct }) => direct.shortfallUsd,
  },
  { label: 'bids within the bonus', color: 2, isDashed: true, value: ({ executableUsd }) => executableUsd },
];

/** The liquidation curve as a picture: dollars over the fall of what moves. '' where nothing can be liquidated. */
export function render(rows: readonly CurveRow[]): string {
  const values = rows.flatMap((row) => LINES.map(({ value }) => value(row))).filter(Number.isFinite);
  const top = Math.max(0, ...values);
  if (rows.length < 2 || top === 0) return '';
  const scale = Scale.linear(0, top);
  const paths = LINES.map((line) => path(line, rows, scale)).join('');
  const grid = Scale.ticks(scale).map((tick) => {
    const y = (1 - Scale.place(scale, tick)) * HEIGHT;
    return `<path class="grid" d="M0 ${y}H${WIDTH}"/>`;
  });
  return (
    `<figure><h3>What can be liquidated, by how far prices fall</h3>${legend()}` +
    `<div class="plot" style="height:${HEIGHT}px"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="Liquidation curve; its values stand in the table of the same name">${grid.join('')}${paths}</svg>${axes(rows, scale)}</div></figure>`
  );
}

function x(rows: readonly CurveRow[], fall: number): number {
  const [first, last] = [rows[0]!.fall, rows.at(-1)!.fall];
  return (fall - first) / (last - first);
}

function path({ value, color, isDashed }: Line, rows: readonly CurveRow[], scale: Scale.Scale): string {
  const points = rows
    .filter((row) => Number.isFinite(value(row)))
    .map(
      (row) => `${Math.round(x(rows, row.fall) * WIDTH)} ${(1 - Scale.place(scale, value(row))) * HEIGHT}`,
    );
  return `<path class="line s${color}${isDashed ? ' dash' : ''}" d="M${points.join('L')}"/>`;
}

function legend(): string {
  const entries = LINES.map(
    ({ label, color, isDashed }) =>
      `<li><span class="chip b${color}${isDashed ? ' dash' : ''}"></span>${NumberText.html(label)}</li>`,
  );
  return `<ul class="legend">${entries.join('')}</ul>`;
}

function axes(rows: readonly CurveRow[], scale: Scale.Scale): string {
  const dollars = Scale.ticks(scale).map(
    (tick) =>
      `<span class="y" style="top:${((1 - Scale.place(scale, tick)) * 100).toFixed(2)}%">${NumberText.html(NumberText.format('usd', tick))}</span>`,
  );
  const every = Math.max(1, Math.ceil(rows.length / LABELS));
  const falls = rows
    .filter((_, i) => i % every === 0)
    .map(
      ({ fall }) =>
        `<span class="x" style="left:${(x(rows, fall) * 100).toFixed(2)}%">${NumberText.html(NumberText.format('percent', -fall))}</span>`,
    );
  return `${dollars.join('')}${falls.join('')}`;
}
