import * as Kernel from '../../kernel/Kernel.js';
import * as Phases from '../../kernel/Phases.js';
import * as BlockFee from '../../mechanisms/rail/BlockFee.js';
import * as Call from '../../messages/Call.js';
import * as EventKind from '../../messages/EventKind.js';
import type { Engine } from '../../state/Engine.js';

/** Block space of the chain: transactions wait for a block that takes their bid, and pay for gas. */
export interface BlockSpace {
  readonly terms: BlockFee.Terms;
  readonly state: BlockFee.State;
  /** Gas that everybody else wants in a block. */
  readonly demandGas: number;
  /** Gas of one transaction here, and how many rivals send the same whenever one is sent. */
  readonly gas: number;
  readonly rivals: number;
  /** Asset that prices gas, e.g. ETH. */
  readonly fuel: number;
  /** 1 for assets whose transfers wait for a block. */
  readonly carries: Uint8Array;
  /** Base fee of the next block, wei per gas. */
  feeWei: number;
  /** Gas of own transactions and their rivals since the last block: demand of the next one. */
  sentGas: number;
  /** Dollars of gas spent, transactions sent, and those that found no block within the horizon. */
  gasUsd: number;
  sent: number;
  dropped: number;
}

/** Blocks a transaction waits at most before its sender gives up. */
export const HORIZON = 50;

/** Makes the blocks up to now; what was sent since the last one is part of the demand of the first. */
export function advance(engine: Engine, space: BlockSpace): void {
  const { state, terms } = space;
  const firstUs = (state.block + 1) * terms.blockUs;
  if (firstUs > engine.kernel.nowUs) return;
  BlockFee.advance(state, terms, space.demandGas + space.sentGas, firstUs);
  space.sentGas = 0;
  BlockFee.advance(state, terms, space.demandGas, engine.kernel.nowUs);
  space.feeWei = BlockFee.baseFee(state, terms);
}

/** Sends a transaction: it reaches its contract in the block that takes it, or is dropped. */
export function send(engine: Engine, space: BlockSpace, call: Call.Transaction): void {
  advance(engine, space);
  const bid = { ...call.bid, gas: space.gas };
  const quote = BlockFee.quote(space.state, space.terms, space.demandGas + space.sentGas, bid, HORIZON);
  space.sentGas += space.gas * (1 + space.rivals);
  if (quote.blocks > HORIZON) {
    space.dropped++;
    const key = `transaction-${quote.reason}`;
    engine.tally.refused[key] = (engine.tally.refused[key] ?? 0) + 1;
    return;
  }
  space.sent++;
  space.gasUsd += BlockFee.costUsd(space.gas, quote.fee, engine.feed.assetUsd[space.fuel]!);
  const slot = Call.put(engine.calls, call);
  Kernel.schedule(engine.kernel, quote.readyUs, Phases.ORDERS, EventKind.TRANSACTION, slot);
}

/** Wait for a block of one who pays twice the base fee, as venues do; 0 where the asset is on no chain. */
export function waitUs(engine: Engine, asset: number): number {
  const { space } = engine.onchain;
  if (space?.carries[asset] !== 1) return 0;
  advance(engine, space);
  const { terms, state } = space;
  const bid = { maxFee: 2 * space.feeWei + 4 * terms.tipScale, tip: 4 * terms.tipScale, gas: space.gas };
  const quote = BlockFee.quote(state, terms, space.demandGas + space.sentGas, bid, HORIZON);
  return quote.readyUs - engine.kernel.nowUs;
}

/** Dollars a transaction costs in the next block. */
export function costUsd(engine: Engine, space: BlockSpace, tip: number): number {
  return BlockFee.costUsd(space.gas, space.feeWei + tip, engine.feed.assetUsd[space.fuel]!);
}
