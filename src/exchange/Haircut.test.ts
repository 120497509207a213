import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Accounts from '../state/Accounts.js';
import * as Amount from '../units/Amount.js';
import * as Haircut from './Haircut.js';
import * as Settle from './Settle.js';

/*
 * The mark is 90 000; all shorts sold at 100 000. Profits: row 30 000 of 3, account 10 000 of 1. A hole is cut from both in
 * proportion: 3/4 and 1/4.
 */
const TEXT = `
title: Profits that are cut
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
venues: [{ id: a, adl: { policy: profit-haircut } }]
planted:
  only: true
  accounts:
    - { id: failing, venue: a, holdings: { USDT: 100_000 }, positions: { "BTC/USDT": 4 } }
    - { id: short, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": -1 } }
  positions:
    - { id: row, market: "a:BTC/USDT:perp", side: short, size: 3, margin: 60_000 USD }
`;
const UNIT = 1e4;

function open() {
  const { engine } = Worlds.write(TEXT);
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const crowd = engine.crowds[market.crowd]!;
  const id = (name: string) => engine.accounts.name.findIndex((one) => one.endsWith(name));
  const [failing, short] = [id('failing'), id('short')];
  const to = Accounts.cash(engine, failing, market.quote);
  const cash = () => Accounts.balance(engine, failing, market.quote) / UNIT;
  const lots = Settle.lotsOf(engine, market, failing);
  const cut = (usd: number) =>
    Haircut.cut(engine, market, { account: failing, lots, atoms: Amount.atoms(usd * UNIT) }, to) / UNIT;
  const cost = () => engine.accounts.entry[short * engine.accounts.width + market.local]! / UNIT;
  const mark = (price: number) => {
    market.mark!.mark = price;
    engine.feed.mark[market.id] = price;
  };
  mark(90_000);
  return { engine, market, crowd, failing, short, cash, cut, cost, mark };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

describe('a hole', () => {
  test('is cut from profits in proportion and paid at once', () => {
    const totals = [...Ledger.totals(w.engine.ledger)];
    expect(w.cut(8_000)).toBe(8_000);
    expect(w.cash()).toBe(108_000);
    // A cost of -300 000 is 300 000 received; 6 000 of it are gone.
    expect(w.crowd.entry[0]! / UNIT).toBeCloseTo(-300_000 + 6_000, 4);
    expect(w.cost()).toBeCloseTo(-100_000 + 2_000, 4);
    expect([...Ledger.totals(w.engine.ledger)]).toEqual(totals);
  });

  test('leaves positions and margins alone', () => {
    w.cut(8_000);
    expect(Math.round(w.crowd.lots[0]! * w.market.lot * 1e6) / 1e6).toBe(-3);
    expect(Math.round(Settle.lotsOf(w.engine, w.market, w.short) * w.market.lot * 1e6) / 1e6).toBe(-1);
    expect(w.engine.ledger.balance[w.crowd.margin[0]!]).toBe(60_000 * UNIT);
  });

  test('beyond all profits is cut as far as they go', () => {
    expect(w.cut(70_000)).toBe(40_000);
    expect(w.cash()).toBe(140_000);
    expect(w.crowd.entry[0]! / UNIT).toBeCloseTo(-270_000, 4);
  });

  test('is nobody’s where nobody has won', () => {
    w.mark(101_000);
    expect(w.cut(8_000)).toBe(0);
    expect([w.cash(), w.cost()]).toEqual([100_000, -100_000]);
  });
});

test('who was cut is nearer to breach, and is looked at again', () => {
  const before = w.crowd.trigger[0]!;
  const touched = w.engine.venues[0]!.touched.length;
  w.engine.accounts.touched[w.short] = 0;
  w.cut(8_000);
  // 2 000 dollars a coin less: a short's trigger is that much lower, but for its maintenance rate.
  expect(before - w.crowd.trigger[0]!).toBeGreaterThan(1_950);
  expect(before - w.crowd.trigger[0]!).toBeLessThan(2_000);
  expect(w.engine.venues[0]!.touched.length).toBe(touched + 1);
});
