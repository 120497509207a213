import * as Metapool from '../../../mechanisms/amm/Metapool.js';
import type * as StableSwap from '../../../mechanisms/amm/StableSwap.js';
import type * as Call from '../../../messages/Call.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import type { LiquidityPool } from '../LiquidityPool.js';
import type { Hands } from '../PoolKind.js';

/**
 * A metapool as a contract: every use reads the virtual price of its base pool when the last reading is ten minutes
 * old, and swaps between its own coins and those of the base pool pass through both. Each leg is that pool's own
 * transaction, so both accounts keep up with both curves.
 */
export function execute(
  engine: Engine,
  self: LiquidityPool,
  call: Call.Swap | Call.Provide | Call.Unprovide,
  hands: Hands,
): boolean {
  const base = engine.onchain.pools[self.base]!;
  const meta = self.meta!;
  Metapool.accrue(meta, base.pool as StableSwap.State, engine.kernel.nowUs);
  if (call.op !== 'swap' || (self.coins.includes(call.from) && self.coins.includes(call.to))) return false;
  through(engine, self, base, call, hands);
  return true;
}

/** The whole way is planned first: what either leg would refuse, or too little at the end, moves nothing. */
function through(
  engine: Engine,
  self: LiquidityPool,
  base: LiquidityPool,
  call: Call.Swap,
  hands: Hands,
): void {
  const { account, from, to, atoms, atomsMin } = call;
  if (Accounts.balance(engine, account, from) < atoms) {
    hands.refuse(engine, self, 'swap-balance');
    return;
  }
  const [i, o] = [placeOf(self, base, from), placeOf(self, base, to)];
  const order = { from: i, to: o, paid: atoms, receivedMin: atomsMin };
  const plan = Metapool.plan(self.meta!, base.pool as StableSwap.State, order);
  if (plan.refusal) hands.refuse(engine, self, `swap-${plan.refusal}`);
  else if (plan.route === 'withdraw') {
    const shares = hands.swap(engine, self, { ...call, to: base.share, atomsMin: 0 });
    hands.unprovide(engine, base, account, shares, to);
  } else if (plan.route === 'deposit') {
    const amounts = base.coins.map((asset) => (asset === from ? atoms : 0));
    const shares = hands.provide(engine, base, account, amounts);
    hands.swap(engine, self, { ...call, from: base.share, atoms: shares, atomsMin: 0 });
  } else hands.swap(engine, base, call);
}

/** Place of a coin among the underlying ones: own coins first, then those of the base pool. */
function placeOf(self: LiquidityPool, base: LiquidityPool, asset: number): number {
  const own = self.coins.indexOf(asset);
  const share = self.coins.length - 1;
  return own >= 0 && own < share ? own : share + base.coins.indexOf(asset);
}
