import * as Instant from '../analysis/compare/Instant.js';
import type { Summary } from '../analysis/Summary.js';
import * as Clock from './Clock.js';
import * as NumberText from './NumberText.js';
import * as Scale from './Scale.js';
import * as Table from './Table.js';

type Maps = NonNullable<Summary['waiting']>['assets'];
type PriceMap = Maps[number];
type Step = PriceMap['steps'][number];

const KINDS = [
  { key: 'positionsUsd', label: 'isolated positions', color: 4 },
  { key: 'accountsUsd', label: 'margin accounts', color: 0 },
  { key: 'loansUsd', label: 'loans', color: 2 },
] as const;
const WIDTH = 1000;
const HEIGHT = 150;
/** Moves that are drawn, percent; the table has all. */
const LOWEST = -60;
const HIGHEST = 40;
const LABEL_EVERY = 10;
/** Maps that are drawn: the largest. */
const DRAWN = 4;

/** The map of liquidations that wait at each step of price before the shock. '' in a world without. */
export function render({ waiting }: Summary): string {
  const maps = (waiting?.assets ?? []).filter(({ steps }) => steps.length > 0);
  if (waiting === undefined || maps.length === 0) return '';
  const ms = Math.round(Instant.parse(waiting.at) / 1000) * 1000;
  const at = Clock.moment(ms, 0);
  const about =
    `Read at ${at} UTC. Each bar holds what is liquidated when the price moves by the last one percent up to there, in ` +
    'dollars of that coin. Isolated positions stand at their own marks. Margin accounts and loans depend on many prices: for them all ' +
    'prices move together, dollars stay at par, and a coin meant to be worth a dollar moves alone. Nobody adds collateral or sells here; ' +
    'the run shows what people did.';
  return (
    `<section><h2 id="waiting">Liquidations waiting before the shock</h2><p class="about">${NumberText.html(about)}</p>` +
    `${table(maps)}${maps.slice(0, DRAWN).map(figure).join('')}</section>`
  );
}

/** Dollars within a fall of so much, by asset. */
function table(maps: Maps): string {
  const within = (map: PriceMap, fall: number) =>
    map.steps.reduce((usd, step) => usd + (step.move < 0 && step.move >= -fall - 1e-9 ? total(step) : 0), 0);
  const rises = (map: PriceMap) =>
    map.steps.reduce((usd, step) => usd + (step.move > 0 ? total(step) : 0), 0);
  const falls = [0.05, 0.1, 0.2, 0.4];
  const rows = maps.map((map) => [
    Table.word(map.asset),
    Table.number('price', map.priceUsd ?? Number.NaN),
    ...falls.map((fall) => Table.number('usd', within(map, fall))),
    Table.number('usd', rises(map)),
  ]);
  const head = [
    'coin',
    'price',
    ...falls.map((fall) => `fall within ${Math.round(fall * 100)}%`),
    'rise within 100%',
  ];
  return Table.render(head, rows);
}

function total({ positionsUsd, accountsUsd, loansUsd }: Step): number {
  return positionsUsd + accountsUsd + loansUsd;
}

function figure(map: PriceMap): string {
  const shown = map.steps.filter(({ move }) => percent(move) >= LOWEST && percent(move) <= HIGHEST);
  if (shown.length === 0) return '';
  const scale = Scale.linear(0, Math.max(...shown.map(total)));
  const words =
    `Dollars of ${map.asset} liquidated at each one percent of price, from a fall of 60% to a rise of 40%. ` +
    shown.map((step) => `${percent(step.move)}%: ${NumberText.format('usd', total(step))}`).join('; ');
  const svg =
    `<svg role="img" aria-label="${NumberText.html(words)}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">` +
    `${grid(scale)}<path class="grid ref" d="M${x(0)} 0V${HEIGHT}"/>${bars(shown, scale)}</svg>`;
  const ticks = Scale.ticks(scale).map(
    (value) =>
      `<span class="y" style="top:${((1 - Scale.place(scale, value)) * 100).toFixed(1)}%">${NumberText.format('usd', value)}</span>`,
  );
  return (
    `<figure><h3>${NumberText.html(map.asset)}</h3>${legend(map)}` +
    `<div class="plot priced" style="height:${HEIGHT}px">${svg}${ticks.join('')}${labels(map)}</div>${data(map)}</figure>`
  );
}

function percent(move: number): number {
  return Math.round(move * 100);
}

function x(at: number): number {
  return ((at - LOWEST) / (HIGHEST - LOWEST)) * WIDTH;
}

function grid(scale: Scale.Scale): string {
  return Scale.ticks(scale)
    .map(
      (value) =>
        `<path class="grid" d="M0 ${((1 - Scale.place(scale, value)) * HEIGHT).toFixed(1)}H${WIDTH}"/>`,
    )
    .join('');
}

function bars(shown: readonly Step[], scale: Scale.Scale): string {
  const floor = new Map<number, number>();
  return KINDS.map(({ key, color }) => {
    const path = shown.map((step) => {
      const usd = step[key];
      if (usd === 0) return '';
      const below = floor.get(step.move) ?? 0;
      floor.set(step.move, below + usd);
      const y = (value: number) => ((1 - Scale.place(scale, value)) * HEIGHT).toFixed(1);
      const left = percent(step.move) < 0 ? percent(step.move) : percent(step.move) - 1;
      return `M${x(left).toFixed(1)} ${y(below)}V${y(below + usd)}h8V${y(below)}Z`;
    });
    return `<path class="bar f${color}" d="${path.join('')}"/>`;
  }).join('');
}

function legend({ steps }: PriceMap): string {
  const items = KINDS.flatMap(({ key, label, color }) => {
    const usd = steps.reduce((sum, step) => sum + step[key], 0);
    if (usd === 0) return [];
    return [
      `<li><i class="chip b${color}"></i>${label} <small>${NumberText.format('usd', usd)} in all</small>`,
    ];
  });
  return `<ul class="legend">${items.join('')}</ul>`;
}

/** Moves in percent with the price there. */
function labels({ priceUsd }: PriceMap): string {
  const found: string[] = [];
  for (let at = LOWEST; at <= HIGHEST; at += LABEL_EVERY) {
    const price =
      priceUsd === undefined ? '' : `<br>${NumberText.format('price', priceUsd * (1 + at / 100))}`;
    const sign = at > 0 ? '+' : at < 0 ? '−' : '';
    const minor = Math.abs(at) % (2 * LABEL_EVERY) === 0 ? '' : ' minor';
    found.push(
      `<span class="x${minor}" style="left:${x(at) / (WIDTH / 100)}%">${sign}${Math.abs(at)}%${price}</span>`,
    );
  }
  return found.join('');
}

function data(map: PriceMap): string {
  const rows = map.steps.map((step) => [
    Table.number('percent', step.move),
    Table.number('price', map.priceUsd === undefined ? Number.NaN : map.priceUsd * (1 + step.move)),
    ...KINDS.map(({ key }) => Table.number('usd', step[key])),
  ]);
  return `<details><summary>Data, every step of one percent</summary>${Table.render(['move', 'price', ...KINDS.map(({ label }) => label)], rows)}</details>`;
}
