// Draws docs/run.svg, the README's picture: the crash window of oct-2025-lite, seed 1, with the report's own curves.
import { writeFileSync } from 'node:fs';
import * as Files from '../dist/cli/Files.js';
import * as Engine from '../dist/index.js';
import * as Basket from '../dist/report/Basket.js';
import * as Clock from '../dist/report/Clock.js';
import * as Draw from '../dist/report/Draw.js';
import * as Frame from '../dist/report/Frame.js';
import * as NumberText from '../dist/report/NumberText.js';
import * as PageStyle from '../dist/report/PageStyle.js';
import * as Panel from '../dist/report/Panel.js';
import * as Scale from '../dist/report/Scale.js';

const SCENARIO = 'oct-2025-lite';
const SEED = 1;
const LEFT = 62;
const RIGHT = 18;
const LABEL_EVERY = 15;

const { series } = run();
const frame = Frame.of(series);
const span = frame.crash;
const panels = [
  Panel.lines('Median alt by venue, opening price = 100', 'index', Basket.prices(series, null), {
    height: 170,
    reference: 100,
  }),
  Panel.lines('BTC by venue, opening price = 100', 'index', Basket.prices(series, 'BTC'), {
    height: 110,
    reference: 100,
  }),
  Panel.bars(
    'Liquidations per minute: what happened, and what the venues published',
    [
      { label: 'true', color: 4, values: series.columns.liquidationsUsd },
      { label: 'published', color: 5, values: series.columns.publishedUsd },
    ],
    false,
    120,
  ),
];
writeFileSync('docs/run.svg', picture());

function run() {
  const library = Files.library(Engine, Files.SCENARIOS);
  const world = Engine.build(Engine.load(library, SCENARIO, { sets: [], withs: [] }), SEED);
  while (!Engine.advance(world, Number.POSITIVE_INFINITY, 1e6)) Engine.drainJournal(world);
  return world.world.recorder;
}

function picture() {
  let y = 52;
  const drawn = panels.map((panel) => {
    const at = y;
    y += panel.height + 46;
    return `<g transform="translate(${LEFT} ${at + 20})">${draw(panel)}</g>`;
  });
  const width = LEFT + Draw.WIDTH + RIGHT;
  const title = `${SCENARIO}, seed ${SEED}: ${Clock.date(series.startMs, span.from)}, UTC`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 8}" font-family="sans-serif" font-size="13">`,
    `<style>${css()}</style><rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${LEFT}" y="24" font-size="17" font-weight="bold">${title}</text>`,
    `<text x="${LEFT}" y="43" class="soft">Shaded: the minutes in which something from outside traded. All else came out of the accounts and rules.</text>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function draw(panel) {
  const scale = Panel.scaleOf(panel, span);
  const grid = Scale.ticks(scale).map((value) => {
    const at = Math.round((1 - Scale.place(scale, value)) * panel.height);
    const label = `<text x="-8" y="${at}" dy="4" text-anchor="end" class="soft">${NumberText.format(panel.unit, value)}</text>`;
    return `<path class="grid" d="M0 ${at}H${Draw.WIDTH}"/>${label}`;
  });
  const news = frame.news.map((one) => {
    const [from, to] = [x(one.from), x(one.to)];
    return to > 0
      ? `<rect class="news" x="${from}" width="${Math.round(to - from)}" height="${panel.height}"/>`
      : '';
  });
  const title = `<text y="-7" font-weight="bold">${panel.title}</text>${legend(panel)}`;
  return [
    title,
    ...news,
    ...grid,
    Draw.content(panel, span, scale, panel.height),
    ...times(panel.height),
  ].join('\n');
}

function legend({ lines, bars }) {
  let left = Draw.WIDTH;
  return [...lines, ...bars]
    .reverse()
    .map(({ label, color }) => {
      left -= 30 + 7 * label.length;
      return `<rect class="f${color}" x="${left}" y="-14" width="14" height="6"/><text x="${left + 19}" y="-7">${label}</text>`;
    })
    .join('');
}

function times(height) {
  const labels = [];
  for (let minute = span.from; minute <= span.to; minute++)
    if (Clock.minuteOfDay(series.startMs, minute) % LABEL_EVERY === 0)
      labels.push(
        `<text x="${x(minute)}" y="${height + 16}" text-anchor="middle" class="soft">${Clock.time(series.startMs, minute)}</text>`,
      );
  return labels;
}

function x(minute) {
  return Math.round(((minute - span.from) / (span.to - span.from)) * Draw.WIDTH);
}

/** The report's palette by day: a picture in a README has no dark page of its own. */
function css() {
  const colors = PageStyle.CSS.match(/--c\d:#[0-9a-f]{6}/g).slice(0, 8);
  const classes = colors.map((one, i) => {
    const color = one.slice(5);
    return `.s${i}{stroke:${color}}.f${i}{fill:${color}}`;
  });
  return `.line{fill:none;stroke-width:1.7}.dash{stroke-dasharray:5 3}.wick{opacity:.2}.grid{stroke:#e0e3e8}.news{fill:#f3dfb5}.soft{fill:#5b636e}${classes.join('')}`;
}
