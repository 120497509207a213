import * as Rounding from '../../units/Rounding.js';
import * as Whole from '../../units/Whole.js';

/** Steps in which a market counts prices and sizes. */
export interface Grid {
  readonly tick: number;
  readonly lot: number;
  readonly atomsPerTickLot: number;
  readonly baseAtomsPerLot: number;
}

/**
 * Tick of about 1e-5 of the price and a lot of about 20 quote units, both powers of ten, such that tick * lot is a
 * whole number of quote atoms and a lot a whole number of base atoms. Venues publish their own grids; this rule keeps
 * within a factor of ten of them. `room`: powers of ten that the lot is larger.
 */
export function derive(price: number, baseUnit: number, quoteUnit: number, room = 0): Grid {
  const tickPower = powerBelow(price) - 5;
  const atomPower = -powerBelow(quoteUnit);
  const sizePower = powerBelow((quoteUnit > 1e6 ? 0.005 : 20) / price);
  const lotPower = Math.max(sizePower, atomPower - tickPower, -powerBelow(baseUnit)) + room;
  return {
    tick: Number(`1e${tickPower}`),
    lot: Number(`1e${lotPower}`),
    atomsPerTickLot: Number(`1e${tickPower + lotPower - atomPower}`),
    baseAtomsPerLot: Number(`1e${lotPower + powerBelow(baseUnit)}`),
  };
}

/** The grid of a stated tick and lot; `isWhole` says whether its notionals and sizes are whole atoms. */
export function stated(tick: number, lot: number, baseUnit: number, quoteUnit: number): Grid {
  return { tick, lot, atomsPerTickLot: near(tick * lot * quoteUnit), baseAtomsPerLot: near(lot * baseUnit) };
}

/** Rounds a count that differs from a whole number only by the error of decimal input. */
function near(x: number): number {
  return isMultiple(x, 1) ? Rounding.nearest(x) : x;
}

/** Whether one tick of one lot is a whole number of quote atoms, and a lot one of base atoms. */
export function isWhole({ atomsPerTickLot, baseAtomsPerLot }: Grid): boolean {
  return [atomsPerTickLot, baseAtomsPerLot].every((atoms) => atoms >= 1 && Number.isSafeInteger(atoms));
}

/** Decimals of quote and base asset with which a tick of a lot would be whole atoms. */
export function decimalsFor({ tick, lot }: { readonly tick: number; readonly lot: number }): {
  readonly quote: number;
  readonly base: number;
} {
  return { quote: places(tick) + places(lot), base: places(lot) };
}

/** Whether a price or size lies on a grid of this step, but for the error of decimal input. */
export function isMultiple(value: number, step: number): boolean {
  const steps = value / step;
  return Math.abs(steps - Whole.nearest(steps)) <= 1e-9 * Math.max(1, Math.abs(steps));
}

/** Places after the point of a decimal number as it is written. */
export function places(value: number): number {
  const [digits, exponent] = String(value).split('e');
  const point = digits!.indexOf('.');
  return Math.max(0, (point < 0 ? 0 : digits!.length - point - 1) - Number(exponent ?? 0));
}

/** Largest whole p with 10^p <= x. */
function powerBelow(x: number): number {
  let power = 0;
  while (Number(`1e${power + 1}`) <= x) power++;
  while (Number(`1e${power}`) > x) power--;
  return power;
}
