import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
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
