import * as Real from '../../base/Real.js';
import type * as Confidence from '../../populations/holders/Confidence.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as TerraShow from '../TerraShow.js';
import * as TerraPlaces from './TerraPlaces.js';

/** What holders of UST and LUNA remember of the last day, by hour. */
export interface Memory {
  readonly deposits: Float64Array;
  readonly luna: Float64Array;
  readonly price: Float64Array;
  hour: number;
}

const HOURS = 24;
const HOUR_US = 3600e6;

export function create(): Memory {
  const column = () => new Float64Array(HOURS);
  return { deposits: column(), luna: column(), price: column(), hour: -1 };
}

/**
 * The public picture: UST's discount on the venue or in the pool, LUNA's market value over UST outstanding, what left
 * Anchor in a day as a share of all UST (or, for holders of LUNA, its dilution), and as `news` LUNA's fall of a day.
 */
export function read(
  view: View,
  places: TerraPlaces.Places,
  memory: Memory,
  ofLuna: boolean,
): Confidence.Signal {
  const terra = TerraShow.of(view);
  const ust = terra.supply(terra.ust);
  const luna = terra.supply(terra.luna);
  const price = TerraPlaces.bidOf(view, places.lunaMarket);
  const deposits = terra.deposits();
  remember(memory, view.nowUs, deposits, luna, price);
  const past = (memory.hour + 1) % HOURS;
  const change = (now: number, then: number) => (now > 0 && then > 0 ? Real.log(now / then) : 0);
  const dilution = -Math.max(0, change(luna, memory.luna[past]!));
  return {
    price: Math.min(1, ustPrice(view, places)),
    backingRatio: Math.min(1, (luna * price) / Math.max(1, ust)),
    queueOverBuffer: 0,
    supplyChange: ofLuna ? dilution : Math.min(0, (deposits - memory.deposits[past]!) / Math.max(1, ust)),
    news: Math.max(0, -change(price, memory.price[past]!)),
  };
}

/** The mean of the book and the pool where there are both. */
function ustPrice(view: View, places: TerraPlaces.Places): number {
  const book = TerraPlaces.bidOf(view, places.ustMarket);
  const pool = view.pools[places.pool];
  return pool ? (book + pool.spot(TerraShow.of(view).ust, places.poolDollar)) / 2 : book;
}

/** The first reading stands for the whole day before. */
function remember(memory: Memory, nowUs: number, deposits: number, luna: number, price: number): void {
  const hour = Whole.down(nowUs / HOUR_US);
  if (memory.hour < 0) {
    memory.deposits.fill(deposits);
    memory.luna.fill(luna);
    memory.price.fill(price);
    memory.hour = hour;
  }
  while (memory.hour < hour) {
    memory.hour++;
    const at = memory.hour % HOURS;
    memory.deposits[at] = deposits;
    memory.luna[at] = luna;
    memory.price[at] = price;
  }
}
