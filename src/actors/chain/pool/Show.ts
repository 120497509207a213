import * as Pool from '../../../mechanisms/amm/Pool.js';
import type { PoolView } from '../../View.js';
import type { LiquidityPool } from '../LiquidityPool.js';

/** A pool's window: everything is read off the state before the present block's transactions. Coins are asset ids. */
export function view(self: LiquidityPool): PoolView {
  const { shown, coins } = self;
  const at = (asset: number) => coins.indexOf(asset);
  return {
    id: self.id,
    coins,
    share: self.share,
    imbalance: () => self.imbalance,
    balance: (asset) => shown.balances[at(asset)]!,
    spot: (from, to) => Pool.spot(shown, at(from), at(to)),
    quote: (from, to, atoms) => Math.floor(Pool.estimate(shown, at(from), at(to), atoms)),
    sizeToPrice: (from, to, price) => Pool.sizeToPrice(shown, at(from), at(to), price),
  };
}
