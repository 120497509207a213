import * as Kernel from '../../kernel/Kernel.js';
import * as Phases from '../../kernel/Phases.js';
import * as Chain from '../../mechanisms/rail/Chain.js';
import * as Call from '../../messages/Call.js';
import * as EventKind from '../../messages/EventKind.js';
import type { Engine } from '../Engine.js';

/** Block space of the chain: transactions wait for a block that takes their bid, and pay for gas. */
export interface BlockSpace {
  readonly terms: Chain.Terms;
  readonly state: Chain.State;
  /** Gas that everybody else wants in a block. */
  readonly demandGas: number;
  /** Gas of one transaction here. */
  readonly gas: number;
  /** Asset that prices gas, e.g. ETH. */
  readonly fuel: number;
  /** Dollars of gas spent, and transactions that found no block within the horizon. */
  gasUsd: number;
  dropped: number;
}

/** Blocks a transaction waits at most before its sender gives up. */
const HORIZON = 50;

/** Makes the blocks up to now. */
export function advance(engine: Engine, space: BlockSpace): void {
  Chain.advance(space.state, space.terms, space.demandGas, engine.kernel.nowUs);
}

/** Sends a transaction: it reaches its contract in the block that takes it, or is dropped. */
export function send(engine: Engine, space: BlockSpace, call: Call.Transaction): void {
  advance(engine, space);
  const bid = { ...call.bid, gas: space.gas };
  const quote = Chain.quote(space.state, space.terms, space.demandGas, bid, HORIZON);
  if (quote.blocks > HORIZON) {
    space.dropped++;
    const key = `transaction-${quote.reason}`;
    engine.tally.refused[key] = (engine.tally.refused[key] ?? 0) + 1;
    return;
  }
  space.gasUsd += Chain.costUsd(space.gas, quote.fee, engine.feed.assetUsd[space.fuel]!);
  const slot = Call.put(engine.calls, call);
  Kernel.schedule(engine.kernel, quote.readyUs, Phases.ORDERS, EventKind.TRANSACTION, slot);
}

/** Dollars a transaction costs in the next block. */
export function costUsd(engine: Engine, space: BlockSpace, tip: number): number {
  const fee = Chain.baseFee(space.state, space.terms) + tip;
  return Chain.costUsd(space.gas, fee, engine.feed.assetUsd[space.fuel]!);
}
