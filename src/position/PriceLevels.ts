import * as Holdings from './Holdings.js';

/** A price at which something happens, and the move that leads there, a fraction of the price now. */
export interface Level {
  readonly price: number;
  readonly move: number;
}

/** What one price alone does to a position on its way down or up; null where it never happens. */
export interface Ladder {
  readonly asset: string;
  readonly direction: 'down' | 'up';
  readonly call: Level | null;
  readonly liquidation: Level | null;
  readonly zeroEquity: Level | null;
  readonly badDebt: Level | null;
}

/** Steps of the first look in each direction: to nothing, and to ten times the price. */
const STEPS = 400;
const MOST = 10;
/** A price of nothing is no price: oracles give eight places. */
const LEAST = 1e-6;

type Test = (standing: Holdings.Standing) => boolean;

const TESTS = {
  call: (one) => one.isCalled,
  liquidation: (one) => one.isLiquidatable,
  zeroEquity: (one) => one.equityUsd <= 0,
  badDebt: (one) => one.isBad,
} as const satisfies Record<string, Test>;

/** Every asset that a position depends on, in both directions where something happens. */
export function assess(one: Holdings.Holdings): Ladder[] {
  const prices = Holdings.now(one);
  return Holdings.moving(one).flatMap((asset) =>
    (['down', 'up'] as const).flatMap((direction) => {
      const ladder = of(one, prices, asset, direction);
      const isTouched = ladder.liquidation ?? ladder.zeroEquity ?? ladder.badDebt ?? ladder.call;
      return isTouched === null ? [] : [ladder];
    }),
  );
}

function of(
  one: Holdings.Holdings,
  prices: ReadonlyMap<string, number>,
  asset: string,
  direction: Ladder['direction'],
): Ladder {
  const now = prices.get(asset)!;
  const assess = (price: number) =>
    one.rule.assess(one, (other) => (other === asset ? price : prices.get(other)!));
  const standing = remembered(assess);
  const level = (test: Test) => find((price) => test(standing(price)), now, direction);
  return {
    asset,
    direction,
    call: level(TESTS.call),
    liquidation: level(TESTS.liquidation),
    zeroEquity: level(TESTS.zeroEquity),
    badDebt: level(TESTS.badDebt),
  };
}

/** All four levels look at the same first steps. */
function remembered(assess: (price: number) => Holdings.Standing): typeof assess {
  const seen = new Map<number, Holdings.Standing>();
  return (price) => {
    const known = seen.get(price) ?? assess(price);
    seen.set(price, known);
    return known;
  };
}

/** The first price on the way at which a test holds; null where it never does. */
function find(holds: (price: number) => boolean, now: number, direction: Ladder['direction']): Level | null {
  let sound = now;
  if (holds(now)) return { price: now, move: 0 };
  for (let step = 1; step <= STEPS; step++) {
    const part = step / STEPS;
    const price = direction === 'down' ? now * Math.max(LEAST, 1 - part) : now * (1 + (MOST - 1) * part);
    if (holds(price)) return between(holds, sound, price, now);
    sound = price;
  }
  return null;
}

/** Halves the step until no number lies between its ends. */
function between(holds: (price: number) => boolean, from: number, to: number, now: number): Level {
  let [sound, hit] = [from, to];
  for (let middle = (sound + hit) / 2; middle !== sound && middle !== hit; middle = (sound + hit) / 2) {
    if (holds(middle)) hit = middle;
    else sound = middle;
  }
  return { price: hit, move: hit / now - 1 };
}
