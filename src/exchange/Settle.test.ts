import { beforeEach, describe, expect, test } from 'vitest';
import * as Trading from '../../test/cast/Trading.js';
import * as Worlds from '../../test/cast/Worlds.js';
import { BUY, SELL } from '../messages/Outbox.js';
import type { World } from '../run/World.js';
import * as Accounts from '../state/Accounts.js';
import * as Settle from './Settle.js';

/* One margin account, one isolated long of 1 BTC from 100 000 with 1 000 of margin, and the pool of 1M behind it. */
const TEXT = Trading.planted(`
  accounts:
    - { id: rich, venue: a, holdings: { USDT: 50_000 } }
  positions:
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 1_000 USD }
`);
const UNIT = 1e4;
const TAKER_PPM = 300;

function open(world: World) {
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const venue = engine.venues[market.venue]!;
  const crowd = engine.crowds[market.crowd]!;
  const rich = engine.accounts.name.findIndex((name) => name.endsWith('rich'));
  const lots = Math.abs(crowd.lots[0]!);
  const cash = (account: number) => Accounts.balance(engine, account, market.quote);
  const margin = () => engine.ledger.balance[crowd.margin[0]!]!;
  const pool = engine.pools[market.pool]!.account;
  const row = Accounts.crowdAccount(market.crowd, 0);
  return { engine, market, venue, crowd, rich, lots, cash, margin, pool, row, fees: venue.feeAccount };
}

let one: ReturnType<typeof open>;
beforeEach(() => {
  one = open(Worlds.write(TEXT));
});

describe('a perp trade of a margin account', () => {
  test('opening costs its fee, rounded up, and realizes nothing', () => {
    const { engine, market, rich, lots, cash, fees } = one;
    // 0.03% of 1 000 000 001 atoms is 300 000.0003.
    Settle.perp(engine, market, rich, { lots, value: 1_000_000_001, feePpm: TAKER_PPM });
    expect(cash(rich)).toBe(50_000 * UNIT - 300_001);
    expect(cash(fees)).toBe(300_001);
    expect(Settle.lotsOf(engine, market, rich)).toBe(lots);
  });

  test('closing a long above its cost pays the profit, below it takes the loss', () => {
    const { engine, market, rich, lots, cash } = one;
    Settle.perp(engine, market, rich, { lots: 2 * lots, value: 2_000_000, feePpm: 0 });
    Settle.perp(engine, market, rich, { lots: -lots, value: 1_250_000, feePpm: 0 });
    expect(cash(rich)).toBe(50_000 * UNIT + 250_000);
    Settle.perp(engine, market, rich, { lots: -lots, value: 900_000, feePpm: 0 });
    expect(cash(rich)).toBe(50_000 * UNIT + 150_000);
    expect(Settle.lotsOf(engine, market, rich)).toBe(0);
  });

  test('a short wins when it buys back for less', () => {
    const { engine, market, rich, lots, cash } = one;
    Settle.perp(engine, market, rich, { lots: -lots, value: 1_000_000, feePpm: 0 });
    Settle.perp(engine, market, rich, { lots, value: 700_000, feePpm: 0 });
    expect(cash(rich)).toBe(50_000 * UNIT + 300_000);
  });

  test('a loss beyond its cash is borrowed from the venue', () => {
    const { engine, market, rich, lots, cash } = one;
    Settle.perp(engine, market, rich, { lots, value: 600_000_000, feePpm: 0 });
    Settle.perp(engine, market, rich, { lots: -lots, value: 50_000_000, feePpm: 0 });
    expect([cash(rich), Accounts.owed(engine, rich, market.quote)]).toEqual([0, 50_000_000]);
  });
});

describe('a perp trade of an isolated row', () => {
  test('its margin earns the profit and pays the fee', () => {
    const { engine, market, row, lots, margin, crowd } = one;
    Settle.perp(engine, market, row, { lots: -lots, value: 100_500 * UNIT, feePpm: TAKER_PPM });
    expect(margin()).toBe((1_000 + 500 - 30.15) * UNIT);
    expect([crowd.lots[0]! + 0, crowd.entry[0], crowd.longLots]).toEqual([0, 0, 0]);
  });

  test('a loss its margin covers is its own; one beyond it the pool pays, and is named', () => {
    const { engine, market, row, lots, margin, pool, cash } = one;
    Settle.perp(engine, market, row, { lots: -lots / 2, value: 49_700 * UNIT, feePpm: 0 });
    expect(margin()).toBe(700 * UNIT);
    expect(engine.tally.losses).toBe(0);
    const before = cash(pool);
    Settle.perp(engine, market, row, { lots: -lots / 2, value: 49_200 * UNIT, feePpm: 0 });
    // 800 lost, 700 left.
    expect(margin()).toBe(0);
    expect(before - cash(pool)).toBe(100 * UNIT);
    expect(engine.tally.payers).toEqual({ insurance: 100 });
  });

  test('a fee takes no more than the margin has', () => {
    const { engine, market, row, lots, margin, fees, cash } = one;
    Settle.perp(engine, market, row, { lots: -lots, value: 99_010 * UNIT, feePpm: 1000 });
    // 1 000 - 990 = 10 are left of the 99.01 asked for.
    expect([margin(), cash(fees)]).toEqual([0, 10 * UNIT]);
  });

  test('an open row is armed anew', () => {
    const { engine, market, row, lots, crowd } = one;
    const before = crowd.trigger[0]!;
    Settle.perp(engine, market, row, { lots, value: 100_000 * UNIT, feePpm: 0 });
    expect(crowd.trigger[0]).toBeGreaterThan(before);
  });
});

