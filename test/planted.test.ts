import { describe, expect, test } from 'vitest';
import { InputError } from '../src/format/InputError.js';
import * as Advance from '../src/run/Advance.js';
import * as Worlds from './cast/Worlds.js';

/*
 * One leveraged account and one thin book, by hand. Long 1 BTC at 100 000 with 10 000 of margin; at a notional of
 * 50 000 to 600 000 the table asks for 0.5 % less 50 (= 50 000 * (0.5 % - 0.4 %)).
 *   trigger:    10 000 + (p - 100 000) = 0.005 p - 50      =>  p = 89 950 / 0.995 = 90 402.0100...
 *   bankruptcy: 10 000 + (p - 100 000) = 0                 =>  p = 90 000
 *   close:      1 BTC into the bid at 90 300               =>  margin left 10 000 - 9 700 = 300
 *   fee:        1 % of 90 300 = 903, but only 300 is there =>  300 to the pool, nothing lost by anybody
 */
const TRIGGER = 89_950 / 0.995;
const US = 1e6;
const UNIT = 1e4;

function run(untilSeconds: number, sets: readonly string[] = []) {
  const world = Worlds.open('isolated-liquidation', { sets });
  Advance.advance(world, untilSeconds * US, 1e6);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const crowd = engine.crowds[market.crowd]!;
  return { world, engine, market, crowd, pool: engine.pools[market.pool]!, rows: Worlds.rows(world) };
}

describe('one leveraged account and one thin book', () => {
  test('the trigger is the price computed by hand', () => {
    const { crowd } = run(0);
    expect(crowd.trigger[0]).toBeCloseTo(TRIGGER, 6);
  });

  test('a dollar above the trigger nothing happens', () => {
    const { market, rows, crowd } = run(15.5);
    expect(market.mark!.mark).toBe(90_403);
    expect(rows).toEqual([]);
    expect(crowd.lots[0]! * market.lot).toBe(1);
  });

  test('at the first mark below the trigger it is liquidated, at the bid of 90 300', () => {
    const { engine, market, rows, crowd, pool } = run(30);
    const liquidation = rows.find((row) => row.kind === 'liquidation')!;
    expect(liquidation).toMatchObject({ atUs: 16 * US, side: 'long', accounts: 1, usd: 90_402 });
    expect(rows.find((row) => row.id === liquidation.cause)).toMatchObject({
      kind: 'mark-move',
      mark: 90_402,
    });
    expect(crowd.lots[0]).toBe(0);
    expect(market.tape.runLow * market.tick).toBe(90_300);
    expect(engine.ledger.balance[crowd.margin[0]!]).toBe(0);
    const cash = engine.accounts.cash[pool.account * engine.accounts.assets + market.quote]!;
    expect(engine.ledger.balance[cash]).toBe((1_000_000 + 300) * UNIT);
    expect(engine.tally.losses).toBe(0);
  });

  test('no bid above bankruptcy: the pool takes over at 90 000 and owns the loss', () => {
    // The only bids left are at 89 000: mark 90 402, so equity is 402 and the order at 90 000 finds nobody.
    const sets = ['planted.orders.perp-2.price=89_000'];
    const { engine, market, rows, crowd, pool } = run(30, sets);
    const takeover = rows.find((row) => row.kind === 'takeover')!;
    // Five attempts, one a second, from second 16 on.
    expect(takeover).toMatchObject({ atUs: 20 * US, lossAtoms: 0 });
    expect(crowd.lots[0]).toBe(0);
    expect(engine.ledger.balance[crowd.margin[0]!]).toBe(0);
    // The pool bought at 90 000 and has begun to sell into the bids at 89 000.
    const at = pool.account * engine.accounts.width + market.local;
    const pooled = engine.accounts.lots[at]! * market.lot;
    expect(pooled).toBeGreaterThan(0);
    expect(pooled).toBeLessThan(1);
    expect(engine.accounts.entry[at]! / UNIT / pooled).toBeCloseTo(90_000, 3);
    expect(market.tape.runLow * market.tick).toBe(89_000);
  });

  test('a pool pays up to what it had before the takeover, the creditor writes off the rest', () => {
    // The mark gaps to 85 000, 5 000 below bankruptcy, and the pool holds 100 (and the fee of nobody).
    const gap = ['planted.orders.spot-2.price=85_000', 'planted.orders.perp-2.price=84_000'];
    const poor = ['venues.a.insurance.majors=100 USD', 'venues.a.adl.policy=none'];
    const { rows, engine } = run(30, [...gap, ...poor]);
    expect(rows.find((row) => row.kind === 'takeover')).toMatchObject({
      atUs: 16 * US,
      lossAtoms: 5_000 * UNIT,
      insurance: 100 * UNIT,
      writtenOff: 4_900 * UNIT,
    });
    expect(engine.tally.payers).toEqual({ insurance: 100, writtenOff: 4_900 });
  });
});

