import type { Headline } from '../analysis/Headline.js';
import type { Summary } from '../analysis/Summary.js';

type Row = readonly [string, string, Headline['unit'], number | null, readonly [number, number], number];
type Terra = NonNullable<Summary['terra']>;

const ANY = Number.POSITIVE_INFINITY;

/** The reality check of May 2022, or the sanity check of May 2021; values are NaN where the run has no Terra. */
export function list(numbers: string, { terra, conserved }: Summary): Headline[] {
  const rows = terra === undefined ? [] : numbers === 'luna-2021' ? survivor(terra) : failure(terra);
  const kept: Row = ['conserved', 'money conserved', 'percent', null, [1, 1], conserved ? 1 : 0];
  return [...rows, kept].map(([key, title, unit, documented, band, value]) => {
    return { key, title, unit, documented, band, value };
  });
}

/** Documented closes and flows: docs/SOURCES. Bands are those of the issue: a factor of two for outflows. */
function failure(terra: Terra): Row[] {
  const on = (day: string) => terra.days.find(({ from }) => from.startsWith(`2022-05-${day}`));
  const close = (day: string) => on(day)?.lunaClose ?? Number.NaN;
  const outflow = (day: string) => on(day)?.anchorOutflow ?? Number.NaN;
  const isRising = outflow('07') < outflow('08') && outflow('08') < outflow('09') ? 1 : 0;
  const low = Math.min(...terra.days.map(({ ustLow }) => ustLow));
  const lunaLow = Math.min(...terra.days.map(({ lunaClose }) => lunaClose));
  const burned = terra.days.reduce((sum, one) => sum + one.burnedUst, 0);
  const peak = terra.days.reduce((best, one) => (one.burnedUst > best.burnedUst ? one : best));
  const flow = (usd: number): readonly [number, number] => [usd / 2, usd * 2];
  return [
    ['ustLeft', 'UST leaves 0.98, days after 1 May', 'times', null, [6, 9], terra.ustLeftDays ?? Number.NaN],
    ['ustLow', 'UST, low', 'price', null, [0, 0.4], low],
    ['luna06', 'LUNA, close of 6 May', 'price', 77.46, [65, 90], close('06')],
    ['luna08', 'LUNA, close of 8 May', 'price', 64.08, [0, ANY], close('08')],
    ['luna09', 'LUNA, close of 9 May', 'price', 32, [0, ANY], close('09')],
    ['lunaLow', 'LUNA, lowest daily close', 'price', 0.0001, [0, 0.0001], lunaLow],
    ['lunaSupply', 'LUNA supply at the end', 'count', 6.5e12, [1e12, ANY], terra.lunaSupplyEnd],
    ['ustSupply', 'UST supply at the end', 'usd', null, [0, ANY], terra.ustSupplyEnd],
    ['outflow07', 'Anchor, net outflow of 7 May', 'usd', 1.326e9, flow(1.326e9), outflow('07')],
    ['outflow08', 'Anchor, net outflow of 8 May', 'usd', 1.563e9, flow(1.563e9), outflow('08')],
    ['outflow09', 'Anchor, net outflow of 9 May', 'usd', 3.402e9, flow(3.402e9), outflow('09')],
    ['outflowOrder', 'share of seeds with these outflows in their order', 'percent', 1, [1, 1], isRising],
    ['moduleDay', 'UST burned at the module on its largest day', 'usd', null, [2e9, ANY], peak.burnedUst],
    ['moduleSpread', 'mean spread of that day', 'percent', null, [0.005, 1], peak.meanSpread],
    ['burned', 'UST burned at the module', 'usd', null, [0, ANY], burned],
    [
      'destroyed',
      'market value destroyed from the start of the run',
      'usd',
      null,
      [0, ANY],
      destroyed(terra),
    ],
    ['pledges', 'loans repaid from liquidated bLUNA', 'usd', null, [0, ANY], terra.pledgesRepaidUsd],
  ];
}

function survivor(terra: Terra): Row[] {
  const low = Math.min(...terra.days.map(({ ustLow }) => ustLow));
  const back = daysToReturn(terra);
  const survived = low > 0.9 && back <= 10 ? 1 : 0;
  return [
    ['survived', 'UST low above 0.90, back above 0.99 within ten days', 'percent', 1, [0.8, 1], survived],
    ['ustLow', 'UST, low', 'price', null, [0.9, 1], low],
    ['back', 'days from the low to a close above 0.99', 'times', null, [0, 10], back],
    ['lunaEnd', 'LUNA at the end', 'price', null, [0, ANY], terra.lunaEnd],
    ['lunaSupply', 'LUNA supply at the end', 'count', null, [0, ANY], terra.lunaSupplyEnd],
    ['ustSupply', 'UST supply at the end', 'usd', null, [0, ANY], terra.ustSupplyEnd],
  ];
}

/** Days between the day of the low and the first later one (or the same) that closes above 0.99; Infinity if none does. */
function daysToReturn({ days }: Terra): number {
  const at = days.reduce((best, one, i) => (one.ustLow < days[best]!.ustLow ? i : best), 0);
  const back = days.findIndex(({ ustClose }, i) => i >= at && ustClose > 0.99);
  return back < 0 ? ANY : back - at;
}

/** Both coins at their prices, start less end. The press counted 60bn from April's peak of LUNA. */
function destroyed(terra: Terra): number {
  const first = terra.days[0]?.lunaClose ?? Number.NaN;
  const before = terra.lunaSupplyStart * first + terra.ustSupplyStart;
  return before - terra.lunaSupplyEnd * terra.lunaEnd - terra.ustSupplyEnd * terra.ustEnd;
}