/*
 * Spot at 100 000 costs a maker 2bp and a taker 4bp of the value, each rounded up; a saver's order is paid from what was
 * set aside for it, an account that may owe pays from its cash and then borrows.
 */
describe('a spot trade', () => {
  const SPOT = `${TEXT.slice(0, TEXT.indexOf('planted:'))}planted:
  only: true
  accounts:
    - { id: saver, venue: a, holdings: { USDT: 10_000, BTC: 0.5 } }
    - { id: trader, venue: a, holdings: { USDT: 50_000, BTC: 0.2 } }
`;

  function market() {
    const { engine } = Worlds.write(SPOT);
    const desk = Trading.at(engine, 'BTC/USDT', 'spot');
    engine.accounts.kind[desk.id('saver')] = Accounts.CASH;
    engine.accounts.free[desk.id('trader')] = 1e9;
    const coins = (name: string) => desk.cash(name, desk.market.base);
    return { ...desk, coins, fees: () => desk.cash(desk.venue.feeAccount) };
  }

  test('a saver sells what it has set aside: 10 000 less 2, of the taker 10 000 and 4', () => {
    const { place, cash, coins, fees, reserved, market: at } = market();
    place({ by: 'saver', side: SELL, coins: 0.1, price: 100_000 });
    expect([coins('saver'), reserved('saver', at.base)]).toEqual([0.4, 0.1]);
    place({ by: 'trader', side: BUY, coins: 0.1, price: 100_000 });
    expect([cash('saver'), coins('saver'), reserved('saver', at.base)]).toEqual([19_998, 0.4, 0]);
    expect([cash('trader'), coins('trader'), fees()]).toEqual([50_000 - 10_004, 0.3, 6]);
  });

  test('a saver buys from what it has set aside; what its fee did not need comes back at the end', () => {
    const { place, cash, coins, fees, reserved } = market();
    // 5 000, 4bp of it, and an atom a lot.
    place({ by: 'saver', side: BUY, coins: 0.05, price: 100_000 });
    expect(reserved('saver')).toBeCloseTo(5_002.05, 9);
    place({ by: 'trader', side: SELL, coins: 0.02, price: 100_000 });
    expect(reserved('saver')).toBeCloseTo(5_002.05 - 2_000.4, 9);
    expect([cash('trader'), coins('trader'), coins('saver')]).toEqual([51_999.2, 0.18, 0.52]);
    place({ by: 'trader', side: SELL, coins: 0.03, price: 99_000 });
    expect([reserved('saver'), cash('saver'), fees()]).toEqual([0, 10_000 - 5_001, 1 + 2]);
  });

  test('a saver that takes pays from its cash', () => {
    const { place, cash, coins, reserved } = market();
    place({ by: 'trader', side: SELL, coins: 0.05, price: 100_000 });
    place({ by: 'saver', side: BUY, coins: 0.05, price: 100_500 });
    expect([cash('saver'), coins('saver'), reserved('saver')]).toEqual([10_000 - 5_002, 0.55, 0]);
    expect(cash('trader')).toBe(50_000 + 5_000 - 1);
  });

  test('an account that may owe borrows the coins it sells beyond its own, and the dollars it lacks', () => {
    const { place, cash, coins, owed, market: at } = market();
    place({ by: 'saver', side: BUY, coins: 0.09, price: 100_000 });
    place({ by: 'saver', side: SELL, coins: 0.5, price: 110_000 });
    place({ by: 'trader', side: SELL, coins: 0.09, price: 100_000 });
    place({ by: 'trader', side: BUY, coins: 0.5, price: 110_000 });
    // 59 000 less 3.6, then 55 000 and 22 of it.
    expect(cash('trader')).toBeCloseTo(50_000 + 9_000 - 3.6 - 55_022, 9);
    expect([owed('trader'), coins('trader')]).toEqual([0, 0.61]);
    place({ by: 'trader', side: SELL, coins: 0.7, price: 90_000 });
    place({ by: 'saver', side: BUY, coins: 0.62, price: 90_000 });
    expect([coins('trader'), owed('trader', at.base)]).toEqual([0, 0.01]);
  });
});

test('a value handed out part by part is handed out whole', () => {
  expect([Settle.partOf(100, 1, 3), Settle.partOf(67, 1, 2), Settle.partOf(34, 1, 1)]).toEqual([33, 33, 34]);
});

test('what a cash account can buy leaves room for the fee and the rounding', () => {
  const { engine, market, rich } = one;
  const ticks = Math.round(100_000 / market.tick);
  const lots = Settle.affordable(engine, market, rich, ticks);
  const cost = (n: number) => ticks * n * market.atomsPerTickLot * (1 + TAKER_PPM / 1e6) + n;
  expect(cost(lots)).toBeLessThan(50_000 * UNIT);
  expect(cost(lots + 3)).toBeGreaterThan(50_000 * UNIT);
});
