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

/** Largest whole p with 10^p <= x. */
function powerBelow(x: number): number {
  let power = 0;
  while (Number(`1e${power + 1}`) <= x) power++;
  while (Number(`1e${power}`) > x) power--;
  return power;
}
