import * as AmmPool from '../../mechanisms/amm/AmmPool.js';
import type { AmmRule } from '../../mechanisms/amm/AmmRule.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import type { PoolView } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import type { LiquidityPool } from './LiquidityPool.js';

/** A pool over its own coins, read off the state before the present block's transactions. Coins are asset ids. */
export function of(engine: Engine, self: LiquidityPool, rule: AmmRule): PoolView {
  const { shown, coins, share } = self;
  const curve = { rule, pool: shown };
  const at = (asset: number) => coins.indexOf(asset);
  return {
    id: self.id,
    coins,
    share,
    shares: (account) => Accounts.balance(engine, account, share),
    imbalance: () => self.imbalance,
    balance: (asset) => shown.balances[at(asset)]!,
    spot: (from, to) => rule.spot(shown, at(from), at(to)),
    quote: (from, to, atoms) => Rounding.down(rule.estimator(shown, at(from), at(to))(atoms)),
    sizeToPrice: (from, to, price) => AmmPool.sizeToPrice(curve, at(from), at(to), price),
  };
}
