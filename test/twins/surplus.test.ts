import { expect, test } from 'vitest';
import * as SurplusLevels from '../../bench/surplus/SurplusLevels.js';
import * as Streams from '../../src/base/Streams.js';

const WORLDS = 500;
const TICKS = 60;

interface World {
  readonly price: Float64Array;
  readonly cash: Float64Array;
  readonly from: Int32Array;
  readonly instrument: Uint16Array;
  readonly weight: Float64Array;
}

/** Accounts with up to six long, short and collateral positions; some are breached from the start. */
function draw(streams: Streams.Streams, id: number, instruments: number, accounts: number): World {
  const price = new Float64Array(instruments).map(() => 10 ** (Streams.below(streams, id, 9) - 4));
  const from = [0];
  const instrument: number[] = [];
  const weight: number[] = [];
  const cash: number[] = [];
  for (let a = 0; a < accounts; a++) {
    let gross = 0;
    let net = 0;
    const positions = 1 + Streams.below(streams, id, 6);
    for (let k = 0; k < positions; k++) {
      const i = Streams.below(streams, id, instruments);
      const isLong = Streams.below(streams, id, 3) > 0;
      const dollars = Streams.lognormal(streams, id, 5, 2);
      instrument.push(i);
      weight.push(((isLong ? 0.95 : -1.05) * dollars) / price[i]!);
      gross += dollars;
      net += isLong ? dollars : -dollars;
    }
    from.push(weight.length);
    cash.push(gross * (Streams.unit(streams, id) * 0.8 - 0.02) - net);
  }
  return {
    price,
    cash: Float64Array.from(cash),
    from: Int32Array.from(from),
    instrument: Uint16Array.from(instrument),
    weight: Float64Array.from(weight),
  };
}

/** A common shock and one of its own for every price that moves: collateral falls together with what it backs. */
function moves(streams: Streams.Streams, id: number, t: SurplusLevels.SurplusLevels): void {
  const scale = Streams.below(streams, id, 20) === 0 ? 0.3 : 0.01;
  const common = scale * Streams.normal(streams, id);
  for (let i = 0; i < t.price.length; i++)
    if (Streams.below(streams, id, 3) > 0) {
      const change = common + 0.5 * scale * Streams.normal(streams, id);
      SurplusLevels.move(t, i, t.price[i]! * Math.max(0.01, 1 + change));
    }
}

/** Every price has a swing of its own, over a factor of 64; now and then one falls or rises alone. */
function swings(streams: Streams.Streams, id: number, t: SurplusLevels.SurplusLevels): void {
  const common = 0.002 * Streams.normal(streams, id);
  const alone = Streams.below(streams, id, 4 * t.price.length);
  for (let i = 0; i < t.price.length; i++) {
    const own = 0.0005 * 2 ** (i % 7) * Streams.normal(streams, id);
    const jump = i === alone ? Streams.unit(streams, id) - 0.6 : 0;
    SurplusLevels.move(t, i, t.price[i]! * Math.max(0.01, 1 + common + own + jump));
  }
}

test('no breach is missed and none is late in 500 random worlds with correlated collateral', () => {
  const streams = Streams.create(7);
  const id = Streams.open(streams, 'worlds');
  let breaches = 0;
  let looks = 0;
  for (let world = 0; world < WORLDS; world++) {
    const { price, cash, from, instrument, weight } = draw(
      streams,
      id,
      1 + Streams.below(streams, id, 6),
      40,
    );
    let t = SurplusLevels.create(price, cash, from, instrument, weight);
    const watched = new Set(cash.keys());
    for (let tick = 0; tick < TICKS; tick++) {
      if (tick > 0) moves(streams, id, t);
      const found: number[] = [];
      SurplusLevels.assess(t, found);
      // Somebody withdraws, perhaps more than the requirement leaves.
      const account = Streams.below(streams, id, cash.length);
      if (watched.has(account) && !found.includes(account)) {
        t.cash[account]! -=
          0.2 * Math.abs(SurplusLevels.surplus(t, account)) + Streams.below(streams, id, 40);
        if (!SurplusLevels.arm(t, account)) found.push(account);
      }
      const expected = [...watched].filter((account) => SurplusLevels.surplus(t, account) <= 0);
      expect(found.sort((a, b) => a - b)).toEqual(expected);
      for (const account of expected) watched.delete(account);
      if (tick === 30) t = structuredClone(t);
      breaches += expected.length;
    }
    looks += t.looks;
  }
  expect(breaches).toBeGreaterThan(2_000);
  // A scan would have looked at every account at every tick.
  expect(looks).toBeLessThan(0.2 * WORLDS * 40 * TICKS);
});

test('nor where every instrument swings by its own measure, some jump alone, and accounts come back', () => {
  const streams = Streams.create(11);
  const id = Streams.open(streams, 'worlds');
  let breaches = 0;
  let refits = 0;
  for (let world = 0; world < 20; world++) {
    const { price, cash, from, instrument, weight } = draw(streams, id, 150, 2_000);
    let t = SurplusLevels.create(price, cash, from, instrument, weight);
    const watched = new Set(cash.keys());
    for (let tick = 0; tick < 100; tick++) {
      if (tick > 0) swings(streams, id, t);
      const found: number[] = [];
      SurplusLevels.assess(t, found);
      refits += t.isRefit.reduce((sum, one) => sum + one, 0);
      const expected = [...watched].filter((account) => SurplusLevels.surplus(t, account) <= 0);
      expect(found.sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
      for (const account of expected) watched.delete(account);
      breaches += expected.length;
      for (let k = 0; k < 5; k++) {
        // Somebody pays in, perhaps after his breach, or withdraws down to his last thousandth.
        const account = Streams.below(streams, id, cash.length);
        const surplus = SurplusLevels.surplus(t, account);
        t.cash[account]! += surplus > 0 && k > 0 ? -0.999 * surplus : 100 - surplus;
        if (SurplusLevels.arm(t, account)) watched.add(account);
        else watched.delete(account);
      }
      if (tick === 50) t = structuredClone(t);
    }
  }
  expect(breaches).toBeGreaterThan(5_000);
  expect(refits).toBeGreaterThan(500);
});
