import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as WorstFirst from './WorstFirst.js';

test('worst ratio first, whatever the sizes, and the id decides between equals', () => {
  const candidates = [
    { id: 1, equity: 844, maintenance: 1000 },
    { id: 2, equity: 250, maintenance: 1000 },
    { id: 4, equity: -1, maintenance: 1_000_000 },
    { id: 3, equity: -1, maintenance: 1_000_000 },
    { id: 0, equity: 2.5, maintenance: 10 },
  ];
  expect(WorstFirst.sort(candidates).map(({ id }) => id)).toEqual([3, 4, 0, 2, 1]);
});

/*
 * Two accounts with 100 000 ALT, weight 80%, and loans that require 10% maintenance. ALT falls to 6.1 or below:
 *   a-better owes 450 000: 0.8 * 610 000 - 450 000 = 38 000 against 45 000: 0.844
 *   b-worse  owes 475 000: 0.8 * 610 000 - 475 000 = 13 000 against 47 500: 0.274
 * The account with the lower id is the better one; the venue turns to the other first, and it gets the better bids.
 */
const ACCOUNTS = `
title: T
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:30Z
planted:
  only: true
  accounts:
    - { id: a-better, venue: a, holdings: { ALT: 100_000 }, debts: { USDT: 450_000 } }
    - { id: b-worse, venue: a, holdings: { ALT: 100_000 }, debts: { USDT: 475_000 } }
  orders:
    - { id: b1, market: "a:ALT/USDT:spot", side: buy, price: 6.1, size: 10 }
    - { id: b2, market: "a:ALT/USDT:spot", side: buy, price: 6.0, size: 60_000 }
    - { id: b3, market: "a:ALT/USDT:spot", side: buy, price: 5.0, size: 200_000 }
  trades:
    - { id: t1, at: 2025-01-01T00:10:05.5Z, market: "a:ALT/USDT:spot", side: sell, size: 10 }
`;

test('two margin accounts breach in one second: the worse ratio begins and sells first', () => {
  const rows = Worlds.finish(Worlds.write(ACCOUNTS));
  const begun = rows.filter(({ kind }) => kind === 'liquidation').slice(0, 2);
  expect(begun.map(({ name }) => name)).toEqual(['b-worse', 'a-better']);
  const ratios = begun.map(({ ratio }) => ratio as number);
  expect(ratios[0]).toBeLessThan(ratios[1]!);
  expect(begun[0]!.atUs).toBe(begun[1]!.atUs);
  const [first] = rows.filter(({ kind }) => kind === 'liquidation-order');
  expect(first).toMatchObject({ cause: begun[0]!.id });
});

/*
 * Two isolated longs from 100 000 that breach at a mark of 90 700, the wide one in the tier of 0.5% less 50 dollars:
 *   small 0.4 BTC, margin  3 760:  3 760 -  3 720 =     40 against 0.004 *  36 280      =   145.12:  0.276
 *   wide  5 BTC,   margin 45 000: 45 000 - 46 500 = -1 500 against 0.005 * 453 500 - 50 = 2 217.50: -0.676
 * The small one has the lower row.
 */
const ROWS = `
title: T
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:30Z
planted:
  only: true
  positions:
    - { id: a-small, market: "a:BTC/USDT:perp", side: long, size: 0.4, margin: 3_760 USD }
    - { id: b-wide, market: "a:BTC/USDT:perp", side: long, size: 5, margin: 45_000 USD }
  orders:
    - { id: spot, market: "a:BTC/USDT:spot", side: buy, price: 90_700, size: 1 }
    - { id: bid, market: "a:BTC/USDT:perp", side: buy, price: 90_690, size: 20 }
  trades:
    - { id: t1, at: 2025-01-01T00:10:05.5Z, market: "a:BTC/USDT:spot", side: sell, size: 0.01 }
`;

test('two isolated rows breach in one second: the worse ratio begins first', () => {
  const rows = Worlds.finish(Worlds.write(ROWS));
  const begun = rows.filter(({ kind }) => kind === 'liquidation');
  expect(begun.map(({ usd }) => Math.round((usd as number) / 10_000))).toEqual([45, 4]);
  expect(begun[0]!.account).toBeGreaterThan(begun[1]!.account as number);
});
