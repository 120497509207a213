import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Advance from '../run/Advance.js';
import * as WorldAudit from '../run/WorldAudit.js';
import * as Accounts from '../state/Accounts.js';

/*
 * A cross account on a venue with a liquidator vault: long 10 BTC from 100 000. At a mark of 97 000 it has lost 30 000 and
 * its 970 000 dollars ask for 1.25%: 12 125. With 41 882.5 of cash its equity is 11 882.5: 98% of that.
 *   first order: a fifth, 2 BTC, into the bid at 97 000: the equity stays, 776 000 ask for 9 700: it survives with 8.
 */
const VAULT = (size: number, cash: number, fee = 0) => `
title: A cross account loses a fifth
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:11:30Z
venues:
  - { id: v, preset: primer-vault, liquidation: { fee: ${fee}% } }
planted:
  only: true
  accounts:
    - { id: long, venue: v, holdings: { USDT: ${cash} }, positions: { "BTC/USDT": ${size} } }
  orders:
    - { id: spot, market: "a:BTC/USDT:spot", side: buy, price: 97_000, size: 10 }
    - { id: bid, market: "v:BTC/USDT:perp", side: buy, price: 97_000, size: 8.01 }
  trades:
    - { id: fall, at: 2025-01-01T00:10:05.5Z, market: "a:BTC/USDT:spot", side: sell, size: 0.01 }
    - { id: print, at: 2025-01-01T00:10:05.5Z, market: "v:BTC/USDT:perp", side: sell, size: 0.01 }
`;

function runVault(size: number, cash: number, seconds = 90, fee = 0) {
  const world = Worlds.write(VAULT(size, cash, fee));
  Advance.advance(world, seconds * 1e6, 1e6);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && engine.venues[m.venue]!.id === 'v')!;
  const account = engine.accounts.name.findIndex((name) => name.endsWith('long'));
  const held = engine.accounts.lots[account * engine.accounts.width + market.local]! * market.lot;
  return { world, engine, account, held, mark: market.mark!.mark, rows: Worlds.rows(world) };
}

describe('a cross account on a venue that closes a fifth of large positions first', () => {
  test('sells 2 of 10 BTC and survives with 8', () => {
    const { engine, held, account, mark, rows } = runVault(10, 41_882.5);
    expect(mark).toBe(97_000);
    expect(held).toBe(8);
    expect(engine.accounts.state[account]).toBeLessThan(3);
    expect(rows.filter(({ kind }) => kind === 'liquidation')).toMatchObject([{ ratio: 0.98 }]);
    expect(rows.filter(({ kind }) => kind === 'liquidation-order')).toMatchObject([
      { positionsUsd: 194_000 },
    ]);
    expect(rows.filter(({ kind }) => kind === 'takeover')).toEqual([]);
  });

  test('one of 97 000 dollars is closed whole', () => {
    expect(runVault(1, 4_188.25).held).toBe(0);
  });

  test('below two thirds of maintenance the vault takes it over with what is left of its margin', () => {
    // 66.6% of 12 125: 8 075.25.
    const { engine, held, account, rows } = runVault(10, 38_075.25);
    expect(held).toBe(0);
    expect(rows.find(({ kind }) => kind === 'takeover')).toMatchObject({ account, lossAtoms: 0 });
    expect(engine.accounts.equity[account]).toBe(0);
  });

  test('above that line it waits 30 seconds between a fifth and the rest', () => {
    // 8 100 of equity over 12 125 is 0.668; over the 9 700 of 8 BTC it is 0.835: still in breach.
    expect(runVault(10, 38_100, 20).held).toBe(8);
    // The bid of 8 has 6 left.
    expect(runVault(10, 38_100, 40).held).toBe(2);
  });

  test('every book closes', () => {
    const { world } = runVault(10, 38_200);
    expect(WorldAudit.run(world.engine, [])).toEqual([]);
  });
});

describe('the liquidation fee of a margin account', () => {
  const figures = (cash: number, fee: number) => {
    const { engine, account, held, rows } = runVault(10, cash, 20, fee);
    const usdt = engine.assets.findIndex(({ symbol }) => symbol === 'USDT');
    const pool = engine.pools.find(({ venue }) => engine.venues[venue]!.id === 'v')!;
    const balance = (one: number) => Accounts.balance(engine, one, usdt) - Accounts.owed(engine, one, usdt);
    const losses = rows.filter(({ kind }) => kind === 'takeover').map(({ lossAtoms }) => lossAtoms);
    return { held, cash: balance(account) / 1e4, pool: balance(pool.account) / 1e4, losses };
  };

  test('is a share of what was closed, and the pool has it', () => {
    const [free, charged] = [figures(41_882.5, 0), figures(41_882.5, 0.5)];
    // 2 BTC at 97 000: 970 dollars. 10 912.5 are left for the 9 700 that 8 BTC ask for.
    expect(free).toMatchObject({ held: 8, cash: 35_882.5, losses: [] });
    expect(charged).toMatchObject({ held: 8, cash: 34_912.5, losses: [] });
    expect(charged.pool - free.pool).toBeCloseTo(970, 6);
  });

  test('takes no more than the account is worth: it leaves no hole', () => {
    // 5% of 194 000 are 9 700, and the account is worth 8 100.
    const [free, charged] = [figures(38_100, 0), figures(38_100, 5)];
    expect(charged).toMatchObject({ held: 0, losses: [0] });
    expect(charged.pool - free.pool).toBeGreaterThan(8_099);
  });
});
