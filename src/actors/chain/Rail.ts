import * as Journal from '../../kernel/Journal.js';
import * as Kernel from '../../kernel/Kernel.js';
import * as Phases from '../../kernel/Phases.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as Call from '../../messages/Call.js';
import * as EventKind from '../../messages/EventKind.js';
import type { Engine } from '../Engine.js';
import * as Accounts from '../exchange/Accounts.js';

/**
 * Withdrawals, deposits and internal transfers. Assets leave the sender at once, lie in `transit`, and arrive after
 * the venue's check and the chain's confirmations; a halted venue refuses. Dollar assets may change into one another
 * at par on the way, as whitelisted parties do with the issuers.
 */
export interface Rail {
  /** Account that holds what is on its way, and the issuers' account for conversions at par. */
  readonly transit: number;
  readonly issuers: number;
  /** Check of each venue before it sends or credits, µs. */
  readonly checkUs: Float64Array;
  /** Confirmations of each asset's chain, µs. */
  readonly confirmUs: Float64Array;
  readonly windows: readonly Window[];
  /** Dollars asked for and refused by halts, dollars sent, and dollars on the way now. */
  refusedUsd: number;
  sentUsd: number;
  inFlightUsd: number;
}

/** A scripted outage: `venue` sends and credits nothing of `asset` (-1 = any), or later by `delayUs`. */
export interface Window {
  readonly venue: number;
  readonly asset: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly halt: boolean;
  readonly delayUs: number;
}

/** Takes the assets from the sender and schedules their arrival; refuses what is halted or not there. */
export function request(engine: Engine, call: Call.Transfer): void {
  const { accounts, kernel } = engine;
  const { rail } = engine.onchain;
  const usd = usdOf(engine, call);
  const delayUs = delayOf(engine, call);
  const available = spendable(engine, call.from, call.asset);
  const atoms = Math.min(call.atoms, available);
  if (delayUs < 0 || atoms <= 0) {
    rail.refusedUsd += usd;
    const reason = delayUs < 0 ? 'halted' : 'balance';
    engine.tally.refused[`transfer-${reason}`] = (engine.tally.refused[`transfer-${reason}`] ?? 0) + 1;
    return;
  }
  call.atoms = atoms;
  const from = Accounts.cash(engine, call.from, call.asset);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, rail.transit, call.asset), atoms);
  Accounts.touch(engine, call.from);
  rail.sentUsd += usd;
  rail.inFlightUsd += usdOf(engine, call);
  const slot = Call.put(engine.calls, call);
  Kernel.schedule(kernel, kernel.nowUs + delayUs, Phases.ORDERS, EventKind.ARRIVAL, slot);
  if (call.origin > 0)
    Journal.record(engine.journal, kernel.nowUs, 'transfer', call.origin, {
      asset: engine.assets[call.asset]!.symbol,
      from: accounts.name[call.from]!,
      to: accounts.name[call.to]!,
      usd: Math.round(usd * 100) / 100,
    });
}

/** Credits what has arrived. */
export function arrive(engine: Engine, slot: number): void {
  const { ledger } = engine;
  const { rail } = engine.onchain;
  const call = Call.take(engine.calls, slot) as Call.Transfer;
  rail.inFlightUsd -= usdOf(engine, call);
  const transit = Accounts.cash(engine, rail.transit, call.asset);
  if (call.toAsset === call.asset) {
    Ledger.post(ledger, transit, Accounts.cash(engine, call.to, call.asset), call.atoms);
  } else {
    // Redeemed at one issuer, minted at the other: both sides of the issuers' account move.
    Ledger.post(ledger, transit, issuerCell(engine, call.asset), call.atoms);
    const minted = Math.floor(
      (call.atoms * engine.assets[call.toAsset]!.unit) / engine.assets[call.asset]!.unit,
    );
    const to = Accounts.cash(engine, call.to, call.toAsset);
    Ledger.post(ledger, issuerCell(engine, call.toAsset), to, minted);
  }
  Accounts.touch(engine, call.to);
}

/** The issuers' signed cell: negative is what they have issued against what they took in. */
function issuerCell(engine: Engine, asset: number): number {
  const { accounts } = engine;
  const { rail } = engine.onchain;
  const at = rail.issuers * accounts.assets + asset;
  const cell = accounts.cash[at]!;
  return cell >= 0 ? cell : (accounts.cash[at] = Ledger.open(engine.ledger, rail.issuers, asset, true));
}

/** A cash account sends what it holds; a margin account only while nothing is called, and only what it does not need. */
function spendable(engine: Engine, account: number, asset: number): number {
  const { accounts } = engine;
  const held = Accounts.balance(engine, account, asset);
  if (accounts.kind[account] !== Accounts.MARGIN) return held;
  if (accounts.state[account] !== Accounts.NORMAL) return 0;
  const { unit } = engine.assets[asset]!;
  const free = Math.max(0, accounts.free[account]!) / engine.feed.assetUsd[asset]!;
  return Math.min(held, Math.floor(free * unit));
}

/** Time from request to credit now, or -1 when a side is halted. */
function delayOf(engine: Engine, call: Call.Transfer): number {
  const { accounts } = engine;
  const { rail } = engine.onchain;
  let delayUs = rail.confirmUs[call.asset]!;
  for (const venue of [accounts.venue[call.from]!, accounts.venue[call.to]!]) {
    if (venue < 0) continue;
    delayUs += rail.checkUs[venue]!;
    for (const window of rail.windows) {
      if (window.venue !== venue || (window.asset >= 0 && window.asset !== call.asset)) continue;
      if (engine.kernel.nowUs < window.fromUs || engine.kernel.nowUs >= window.toUs) continue;
      if (window.halt) return -1;
      delayUs += window.delayUs;
    }
  }
  return delayUs;
}

function usdOf(engine: Engine, call: Call.Transfer): number {
  return (call.atoms / engine.assets[call.asset]!.unit) * engine.assets[call.asset]!.openUsd;
}
