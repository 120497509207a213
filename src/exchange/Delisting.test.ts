import { expect, it } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Advance from '../run/Advance.js';
import * as WorldAudit from '../run/WorldAudit.js';
import * as Settle from './Settle.js';

/** A coin that falls from 10 dollars to 2 on spot, where its perp is settled below 5; a rich long and a rich short hold it. */
const TEXT = `
title: A perp that is settled
about: The spot price falls below the venue's limit; the perp's book does not move.
preset: primer-world
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:00:40Z
finerTicks: [ALT]
venues:
  - { id: a, settlesBelow: { ALT: 5 USD } }
planted:
  only: true
  orders:
    - { id: high, market: "a:ALT/USDT:spot", side: buy, price: 9.9, size: 10 }
    - { id: low, market: "a:ALT/USDT:spot", side: buy, price: 2, size: 50_000 }
    - { id: ask, market: "a:ALT/USDT:spot", side: sell, price: 10.1, size: 10 }
    - { id: bid, market: "a:ALT/USDT:perp", side: buy, price: 9.9, size: 1000 }
    - { id: offer, market: "a:ALT/USDT:perp", side: sell, price: 10.1, size: 1000 }
  trades:
    - { id: fall, at: 2025-01-01T00:00:05Z, market: "a:ALT/USDT:spot", side: sell, size: 1000 }
    - { id: late, at: 2025-01-01T00:00:15Z, market: "a:ALT/USDT:perp", side: sell, size: 500 }
  positions:
    - { id: long, market: "a:ALT/USDT:perp", side: long, size: 1000, margin: 20_000 USD }
    - { id: short, market: "a:ALT/USDT:perp", side: short, size: 2000, margin: 20_000 USD }
`;

function world() {
  const one = Worlds.write(TEXT);
  const market = one.engine.markets.find(({ symbol, perp }) => symbol === 'ALT/USDT' && perp)!;
  return { one, market, crowd: one.engine.crowds[market.crowd]! };
}

it('settles every position at the index, cancels what rests, and refuses what comes later', () => {
  const { one, market, crowd } = world();
  Advance.advance(one, 4e6, 1e6);
  const margin = (row: number) => one.engine.ledger.balance[crowd.margin[row]!]! / 1e4;
  const [long, short] = [margin(0), margin(1)];
  expect(market.delisted).toBe(false);
  Advance.advance(one, 10e6, 1e6);
  expect(market.delisted).toBe(true);
  const { engine } = one;
  for (let account = 0; account < engine.accounts.count; account++)
    if (engine.accounts.venue[account] === market.venue)
      expect(Settle.lotsOf(engine, market, account)).toBe(0);
  expect([...crowd.lots]).toEqual([0, 0]);
  // 1000 units bought at 10 and 2000 sold at 10, settled at 2.
  expect(margin(0) - long).toBeCloseTo(-8000, 6);
  expect(margin(1) - short).toBeCloseTo(16_000, 6);
  Advance.advance(one, 20e6, 1e6);
  expect(engine.tally.refused.delisted).toBe(1);
  expect(engine.feed.bid[market.id]).toBeNaN();
  expect(WorldAudit.run(engine, [])).toEqual([]);
});

it('is one journaled event with what was settled', () => {
  const rows = Worlds.finish(world().one).filter(({ kind }) => kind === 'delisting');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ market: 'ALT/USDT', price: 2, canceled: 2, usd: 4000 });
});

it('a perp with room for finer ticks keeps its lot when it gets them', () => {
  const { one, market } = world();
  const spot = one.engine.markets.find(({ symbol, perp }) => symbol === 'ALT/USDT' && !perp)!;
  expect(market.lot).toBeCloseTo(100 * spot.lot, 12);
  expect(market.atomsPerTickLot % 100).toBe(0);
});