test('a liquidation fee never moves the bankruptcy price of what is left', () => {
  // 3.99 of 10 BTC sell at 90 300 (a trade had 0.01 of the bid): 1 197 beyond bankruptcy at 90 000, less than 1 %.
  const world = Worlds.open('partial-fill-takeover');
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const crowd = engine.crowds[market.crowd]!;
  const pool = engine.pools[market.pool]!;
  const cash = engine.accounts.cash[pool.account * engine.accounts.assets + market.quote]!;
  Advance.advance(world, 6 * US, 1e6);
  expect(crowd.lots[0]! * market.lot).toBeCloseTo(6.01, 9);
  expect(crowd.entry[0]! - engine.ledger.balance[crowd.margin[0]!]!).toBe(6.01 * 90_000 * UNIT);
  expect(engine.ledger.balance[cash]).toBe((1_000_000 + 1_197) * UNIT);
  Advance.advance(world, 10 * US, 1e6);
  const at = pool.account * engine.accounts.width + market.local;
  expect(crowd.lots[0]).toBe(0);
  expect(engine.ledger.balance[crowd.margin[0]!]).toBe(0);
  expect(engine.accounts.entry[at]! / UNIT / (engine.accounts.lots[at]! * market.lot)).toBeCloseTo(90_000, 3);
});

test('funding that a margin cannot pay: the pool pays what it has, its creditor writes off the rest', () => {
  const poor = ['venues.a.insurance.majors=100 USD', 'planted.positions.long.margin=700 USD'];
  const world = Worlds.open('funding', { sets: poor });
  const { engine } = world;
  Advance.advance(world, 21 * US, 1e6);
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const [long, short] = engine.crowds[market.crowd]!.margin;
  // The receiver gets all of it: 959.5 on the long's 700 and the pool's 100 leave 159.5 to the creditor.
  const received = engine.ledger.balance[short!]! / UNIT - 20_000;
  expect(received).toBeGreaterThan(800);
  expect(engine.ledger.balance[long!]).toBe(0);
  expect(engine.tally.payers.insurance).toBe(100);
  expect(engine.tally.payers.writtenOff).toBeCloseTo(received - 800, 3);
});

describe('a large position on a venue with a liquidator vault', () => {
  const lotsAt = (seconds: number) => {
    const world = Worlds.open('liquidator-vault');
    Advance.advance(world, seconds * US, 1e6);
    const { engine } = world;
    const market = engine.markets.find((m) => m.perp && engine.venues[m.venue]!.id === 'v')!;
    return engine.crowds[market.crowd]!.lots[0]! * market.lot;
  };

  test('only a fifth is sold at once, then nothing for 30 seconds, and the vault takes the rest', () => {
    expect(lotsAt(5)).toBe(5);
    expect(lotsAt(7)).toBe(4);
    expect(lotsAt(20)).toBe(4);
    expect(lotsAt(22)).toBe(0);
  });
});

describe('planted people', () => {
  const loading = (sets: string[]) => () => Worlds.open('isolated-liquidation', { sets });
  const issue = (sets: string[]) => {
    try {
      loading(sets)();
    } catch (error) {
      return (error as InputError).issues[0]!;
    }
    throw new Error('nothing was refused');
  };

  test('names of nothing, sizes below a lot and times outside the run are refused with a remedy', () => {
    expect(issue(['planted.orders.spot-1.market=a:BTC/USD:spot'])).toMatchObject({
      path: 'planted.orders.spot-1.market',
      remedy: expect.stringContaining('a:BTC/USDT:spot'),
    });
    expect(issue(['planted.orders.spot-1.size=0.00001']).expected).toContain('0.0001');
    expect(issue(['planted.trades.spot-1.at=2025-01-01T00:00:30Z']).path).toContain('trades');
    expect(loading(['planted.orders.spot-1.market=BTC'])).toThrow(InputError);
  });

  test('positions need another side: a crowd, or the outside world where nobody else is', () => {
    expect(() => Worlds.open('isolated-liquidation', { sets: ['planted.only=false'] })).toThrow(
      '1 BTC/USDT long on a without another side',
    );
  });

  test('every market sums to zero at the open, the house taking the other side', () => {
    const { engine, market, crowd } = run(0);
    const house = engine.accounts.name.indexOf('house/a');
    const at = house * engine.accounts.width + market.local;
    expect(engine.accounts.lots[at]).toBe(-crowd.lots[0]!);
    expect(engine.accounts.entry[at]).toBe(-crowd.entry[0]!);
  });
});
