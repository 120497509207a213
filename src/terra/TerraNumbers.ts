import type { Known } from '../analysis/numbers/Known.js';
import type { Summary } from '../analysis/Summary.js';

type Terra = NonNullable<Summary['terra']>;
type Words = Readonly<Record<string, string>>;

function of(value: (terra: Terra, words: Words) => number): Known['value'] {
  return ({ summary: { terra } }, words) => (terra === undefined ? undefined : value(terra, words));
}

function total(terra: Terra, each: (day: Terra['days'][number]) => number): number {
  return terra.days.reduce((sum, day) => sum + each(day), 0);
}

function on({ days }: Terra, day: string): Terra['days'][number] | undefined {
  return days.find(({ from }) => from.startsWith(day));
}

function least(terra: Terra, each: (day: Terra['days'][number]) => number): number {
  return Math.min(...terra.days.map(each));
}

function peakDay({ days }: Terra): Terra['days'][number] | undefined {
  return days.reduce<Terra['days'][number] | undefined>(
    (best, one) => (best === undefined || one.burnedUst > best.burnedUst ? one : best),
    undefined,
  );
}

function part(percent: string | undefined): number {
  return Number.parseFloat(percent!) / 100;
}

/** Days between the day of the low and the first later one (or the same) that closes above a price; Infinity if none does. */
function daysToReturn({ days }: Terra, price: number): number {
  const at = days.reduce((best, one, i) => (one.ustLow < days[best]!.ustLow ? i : best), 0);
  const back = days.findIndex(({ ustClose }, i) => i >= at && ustClose > price);
  return back < 0 ? Number.POSITIVE_INFINITY : back - at;
}

function survived(terra: Terra, { percent, percent2, days }: Words): number {
  const isHeld = least(terra, ({ ustLow }) => ustLow) > part(percent);
  return isHeld && daysToReturn(terra, part(percent2)) <= Number.parseInt(days!, 10) ? 1 : 0;
}

/** Whether each day's outflow is larger than the one before, between two days. */
function isRising({ days }: Terra, { day, day2 }: Words): number {
  const shown = days.filter(({ from }) => from.slice(0, 10) >= day! && from.slice(0, 10) <= day2!);
  if (shown.length < 2) return Number.NaN;
  return shown.every(({ anchorOutflow }, i) => i === 0 || anchorOutflow > shown[i - 1]!.anchorOutflow)
    ? 1
    : 0;
}

/** Both coins at their prices, start less end. */
function destroyed(terra: Terra): number {
  const first = terra.days[0]?.lunaClose ?? Number.NaN;
  const before = terra.lunaSupplyStart * first + terra.ustSupplyStart;
  return before - terra.lunaSupplyEnd * terra.lunaEnd - terra.ustSupplyEnd * terra.ustEnd;
}

const ROWS: readonly (readonly [string, Known['unit'], string, (terra: Terra, words: Words) => number])[] = [
  [
    'terra.ustLeftDays',
    'plain',
    'UST leaves 0.98, days after the start',
    ({ ustLeftDays }) => ustLeftDays ?? Number.NaN,
  ],
  ['terra.ustLow', 'price', 'UST, low', (terra) => least(terra, ({ ustLow }) => ustLow)],
  [
    'terra.lunaClose.<day>',
    'price',
    'LUNA, close of <day>',
    (terra, { day }) => on(terra, day!)?.lunaClose ?? Number.NaN,
  ],
  [
    'terra.lunaLowestClose',
    'price',
    'LUNA, lowest daily close',
    (terra) => least(terra, ({ lunaClose }) => lunaClose),
  ],
  ['terra.lunaEnd', 'price', 'LUNA at the end', ({ lunaEnd }) => lunaEnd],
  ['terra.lunaSupply', 'count', 'LUNA supply at the end', ({ lunaSupplyEnd }) => lunaSupplyEnd],
  ['terra.ustSupply', 'usd', 'UST supply at the end', ({ ustSupplyEnd }) => ustSupplyEnd],
  [
    'terra.outflow.<day>',
    'usd',
    'Anchor, net outflow of <day>',
    (terra, { day }) => on(terra, day!)?.anchorOutflow ?? Number.NaN,
  ],
  [
    'terra.outflowRising.<day>.<day>',
    'percent',
    'share of seeds with Anchor outflows that rise from <day> to <day2>',
    isRising,
  ],
  [
    'terra.moduleDayUsd',
    'usd',
    'UST burned at the module on its largest day',
    (terra) => peakDay(terra)?.burnedUst ?? Number.NaN,
  ],
  [
    'terra.moduleSpread',
    'percent',
    'mean spread of that day',
    (terra) => peakDay(terra)?.meanSpread ?? Number.NaN,
  ],
  [
    'terra.burnedUsd',
    'usd',
    'UST burned at the module',
    (terra) => total(terra, ({ burnedUst }) => burnedUst),
  ],
  ['terra.destroyedUsd', 'usd', 'market value destroyed from the start of the run', destroyed],
  [
    'terra.pledgesRepaidUsd',
    'usd',
    'loans repaid from liquidated bLUNA',
    ({ pledgesRepaidUsd }) => pledgesRepaidUsd,
  ],
  [
    'terra.survived.<percent>.<percent>.<days>',
    'percent',
    'UST low above <percent> of par, back above <percent2> within <days>',
    survived,
  ],
  [
    'terra.daysBack.<percent>',
    'plain',
    'days from the low to a close above <percent> of par',
    (terra, { percent }) => daysToReturn(terra, part(percent)),
  ],
];

/** Numbers that only a run with this chain has. */
export const KNOWN: readonly Known[] = ROWS.map(([template, unit, title, value]) => ({
  template,
  unit,
  title,
  value: of(value),
}));
