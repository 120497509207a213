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
  /** Sent and in no block yet, in the order of sending. */
  waiting: Waiting[];
  /** The present block as its bids met it: the state and the demand before it was made. */
  before: BlockFee.State;
  beforeGas: number;
  /** Calls that stand right behind a report of the present block. */
  behind: Call.Liquidate[];
  /** Dollars of gas spent, transactions sent, and those that found no block within the horizon. */
  gasUsd: number;
  sent: number;
  dropped: number;
}

/** A transaction in the pool, and the blocks that have left it out. */
interface Waiting {
  readonly call: Call.Transaction;
  readonly blocks: number;
}

/** Blocks a transaction waits at most before its sender gives up. */
export const HORIZON = 50;

/**
 * Makes the blocks up to now. What was sent since the last one is part of the demand of the first, and may be in it:
 * the best tip is executed first.
 */
export function advance(engine: Engine, space: BlockSpace): void {
  const { state, terms } = space;
  const firstUs = (state.block + 1) * terms.blockUs;
  if (firstUs > engine.kernel.nowUs) return;
  space.before = { ...state };
  space.beforeGas = space.demandGas + space.sentGas;
  fill(engine, space);
  BlockFee.advance(state, terms, space.beforeGas, firstUs);
  space.sentGas = 0;
  BlockFee.advance(state, terms, space.demandGas, engine.kernel.nowUs);
  space.feeWei = BlockFee.baseFee(state, terms);
}

/** Takes what the block being made admits out of the pool; the rest waits, or is given up. */
function fill(engine: Engine, space: BlockSpace): void {
  if (space.waiting.length === 0) return;
  const taken: Call.Transaction[] = [];
  const left: Waiting[] = [];
  for (const one of space.waiting) {
    const { fee, reason } = admit(space, one.call.bid);
    if (reason === 'none') {
      taken.push(one.call);
      pay(engine, space, fee);
    } else if (one.blocks + 1 >= HORIZON) drop(engine, space, reason);
    else left.push({ call: one.call, blocks: one.blocks + 1 });
  }
  space.waiting = left;
  for (const call of taken.sort((x, y) => y.bid.tip - x.bid.tip)) {
    const task = Kernel.task(EventKind.TRANSACTION, Call.put(engine.calls, call));
    Kernel.schedule(engine.kernel, engine.kernel.nowUs, Phases.ORDERS, task);
  }
}

/** Whether the present block takes a bid of one transaction beside all others. */
function admit(space: BlockSpace, bid: Call.Bid): ReturnType<typeof BlockFee.admit> {
  const others = Math.max(0, space.beforeGas - space.gas);
  return BlockFee.admit(space.before, space.terms, others, { ...bid, gas: space.gas });
}

function pay(engine: Engine, space: BlockSpace, feeWei: number): void {
  space.sent++;
  space.gasUsd += BlockFee.costUsd(space.gas, feeWei, engine.feed.assetUsd[space.fuel]!);
}

function drop(engine: Engine, space: BlockSpace, reason: string): void {
  space.dropped++;
  const key = `transaction-${reason}`;
  engine.tally.refused[key] = (engine.tally.refused[key] ?? 0) + 1;
}

/** Sends a transaction into the pool; one that by present fees would find no block is not sent. */
export function send(engine: Engine, space: BlockSpace, call: Call.Transaction): void {
  advance(engine, space);
  const bid = { ...call.bid, gas: space.gas };
  const quote = BlockFee.quote(space.state, space.terms, space.demandGas + space.sentGas, bid, HORIZON);
  space.sentGas += space.gas * (1 + space.rivals);
  if (quote.blocks > HORIZON) drop(engine, space, quote.reason);
  else space.waiting.push({ call, blocks: 0 });
}

/**
 * Puts a call right behind the report of the present block, where that block takes its bid. A call that finds no room
 * is in no block: who sends such bundles does not wait.
 */
export function follow(engine: Engine, space: BlockSpace, call: Call.Liquidate): void {
  const { fee, reason } = admit(space, call.bid);
  if (reason !== 'none') {
    drop(engine, space, reason);
    return;
  }
  if (space.behind.length === 0)
    Kernel.schedule(engine.kernel, engine.kernel.nowUs, Phases.RISK, Kernel.task(EventKind.BEHIND, 0));
  space.behind.push(call);
  pay(engine, space, fee);
}

/** The calls behind the report, the best tip first; among equals the first sent. */
export function followers(space: BlockSpace): Call.Liquidate[] {
  const calls = space.behind.sort((x, y) => y.bid.tip - x.bid.tip);
  space.behind = [];
  return calls;
}

/** Wait of one who pays twice the base fee, as venues do, by what is known now; 0 where the asset is on no chain. */
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
