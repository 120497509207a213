import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Accounts from '../state/Accounts.js';

test('every planted account and position is known by the id that the journal gives it', () => {
  const world = Worlds.write(`
title: Who is planted
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:11:00Z
planted:
  only: true
  accounts:
    - { id: fund, venue: a, weight: 3, holdings: { BTC: 0.5 }, debts: { USDT: 100 }, positions: { "BTC/USDT": -2, "ALT/USDT": 7 } }
  positions:
    - { id: z, market: "a:BTC/USDT:perp", side: long, size: 1, margin: 5_000 USD, weight: 4 }
    - { id: b, market: "a:BTC/USDT:perp", side: short, size: 0.5, margin: 3_000 USD }
    - { id: c, market: "a:ALT/USDT:perp", side: short, size: 10, margin: 30 USD }
`);
  const { engine } = world;
  const crowd = (symbol: string) => engine.markets.find((m) => m.perp && m.symbol === symbol)!.crowd;
  const own = world.roster.planted;
  expect(own.map(({ name, kind, about, accounts }) => [name, kind, about, accounts])).toEqual([
    ['fund', 'account', '0.5 BTC, owes 100 USDT, short 2 BTC/USDT, long 7 ALT/USDT', 3],
    ['b', 'position', 'short 0.5 BTC/USDT, margin 3000 USD', 1],
    ['c', 'position', 'short 10 ALT/USDT, margin 30 USD', 1],
    ['z', 'position', 'long 1 BTC/USDT, margin 5000 USD', 4],
  ]);
  expect(own.map(({ account }) => account)).toEqual([
    engine.accounts.name.indexOf('fund'),
    Accounts.crowdAccount(crowd('BTC/USDT'), 0),
    Accounts.crowdAccount(crowd('ALT/USDT'), 0),
    Accounts.crowdAccount(crowd('BTC/USDT'), 1),
  ]);
});
