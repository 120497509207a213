import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Advance from '../../run/Advance.js';
import * as Oracles from './Oracles.js';

test('what a reserve follows is priced before it, wherever it stands', () => {
  const order = Oracles.inOrder([{ base: 2 }, { base: -1 }, { base: 3 }, { base: -1 }]);
  expect(order).toEqual([3, 2, 0, 1]);
});

test('a coin that is pegged to one later in the alphabet has its price from the first block on', () => {
  const world = Worlds.open('lending-liquidation', {
    sets: ['lending.aave.reserves.eth.oracle={ kind: pegged, to: USDT }'],
  });
  const { price, assets } = world.engine.onchain.lendings[0]!;
  const at = (symbol: string) => price[assets.findIndex((id) => world.engine.assets[id]!.symbol === symbol)];
  expect(at('ETH')).toBe(at('USDT'));
  expect(at('ETH')).toBe(1);
});

test('a book that has lost a side leaves the feed once it is stale', () => {
  // Nobody asks in the primer's book: its bids are eaten at 20 s, and nothing changes until 2:30.
  const at = (stale: string, us: number) => {
    const world = Worlds.open('lending-liquidation', {
      sets: [
        `lending.aave.reserves.eth.oracle={ kind: market, weights: { a: 1 }, heartbeat: 1s, deviation: 0.5%${stale} }`,
      ],
    });
    Advance.advance(world, us, 1e6);
    const { oracles, assets } = world.engine.onchain.lendings[0]!;
    const oracle = oracles[assets.findIndex((id) => world.engine.assets[id]!.symbol === 'ETH')]!;
    return oracle.feed.reportedUs;
  };
  // It reports at every heartbeat. The liquidator sells at 54 s; 30 s later the book is stale and the last report stays.
  expect(at('', 120e6)).toBe(120e6);
  expect(at(', stale: 30s', 120e6)).toBeLessThan(100e6);
});
