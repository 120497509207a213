import * as StableSwap from '../../../mechanisms/amm/StableSwap.js';
import type { Engine } from '../../../state/Engine.js';
import type { PoolView } from '../../../state/View.js';
import * as Rounding from '../../../units/Rounding.js';
import type { LiquidityPool } from '../LiquidityPool.js';
import * as PlainView from '../PlainView.js';
import * as Worth from '../Worth.js';

/**
 * A metapool with the coins of its base pool beside its own. The base pool is large and nearly straight beside it: its leg
 * is counted at the margin, less half its fee, which is what one coin alone costs on the way in or out. Its own slope is
 * left out: a fraction of a basis point for 100M in 3bn.
 */
export function of(engine: Engine, self: LiquidityPool): PoolView {
  const base = engine.onchain.pools[self.base]!;
  const { coins } = self;
  const own = PlainView.of(engine, self, StableSwap.RULE);
  const under = PlainView.of(engine, base, StableSwap.RULE);
  const share = base.share;
  const isOwn = (asset: number) => coins.includes(asset);
  const worth = (asset: number) => Worth.inCoin(base, asset);
  const kept = 1 - base.pool.feePpm / 2e6;
  // Atoms of a coin per atom of the share, before the fee.
  const unit = (asset: number) => engine.assets[asset]!.unit;
  const rate = (asset: number) => (worth(asset) * unit(asset)) / unit(share);
  return {
    ...own,
    coins: [...coins.slice(0, -1), ...base.coins],
    balance: (asset) => (isOwn(asset) ? own : under).balance(asset),
    spot: (from, to) => {
      if (isOwn(from) && isOwn(to)) return own.spot(from, to);
      if (isOwn(from)) return own.spot(from, share) * worth(to);
      return isOwn(to) ? own.spot(share, to) / worth(from) : under.spot(from, to);
    },
    quote: (from, to, atoms) => {
      if (isOwn(from) && isOwn(to)) return own.quote(from, to, atoms);
      if (isOwn(from)) return Rounding.down(own.quote(from, share, atoms) * rate(to) * kept);
      if (isOwn(to)) return own.quote(share, to, Rounding.down((atoms / rate(from)) * kept));
      return under.quote(from, to, atoms);
    },
    sizeToPrice: (from, to, price) => {
      if (isOwn(from) && isOwn(to)) return own.sizeToPrice(from, to, price);
      if (isOwn(from)) return own.sizeToPrice(from, share, price / (worth(to) * kept));
      if (isOwn(to))
        return Rounding.down(own.sizeToPrice(share, to, (price * worth(from)) / kept) * rate(from));
      return under.sizeToPrice(from, to, price);
    },
  };
}
