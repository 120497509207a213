import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import type * as Call from '../messages/Call.js';
import * as EventKind from '../messages/EventKind.js';
import type { Engine } from '../state/Engine.js';
import * as IssuerRegistry from './issuer/Registry.js';
import * as LendingProtocol from './lending/LendingProtocol.js';
import * as LiquidityPool from './pool/LiquidityPool.js';
import * as Rail from './rail/Rail.js';
import * as BlockSpace from './space/BlockSpace.js';

/** A call leaves its sender: transfers go to the rail, the rest into a block. */
export function send(engine: Engine, call: Call.Call): void {
  if (call.op === 'transfer') Rail.request(engine, call);
  else if (engine.onchain.space) submit(engine, engine.onchain.space, call as Call.Transaction);
}

function submit(engine: Engine, space: BlockSpace.BlockSpace, call: Call.Transaction): void {
  if (call.op === 'liquidate' && call.isBehind) BlockSpace.follow(engine, space, call);
  else BlockSpace.send(engine, space, call);
}

/** The calls behind the report of a block are executed before the rest of it. */
export function behind(engine: Engine): void {
  for (const call of BlockSpace.followers(engine.onchain.space!)) execute(engine, call);
}

/** A transaction is in its block: the contract it names executes it. */
export function execute(engine: Engine, call: Call.Call): void {
  switch (call.op) {
    case 'transfer':
      return;
    case 'swap':
    case 'provide':
    case 'unprovide':
      LiquidityPool.execute(engine, call);
      return;
    case 'supply':
    case 'withdraw':
    case 'borrow':
    case 'repay':
    case 'liquidate':
    case 'deleverage':
      LendingProtocol.execute(engine, call);
      return;
    case 'mint':
    case 'redeem':
    case 'stake':
    case 'cooldown':
    case 'unstake': {
      const issuer = engine.onchain.issuers[call.issuer]!;
      IssuerRegistry.kindOf(issuer).execute(engine, issuer, call);
      return;
    }
  }
}

/** A block passes: each protocol does what it does by itself, in the order pools, lending, issuers. */
export function block(engine: Engine): void {
  const { onchain, kernel } = engine;
  if (!onchain.space) return;
  BlockSpace.advance(engine, onchain.space);
  for (const pool of onchain.pools) LiquidityPool.block(engine, pool);
  for (const lending of onchain.lendings) LendingProtocol.block(engine, lending);
  for (const issuer of onchain.issuers) IssuerRegistry.kindOf(issuer).block(engine, issuer);
  const nextUs = kernel.nowUs + onchain.space.terms.blockUs;
  Kernel.schedule(kernel, nextUs, Phases.ORACLE, Kernel.task(EventKind.BLOCK, 0));
}
