import * as Metapool from '../../mechanisms/amm/Metapool.js';
import type * as StableSwap from '../../mechanisms/amm/StableSwap.js';
import type * as Call from '../../messages/Call.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import * as LiquidityPool from './LiquidityPool.js';

/**
 * A metapool as a contract: every use reads the virtual price of its base pool when the last reading is ten minutes
 * old, and swaps between its own coins and those of the base pool pass through both. Each leg is that pool's own
 * transaction, so both accounts keep up with both curves.
 */
export function execute(engine: Engine, call: Call.Swap | Call.Provide | Call.Unprovide): void {
  const self = engine.onchain.pools[call.pool]!;
  const { meta } = self;
  if (meta) Metapool.accrue(meta, baseOf(engine, self).pool as StableSwap.State, engine.kernel.nowUs);
  if (call.op === 'swap' && meta && !(self.coins.includes(call.from) && self.coins.includes(call.to)))
    through(engine, self, meta, call);
  else LiquidityPool.execute(engine, call);
}

function baseOf(engine: Engine, self: LiquidityPool.LiquidityPool): LiquidityPool.LiquidityPool {
  return engine.onchain.pools[self.base]!;
}

/** The whole way is planned first: what either leg would refuse, or too little at the end, moves nothing. */
function through(
  engine: Engine,
  self: LiquidityPool.LiquidityPool,
  meta: Metapool.State,
  call: Call.Swap,
): void {
  const { account, from, to, atoms, atomsMin, origin } = call;
  const base = baseOf(engine, self);
  if (Accounts.balance(engine, account, from) < atoms) {
    LiquidityPool.refuse(engine, 'swap-balance');
    return;
  }
  const at = (asset: number) => placeOf(self, base, asset);
  const curve = base.pool as StableSwap.State;
  const plan = Metapool.plan(meta, curve, at(from), at(to), atoms, atomsMin);
  if (plan.refusal) LiquidityPool.refuse(engine, `swap-${plan.refusal}`);
  else if (plan.route === 'withdraw') {
    const shares = LiquidityPool.swap(engine, self, account, from, base.share, atoms, 0, origin);
    LiquidityPool.unprovide(engine, base, account, shares, to);
  } else if (plan.route === 'deposit') {
    const amounts = base.coins.map((asset) => (asset === from ? atoms : 0));
    const shares = LiquidityPool.provide(engine, base, account, amounts);
    LiquidityPool.swap(engine, self, account, base.share, to, shares, 0, origin);
  } else LiquidityPool.swap(engine, base, account, from, to, atoms, atomsMin, origin);
}

/** Place of a coin among the underlying ones: own coins first, then those of the base pool. */
function placeOf(
  self: LiquidityPool.LiquidityPool,
  base: LiquidityPool.LiquidityPool,
  asset: number,
): number {
  const own = self.coins.indexOf(asset);
  const share = self.coins.length - 1;
  return own >= 0 && own < share ? own : share + base.coins.indexOf(asset);
}
