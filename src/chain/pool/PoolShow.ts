import * as AmmPool from '../../mechanisms/amm/AmmPool.js';
import type { PoolView } from '../../state/View.js';
import * as LiquidityPool from './LiquidityPool.js';

/**
 * A pool's window: everything is read off the state before the present block's transactions. Coins are asset ids; a
 * metapool shows those of its base pool beside its own.
 */
export function view(
  self: LiquidityPool.LiquidityPool,
  _index: number,
  pools: readonly LiquidityPool.LiquidityPool[],
): PoolView {
  const base = pools[self.base];
  return base ? underlying(self, base) : plain(self);
}

function plain(self: LiquidityPool.LiquidityPool): PoolView {
  const { shown, coins } = self;
  const at = (asset: number) => coins.indexOf(asset);
  return {
    id: self.id,
    coins,
    share: self.share,
    imbalance: () => self.imbalance,
    balance: (asset) => shown.balances[at(asset)]!,
    spot: (from, to) => AmmPool.spot(shown, at(from), at(to)),
    quote: (from, to, atoms) => Math.floor(AmmPool.estimate(shown, at(from), at(to), atoms)),
    sizeToPrice: (from, to, price) => AmmPool.sizeToPrice(shown, at(from), at(to), price),
  };
}

/**
 * The base pool is large and nearly straight beside a metapool: its leg is counted at the margin, less half its fee, which
 * is what one coin alone costs on the way in or out. Its own slope is left out: a fraction of a basis point for 100M in 3bn.
 */
function underlying(self: LiquidityPool.LiquidityPool, base: LiquidityPool.LiquidityPool): PoolView {
  const { coins } = self;
  const own = plain(self);
  const share = base.share;
  const isOwn = (asset: number) => coins.includes(asset);
  const worth = (asset: number) => LiquidityPool.worthIn(base, asset);
  const kept = base.pool.kind === 'stable-swap' ? 1 - base.pool.feePpm / 2e6 : 1;
  // Atoms of a coin per atom of the share, before the fee.
  const rate = (asset: number) => {
    const decimals = base.shown.decimals[base.coins.indexOf(asset)]!;
    return (worth(asset) * Number(`1e${decimals}`)) / Number(`1e${base.shown.shareDecimals}`);
  };
  return {
    ...own,
    coins: [...coins.slice(0, -1), ...base.coins],
    balance: (asset) => (isOwn(asset) ? own : plain(base)).balance(asset),
    spot: (from, to) => {
      if (isOwn(from) && isOwn(to)) return own.spot(from, to);
      if (isOwn(from)) return own.spot(from, share) * worth(to);
      return isOwn(to) ? own.spot(share, to) / worth(from) : plain(base).spot(from, to);
    },
    quote: (from, to, atoms) => {
      if (isOwn(from) && isOwn(to)) return own.quote(from, to, atoms);
      if (isOwn(from)) return Math.floor(own.quote(from, share, atoms) * rate(to) * kept);
      if (isOwn(to)) return own.quote(share, to, Math.floor((atoms / rate(from)) * kept));
      return plain(base).quote(from, to, atoms);
    },
    sizeToPrice: (from, to, price) => {
      if (isOwn(from) && isOwn(to)) return own.sizeToPrice(from, to, price);
      if (isOwn(from)) return own.sizeToPrice(from, share, price / (worth(to) * kept));
      if (isOwn(to)) return Math.floor(own.sizeToPrice(share, to, (price * worth(from)) / kept) * rate(from));
      return AmmPool.sizeToPrice(base.shown, base.coins.indexOf(from), base.coins.indexOf(to), price);
    },
  };
}
