import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Advance from '../run/Advance.js';
import * as WorldAudit from '../run/WorldAudit.js';
import * as Accounts from '../state/Accounts.js';
import * as FundingPayment from './FundingPayment.js';

/*
 * Longs of 3 BTC and shorts of 3 BTC at 100 000: an isolated row and a margin account on each side. A row of 2 BTC pays
 * 0.01% of 200 000 = 20.
 */
const TEXT = `
title: Longs and shorts
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
planted:
  only: true
  accounts:
    - { id: long-account, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": 1 } }
    - { id: short-account, venue: a, holdings: { USDT: 50_000 }, positions: { "BTC/USDT": -2 } }
  positions:
    - { id: long, market: "a:BTC/USDT:perp", side: long, size: 2, margin: 10_000 USD }
    - { id: short, market: "a:BTC/USDT:perp", side: short, size: 1, margin: 10_000 USD }
  orders:
    - { id: bid, market: "a:BTC/USDT:perp", side: buy, price: 100_200, size: 10 }
    - { id: ask, market: "a:BTC/USDT:perp", side: sell, price: 100_300, size: 10 }
`;
const UNIT = 1e4;

function open() {
  const world = Worlds.write(TEXT);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const venue = engine.venues[0]!;
  const crowd = engine.crowds[market.crowd]!;
  const id = (name: string) => engine.accounts.name.findIndex((one) => one.endsWith(name));
  const cash = (name: string) => Accounts.balance(engine, id(name), market.quote) / UNIT;
  const margin = (row: number) => engine.ledger.balance[crowd.margin[row]!]! / UNIT;
  const all = () => [margin(0), cash('long-account'), margin(1), cash('short-account')];
  const pot = () => Accounts.balance(engine, venue.feeAccount, market.quote) / UNIT;
  return { world, engine, market, venue, crowd, id, all, pot, margin };
}

let w: ReturnType<typeof open>;
beforeEach(() => {
  w = open();
});

test('without a sample of the premium the rate is the interest: longs pay shorts', () => {
  const before = Ledger.totals(w.engine.ledger);
  FundingPayment.settle(w.engine, w.venue);
  expect(w.market.mark!.fundingNano).toBe(100_000);
  // 0.01% of 2, 1, -1 and -2 BTC.
  expect(w.all()).toEqual([9_980, 49_990, 10_010, 50_020]);
  expect(w.pot()).toBe(0);
  expect(Ledger.totals(w.engine.ledger)).toEqual(before);
  expect(WorldAudit.run(w.engine, [])).toEqual([]);
});

test('where the perp is cheap shorts pay longs', () => {
  // -0.25% of premium: -0.25% + 0.05% = -0.2%.
  const { premium } = w.market.mark!;
  Object.assign(premium, { count: 1, sum: -0.0025, weighted: -0.0025 });
  FundingPayment.settle(w.engine, w.venue);
  expect(w.market.mark!.fundingNano).toBe(-2_000_000);
  expect(w.all()).toEqual([10_400, 50_200, 9_800, 49_600]);
  expect(premium).toEqual({ count: 0, sum: 0, weighted: 0 });
});

test('what a payer rounds up and a receiver down stays with the fees', () => {
  w.market.mark!.mark = 100_000.3;
  FundingPayment.settle(w.engine, w.venue);
  const [long, longAccount, short, shortAccount] = w.all();
  const paid = 60_000 - long! - longAccount!;
  const received = short! + shortAccount! - 60_000;
  expect(w.pot()).toBeCloseTo(paid - received, 9);
  expect(w.pot()).toBeGreaterThanOrEqual(0);
  expect(w.pot()).toBeLessThanOrEqual(4 / UNIT);
});

test('a row that cannot pay gives its margin; the pool pays the rest, and receivers get theirs in full', () => {
  const to = Accounts.cash(w.engine, w.venue.treasury, w.market.quote);
  // 5 of margin are left for 20 of funding.
  Ledger.post(w.engine.ledger, w.crowd.margin[0]!, to, 9_995 * UNIT);
  FundingPayment.settle(w.engine, w.venue);
  expect(w.all()).toEqual([0, 49_990, 10_010, 50_020]);
  expect(w.engine.tally.payers).toEqual({ insurance: 15 });
});

test('a margin account that cannot pay borrows from the venue', () => {
  const { engine, market, venue } = w;
  const account = w.id('long-account');
  const to = Accounts.cash(engine, venue.treasury, market.quote);
  Ledger.post(engine.ledger, Accounts.cash(engine, account, market.quote), to, 49_996 * UNIT);
  FundingPayment.settle(engine, venue);
  // 4 of its own for 10.
  expect(w.all()[1]).toBe(0);
  expect(Accounts.owed(engine, account, market.quote)).toBe(6 * UNIT);
});

test('who was paid or has paid is looked at again', () => {
  w.venue.touched = [];
  w.engine.accounts.touched.fill(0);
  FundingPayment.settle(w.engine, w.venue);
  expect(w.venue.touched).toEqual([w.id('long-account'), w.id('short-account')].sort((x, y) => x - y));
});

describe('a sample of the premium', () => {
  // The planted orders are in the book after the first second.
  beforeEach(() => void Advance.advance(w.world, 1e6, 1e6));

  test('is how far the impact bid is above the index', () => {
    Object.assign(w.market.mark!.premium, { count: 0, sum: 0, weighted: 0 });
    FundingPayment.sample(w.engine, w.venue);
    // (100 200 - 100 000) / 100 000.
    expect(w.market.mark!.premium.count).toBe(1);
    expect(w.market.mark!.premium.sum).toBeCloseTo(0.002, 12);
    w.market.mark!.index = 100_400;
    FundingPayment.sample(w.engine, w.venue);
    // Now the impact ask is below it: -100 / 100 400.
    expect(w.market.mark!.premium.sum).toBeCloseTo(0.002 - 100 / 100_400, 12);
  });

  test('is taken of no perp that was delisted', () => {
    w.market.delisted = true;
    Object.assign(w.market.mark!.premium, { count: 0, sum: 0, weighted: 0 });
    FundingPayment.sample(w.engine, w.venue);
    expect(w.market.mark!.premium.count).toBe(0);
  });
});
