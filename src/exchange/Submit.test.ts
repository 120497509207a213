import { beforeEach, describe, expect, test } from 'vitest';
import * as Trading from '../../test/cast/Trading.js';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import { BUY, GTC, IOC, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import * as Settle from './Settle.js';
import * as Submit from './Submit.js';

/*
 * BTC at 100 000, ticks of a dollar, lots of 0.0001. Spot costs 2bp and 4bp, perps 0.5bp and 3bp, at 125 times at most.
 * `saver` pays before it trades, `trader` and `maker` may owe, and a row is long 1 BTC with 1 000 of margin.
 */
const TEXT = Trading.planted(`
  accounts:
    - { id: saver, venue: a, holdings: { USDT: 10_000, BTC: 0.5 } }
    - { id: trader, venue: a, holdings: { USDT: 10_000 } }
    - { id: maker, venue: a, holdings: { USDT: 9_000_000, BTC: 100 }, positions: { "BTC/USDT": 2 } }
  positions:
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 1_000 USD }
`);

function open() {
  const { engine } = Worlds.write(TEXT);
  const spot = Trading.at(engine, 'BTC/USDT', 'spot');
  const perp = Trading.at(engine, 'BTC/USDT', 'perp');
  const { accounts } = engine;
  accounts.kind[spot.id('saver')] = Accounts.CASH;
  accounts.free[spot.id('trader')] = 100;
  accounts.free[spot.id('maker')] = 1e9;
  // Five quote handles, of which the saver has the first three.
  engine.quotes.slot = new Int32Array(5).fill(-1);
  accounts.quoteFrom[spot.id('saver')] = 0;
  accounts.quoteTo[spot.id('saver')] = 3;
  return { engine, accounts, spot, perp };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

describe('an account that pays before it trades', () => {
  test('sells no more than it has, and sets that aside', () => {
    w.spot.place({ by: 'saver', side: SELL, coins: 2, price: 101_000 });
    expect(w.spot.resting(SELL, 101_000)).toBe(0.5);
    const { base } = w.spot.market;
    expect([w.spot.cash('saver', base), w.spot.reserved('saver', base)]).toEqual([0, 0.5]);
  });

  test('buys for what it has: a lot costs 10 and 4bp, and a lot and an atom of each are left for rounding', () => {
    // 10 000 / 10.0041 = 999.59 lots; 998 cost 9 980, 3.992 of fees and 0.0998 of atoms.
    w.spot.place({ by: 'saver', side: BUY, coins: 2, price: 100_000 });
    expect(w.spot.resting(BUY, 100_000)).toBe(0.0998);
    expect(w.spot.reserved('saver')).toBeCloseTo(9_984.0918, 9);
    expect(w.spot.cash('saver')).toBeCloseTo(10_000 - 9_984.0918, 9);
  });

  test('cannot buy at any price: nobody knows what that costs', () => {
    w.spot.place({ by: 'saver', side: BUY, coins: 0.01 });
    expect(w.spot.refused()).toEqual({ balance: 1 });
  });

  test('without coins has nothing to sell', () => {
    w.spot.place({ by: 'saver', side: SELL, coins: 0.5, price: 101_000 });
    w.spot.place({ by: 'saver', side: SELL, coins: 0.1, price: 102_000 });
    expect([w.spot.resting(SELL, 102_000), w.spot.refused()]).toEqual([0, { balance: 1 }]);
  });

  test('gets back what was set aside when its handle is used again, and when all its quotes go', () => {
    w.spot.place({ by: 'saver', side: BUY, coins: 0.05, price: 90_000, owner: 0 });
    w.spot.place({ by: 'saver', side: BUY, coins: 0.02, price: 91_000, owner: 0 });
    // 0.02 * 91 000 = 1 820, 0.728 of fees, 0.02 for rounding.
    expect([w.spot.resting(BUY, 90_000), w.spot.resting(BUY, 91_000)]).toEqual([0, 0.02]);
    expect(w.spot.reserved('saver')).toBeCloseTo(1_820.748, 9);
    w.spot.place({ by: 'saver', side: SELL, coins: 0.1, price: 110_000, owner: 2 });
    Submit.cancelAll(w.engine, w.spot.id('saver'));
    expect([w.spot.reserved('saver'), w.spot.cash('saver')]).toEqual([0, 10_000]);
    expect(w.spot.cash('saver', w.spot.market.base)).toBe(0.5);
    expect([...w.engine.quotes.slot]).toEqual([-1, -1, -1, -1, -1]);
  });

  test('does not trade with itself: its older order goes, with what was set aside', () => {
    w.spot.place({ by: 'saver', side: SELL, coins: 0.1, price: 100_000, owner: 1 });
    const filled = w.spot.place({ by: 'saver', side: BUY, coins: 0.05, price: 100_000 });
    expect([filled, w.spot.resting(SELL, 100_000), w.spot.resting(BUY, 100_000)]).toEqual([0, 0, 0.05]);
    expect(w.spot.reserved('saver', w.spot.market.base)).toBe(0);
    expect(w.engine.quotes.slot[1]).toBe(-1);
  });
});

describe('an account that may owe', () => {
  test.each([
    ['a perp: 0.125 BTC need 100 at 125 times', 'perp', 0.125, {}],
    ['a perp: a lot more needs more', 'perp', 0.1251, { margin: 1 }],
    ['spot: 0.01 BTC need a tenth, 100', 'spot', 0.01, {}],
    ['spot: a lot more needs more', 'spot', 0.0101, { margin: 1 }],
  ] as const)('with 100 free buys %s', (_, kind, coins, refused) => {
    w[kind].place({ by: 'trader', side: BUY, coins, price: 100_000 });
    expect(w[kind].refused()).toEqual(refused);
    expect(w[kind].resting(BUY, 100_000)).toBe('margin' in refused ? 0 : coins);
  });

  test('uses up its free margin with what trades at once, not with what waits', () => {
    w.perp.place({ by: 'trader', side: BUY, coins: 0.05, price: 100_000 });
    expect(w.accounts.free[w.perp.id('trader')]).toBe(100);
    w.perp.place({ by: 'trader', side: BUY, coins: 0.05, price: 100_000, timeInForce: IOC });
    expect(w.accounts.free[w.perp.id('trader')]).toBeCloseTo(60, 9);
  });

  test('in reduce-only may close and not open', () => {
    w.accounts.state[w.perp.id('maker')] = Accounts.REDUCE_ONLY;
    w.perp.place({ by: 'maker', side: BUY, coins: 0.1, price: 99_000 });
    expect(w.perp.refused()).toEqual({ 'reduce-only': 1 });
    w.perp.place({ by: 'maker', side: SELL, coins: 2, price: 101_000 });
    expect(w.perp.resting(SELL, 101_000)).toBe(2);
    w.perp.place({ by: 'maker', side: SELL, coins: 2.1, price: 102_000 });
    expect(w.perp.refused()).toEqual({ 'reduce-only': 2 });
  });

  test('offers on spot what it holds, and a hundredth of what the venue lends', () => {
    const { engine, spot } = w;
    const { base } = spot.market;
    const [treasury, others] = [spot.venue.treasury, spot.id('external')].map((one) =>
      Accounts.cash(engine, one, base),
    ) as [number, number];
    // The treasury keeps 50 coins to lend.
    Ledger.post(engine.ledger, treasury, others, engine.ledger.balance[treasury]! - 50e8);
    engine.accounts.free[spot.id('trader')] = 1e9;
    spot.place({ by: 'trader', side: SELL, coins: 9, price: 101_000 });
    expect(spot.resting(SELL, 101_000)).toBe(0.5);
    spot.place({ by: 'maker', side: SELL, coins: 300, price: 102_000 });
    expect(spot.resting(SELL, 102_000)).toBe(100.5);
  });
});

describe('a market', () => {
  test('that is delisted takes no order', () => {
    w.perp.market.delisted = true;
    w.perp.place({ by: 'maker', side: SELL, coins: 1, price: 100_000 });
    expect(w.perp.refused()).toEqual({ delisted: 1 });
  });

  test.each([
    ['size', 100, 0, 0.0099],
    ['value', 1, 1_000e4, 0.0099],
  ])('with a smallest %s refuses less, except from those who close', (_, minLots, minAtoms, coins) => {
    Object.assign(w.perp.market, { minLots, minAtoms });
    w.perp.place({ by: 'maker', side: BUY, coins, price: 100_000 });
    expect(w.perp.refused()).toEqual({ minimum: 1 });
    w.perp.place({ by: 'maker', side: BUY, coins: 0.01, price: 100_000 });
    expect(w.perp.resting(BUY, 100_000)).toBe(0.01);
    w.perp.place({ by: 'maker', side: SELL, coins, price: 101_000 });
    expect(w.perp.resting(SELL, 101_000)).toBe(coins);
  });

  test('with a protective price stops a market order a tenth from the mark', () => {
    const { perp } = w;
    expect(perp.market.mark!.mark).toBe(100_000);
    for (const price of [110_000, 110_001]) perp.place({ by: 'maker', side: SELL, coins: 1, price });
    w.accounts.free[perp.id('trader')] = 1e9;
    expect(perp.place({ by: 'trader', side: BUY, coins: 2, timeInForce: IOC })).toBe(1);
    for (const price of [90_000, 89_999]) perp.place({ by: 'maker', side: BUY, coins: 1, price });
    expect(perp.place({ by: 'trader', side: SELL, coins: 2, timeInForce: IOC })).toBe(1);
  });
});

describe('an isolated row', () => {
  const row = () => Accounts.crowdAccount(w.perp.market.crowd, 0);
  const lots = () => Settle.lotsOf(w.engine, w.perp.market, row()) * w.perp.market.lot;

  test.each([
    [SELL, 1, 0, {}],
    // It may open as far as 1 000 of margin reach at 125 times: 1.25 BTC.
    [BUY, 1.25, 2.25, {}],
    [BUY, 1.2501, 1, { margin: 1 }],
  ])('side %i, %d BTC: it then has %d', (side, coins, left, refused) => {
    w.perp.place({ by: 'maker', side: 1 - side, coins: 5, price: 100_000 });
    w.perp.place({ by: row(), side, coins, price: 100_000, timeInForce: IOC });
    expect(lots()).toBeCloseTo(left, 9);
    expect(w.perp.refused()).toEqual(refused);
  });
});

test('orders of one batch are handled in the order in which they were written', () => {
  const { spot, engine } = w;
  const before = engine.kernel.events;
  spot.place({ by: 'maker', side: SELL, coins: 1, price: 100_000 });
  spot.place({ by: 'maker', side: SELL, coins: 1, price: 100_000 });
  engine.accounts.free[spot.id('trader')] = 1e9;
  expect(spot.place({ by: 'trader', side: BUY, coins: 1.5, price: 100_000, timeInForce: GTC })).toBe(1.5);
  expect([spot.resting(SELL, 100_000), spot.market.dirty]).toEqual([0.5, 1]);
  expect(engine.kernel.events - before).toBe(3);
});
