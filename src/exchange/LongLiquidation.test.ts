import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as WorldAudit from '../run/WorldAudit.js';

/*
 * Longs of 1 BTC from 100 000 on 10 000 of margin, bankrupt at 90 000. The last trade of the perp and the index go to
 * 90 100: 9 900 are lost, 100 are left, and 0.5% of 90 100 less 50, 400.50, are asked for.
 */
const WORLD = (positions: string, bids: string) => `
title: Longs that fail
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:40Z
venues:
  - { id: a, liquidation: { fee: 0.05%, style: whole } }
planted:
  only: true
  positions:
${positions}
  orders:
    - { id: spot, market: "a:BTC/USDT:spot", side: buy, price: 90_100, size: 0.01 }
    - { id: first, market: "a:BTC/USDT:perp", side: buy, price: 90_100, size: 0.01 }
${bids}
  trades:
    - { id: t1, at: 2025-01-01T00:10:10.5Z, market: "a:BTC/USDT:spot", side: sell, size: 0.01 }
    - { id: t2, at: 2025-01-01T00:10:10.5Z, market: "a:BTC/USDT:perp", side: sell, size: 0.01 }
`;
const long = (id: string, margin: number, more = '') =>
  `    - { id: ${id}, market: "a:BTC/USDT:perp", side: long, size: 1, margin: ${margin} USD${more} }`;
const bid = (price: number, size: number) =>
  `    - { id: bid-${price}, market: "a:BTC/USDT:perp", side: buy, price: ${price}, size: ${size} }`;

function run(positions: string[], bids: string[]) {
  const world = Worlds.write(WORLD(positions.join('\n'), bids.join('\n')));
  const rows = Worlds.finish(world);
  const { engine } = world;
  const market = engine.markets.find((m) => m.perp && m.symbol === 'BTC/USDT')!;
  const crowd = engine.crowds[market.crowd]!;
  const defaults = rows.flatMap((row) =>
    row.kind === 'takeover' ? [WorldAudit.defaultOf(row as never)!] : [],
  );
  return {
    coins: Array.from(crowd.lots, (lots) => lots * market.lot + 0),
    margins: Array.from(crowd.margin, (cell) => engine.ledger.balance[cell]! / 1e4),
    kinds: rows.filter(({ kind }) => kind !== 'mark-move').map(({ kind }) => kind),
    audit: WorldAudit.run(engine, defaults),
    engine,
  };
}

describe('a long in breach', () => {
  test('is sold into the bids down to its bankruptcy price, and its fee goes to the pool', () => {
    // 9 950 lost at 90 050, 45.025 of fee: 4.975 left.
    const { coins, margins, kinds, audit } = run([long('l', 10_000)], [bid(90_050, 5)]);
    expect(coins).toEqual([0]);
    expect(margins[0]).toBeCloseTo(4.975, 4);
    expect([kinds, audit]).toEqual([['liquidation'], []]);
  });

  test('pays as fee no more than it has', () => {
    // 10 are left at 90 010 of a fee of 45.
    const { margins, coins } = run([long('l', 10_000)], [bid(90_010, 5)]);
    expect([coins, margins]).toEqual([[0], [0]]);
  });

  test('is not sold below its bankruptcy price: the pool takes it over', () => {
    const { coins, margins, kinds, audit, engine } = run([long('l', 10_000)], [bid(89_999, 5)]);
    expect([coins, margins]).toEqual([[0], [0]]);
    expect(kinds).toContain('takeover');
    expect([audit, engine.tally.losses]).toEqual([[], 0]);
  });

  test('keeps what it has above the maintenance margin: nothing happens', () => {
    // 450 left, 400.50 asked for.
    const { coins, margins, kinds } = run([long('l', 10_350)], [bid(90_050, 5)]);
    expect([coins, margins, kinds]).toEqual([[1], [10_350], []]);
  });

  test('at maintenance plus nothing is in breach, a cent more is not', () => {
    const held = (margin: number) => run([long('l', margin)], [bid(90_050, 5)]).coins[0];
    expect([held(10_300.5), held(10_300.51)]).toEqual([0, 1]);
  });
});

describe('two longs in breach', () => {
  test('the worse margin ratio is sold first, whatever its id: the only bid is its', () => {
    // Of 50 and 100 dollars of equity the former; one coin is bid for at 90 060.
    const first = run([long('a', 10_000), long('b', 9_950)], [bid(90_060, 1)]);
    const other = run([long('a', 9_950), long('b', 10_000)], [bid(90_060, 1)]);
    // 9 940 lost, and the 10 that are left are its fee; the other one waits for bids, then the pool takes it.
    expect([first.margins, other.margins]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    const sold = ({ engine }: typeof first) => engine.tally.forcedUsd;
    expect(sold(first)).toBeCloseTo(sold(other), 2);
    expect([first.audit, other.audit]).toEqual([[], []]);
    expect(first.kinds.filter((kind) => kind === 'takeover')).toHaveLength(1);
  });

  test('a row of many accounts is judged by one of them', () => {
    // Four accounts of a quarter of a coin on 2 500 each are one of a coin on 10 000: the same table, the same end.
    const many = run([long('l', 10_000, ', weight: 4')], [bid(90_050, 5)]);
    expect(many.margins[0]).toBeCloseTo(4.975, 4);
  });
});
