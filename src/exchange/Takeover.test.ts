import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as WorldAudit from '../run/WorldAudit.js';

/*
 * A margin account, long 10 BTC from 100 000 on 100 000 USDT, and an isolated short of 10 BTC with 100 000 of margin. The
 * index gaps to 84 000; the mark is 0.0098% above it: the last funding rate, 0.01%, over what is left of its 8 hours.
 *   loss: 10 * (100 000 - 84 008.2227) - 100 000 = 59 917.77
 * The pool has 1 000 and the trigger is "exhausted": it pays in 1 000, and the short bears 58 917.77.
 */
const WORLD = (adl: string, more = '') => `
title: A margin account fails
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:40Z
venues:
  - { id: a, insurance: { majors: 1_000 USD, alts: 1_000 USD }, adl: ${adl} }
planted:
  only: true
  accounts:
    - { id: loser, venue: a, holdings: { USDT: 100_000 }, positions: { "BTC/USDT": 10 } }
  positions:
    - { id: b-short, market: "a:BTC/USDT:perp", side: short, size: 10, margin: 100_000 USD }
${more}
  orders:
    - { id: spot, market: "a:BTC/USDT:spot", side: buy, price: 84_000, size: 1 }
  trades:
    - { id: spot, at: 2025-01-01T00:10:05.5Z, market: "a:BTC/USDT:spot", side: sell, size: 0.01 }
`;
const LOSS = 59_917.77;

function run(adl = '{}', more = '') {
  const world = Worlds.write(WORLD(adl, more));
  const rows = Worlds.finish(world);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const crowd = engine.crowds[market.crowd]!;
  const account = engine.accounts.name.findIndex((name) => name.endsWith('loser'));
  const takeover = rows.find(({ kind }) => kind === 'takeover')!;
  const dollars = (key: string) => ((takeover[key] as number | undefined) ?? 0) / 1e4;
  const pool = engine.pools[market.pool]!;
  const lotsOf = (id: number) =>
    engine.accounts.lots[id * engine.accounts.width + market.local]! * market.lot;
  const cash = (row: number) => engine.ledger.balance[crowd.margin[row]!]! / 1e4;
  const payers = engine.tally.payers;
  const audit = WorldAudit.run(engine, [WorldAudit.defaultOf(takeover as never)!]);
  return { engine, rows, market, crowd, account, dollars, pool, lotsOf, cash, payers, audit };
}

describe('the takeover of a margin account', () => {
  test('asks the ADL trigger: the pool pays 1 000, the winning short the rest', () => {
    const { dollars, crowd, rows, lotsOf, account, pool, payers, audit, cash } = run();
    expect(dollars('lossAtoms')).toBeCloseTo(LOSS, 2);
    expect(dollars('insurance')).toBe(1_000);
    expect(dollars('adl')).toBeCloseTo(LOSS - 1_000, 2);
    expect(dollars('writtenOff')).toBe(0);
    expect(rows.filter(({ kind }) => kind === 'adl')).toHaveLength(1);
    expect([crowd.lots[0]! + 0, lotsOf(account), lotsOf(pool.account)]).toEqual([0, 0, 0]);
    // Sold at 100 000, bought back at 89 900, the bankruptcy price with the pool's 100 a unit: 101 000 won.
    expect(cash(0)).toBeCloseTo(100_000 + 101_000, 2);
    expect(payers.insurance! + payers.adl!).toBeCloseTo(LOSS, 2);
    expect(audit).toEqual([]);
  });

  test('without ADL the pool takes the position and the creditor writes off what it did not have', () => {
    const { dollars, crowd, market, rows, audit } = run('{ policy: none }');
    expect(dollars('insurance')).toBe(1_000);
    expect(dollars('writtenOff')).toBeCloseTo(LOSS - 1_000, 2);
    expect(rows.filter(({ kind }) => kind === 'adl')).toEqual([]);
    expect(crowd.lots[0]! * market.lot).toBeCloseTo(-10, 9);
    expect(audit).toEqual([]);
  });

  test('a haircut cuts the short’s profit and leaves it its position', () => {
    const { dollars, crowd, market, engine, cash, audit, lotsOf, pool } = run('{ policy: profit-haircut }');
    expect(dollars('insurance')).toBe(1_000);
    expect(dollars('socialized')).toBeCloseTo(LOSS - 1_000, 2);
    expect(crowd.lots[0]! * market.lot).toBeCloseTo(-10, 9);
    // Its cost of -1 000 000 has risen by what was cut, its margin is untouched.
    expect(crowd.entry[0]! / 1e4).toBeCloseTo(-1_000_000 + LOSS - 1_000, 2);
    expect(cash(0)).toBe(100_000);
    expect(lotsOf(pool.account)).toBeCloseTo(10, 9);
    expect(engine.tally.adlUsd).toBe(0);
    expect(audit).toEqual([]);
  });

  test('a winner too small bears its part, and the rest is written off', () => {
    // 4 of 10 BTC on the other side of the same loser: 4/10 of the 58 917.77.
    const small = WORLD('{}').replace('side: short, size: 10', 'side: short, size: 4');
    const world = Worlds.write(small);
    const rows = Worlds.finish(world);
    const row = rows.find(({ kind }) => kind === 'takeover')!;
    expect((row.adl as number) / 1e4).toBeCloseTo(0.4 * (LOSS - 1_000), 1);
    expect((row.insurance as number) / 1e4).toBe(1_000);
    expect((row.writtenOff as number) / 1e4).toBeCloseTo(0.6 * (LOSS - 1_000), 1);
    expect(WorldAudit.run(world.engine, [WorldAudit.defaultOf(row as never)!])).toEqual([]);
  });

  test('two winners: the queue takes the better rank whole, pro rata both alike', () => {
    const other =
      '    - { id: c-short, market: "a:BTC/USDT:perp", side: short, size: 10, margin: 50_000 USD }';
    const left = (adl: string) => {
      const { crowd, market } = run(adl, other);
      return [0, 1].map((row) => Math.round(Math.abs(crowd.lots[row]! * market.lot) * 1e6) / 1e6);
    };
    // Same profit, less margin: the higher leverage goes first.
    expect(left('{ policy: queue }')).toEqual([10, 0]);
    expect(left('{ policy: pro-rata }')).toEqual([5, 5]);
    // By return they tie, and the lower id goes first.
    expect(left('{ policy: queue, rank: return }')).toEqual([0, 10]);
  });
});
