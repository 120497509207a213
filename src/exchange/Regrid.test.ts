import { expect, it } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Advance from '../run/Advance.js';

/** One ALT at 10 dollars that is sold through its bids down to a thousandth. */
const TEXT = `
title: A price that falls far
about: One coin is sold from ten dollars to a thousandth; its book must get a finer grid.
preset: primer-world
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:00:30Z
finerTicks: [ALT]
planted:
  only: true
  orders:
    - { id: high, market: "a:ALT/USDT:spot", side: buy, price: 9, size: 10 }
    - { id: low, market: "a:ALT/USDT:spot", side: buy, price: 0.02, size: 50_000 }
    - { id: ask, market: "a:ALT/USDT:spot", side: sell, price: 11, size: 10 }
  trades:
    - { id: fall, at: 2025-01-01T00:00:05Z, market: "a:ALT/USDT:spot", side: sell, size: 1000 }
    - { id: more, at: 2025-01-01T00:00:15Z, market: "a:ALT/USDT:spot", side: sell, size: 10_000 }
`;

function world() {
  const one = Worlds.write(TEXT);
  const market = one.engine.markets.find(({ symbol, perp }) => symbol === 'ALT/USDT' && !perp)!;
  return { one, market };
}

it('is one journaled event: a hundredth of the tick, notionals still whole atoms, tape and last price as they were', () => {
  const { one, market } = world();
  const before = { ...market };
  Advance.advance(one, 4e6, 1e6);
  expect(market.tick).toBe(before.tick);
  Advance.advance(one, 10e6, 1e6);
  expect(market.tick).toBeCloseTo(before.tick / 100, 15);
  const quoteUnit = one.engine.assets[market.quote]!.unit;
  const baseUnit = one.engine.assets[market.base]!.unit;
  expect(market.atomsPerTickLot).toBe(Math.round(market.tick * market.lot * quoteUnit));
  expect(market.baseAtomsPerLot).toBe(Math.round(market.lot * baseUnit));
  expect(market.lastTicks * market.tick).toBeCloseTo(0.02, 10);
  expect(market.openTicks * market.tick).toBeCloseTo(10, 8);
  expect(market.tape.runLow * market.tick).toBeCloseTo(0.02, 10);
  expect(market.tape.tickLots * market.tick * market.lot).toBeCloseTo(10 * 9 + 990 * 0.02, 6);
  const rows = Worlds.rows(one).filter(({ kind }) => kind === 'tick-change');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ cause: 0, market: 'ALT/USDT', tickBefore: before.tick, tick: market.tick });
});

it('takes no coin and no dollar: every asset sums to what it did, and nothing stays reserved for what was canceled', () => {
  const { one, market } = world();
  Advance.advance(one, 10e6, 1e6);
  const { ledger, accounts } = one.engine;
  const sums = new Map<number, bigint>();
  for (let cell = 0; cell < ledger.size; cell++) {
    const asset = ledger.asset[cell]!;
    sums.set(asset, (sums.get(asset) ?? 0n) + BigInt(ledger.balance[cell]!));
  }
  for (const sum of sums.values()) expect(sum).toBe(0n);
  for (let account = 0; account < accounts.count; account++) {
    const cell = accounts.reserved[account * accounts.assets + market.quote]!;
    if (cell >= 0) expect(ledger.balance[cell]).toBe(0);
  }
});

it('leaves a market alone that the scenario does not name', () => {
  const plain = Worlds.write(TEXT.replace('finerTicks: [ALT]\n', ''));
  const rows = Worlds.finish(plain).filter(({ kind }) => kind === 'tick-change');
  expect(rows).toEqual([]);
});
