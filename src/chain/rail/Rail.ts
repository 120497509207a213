import * as JournalWriter from '../../kernel/JournalWriter.js';
import * as Kernel from '../../kernel/Kernel.js';
import * as Phases from '../../kernel/Phases.js';
import * as Ledger from '../../ledger/Ledger.js';
import type { BlockClock } from '../../mechanisms/rail/BlockClock.js';
import type * as Transfer from '../../mechanisms/rail/Transfer.js';
import * as Call from '../../messages/Call.js';
import * as EventKind from '../../messages/EventKind.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import * as Rounding from '../../units/Rounding.js';
import * as Route from './Route.js';

/**
 * Withdrawals, deposits and internal transfers. Assets leave the sender at once, lie in `transit`, and arrive after
 * the venues' checks, the chain's block and its confirmations; a halted venue refuses. Dollar assets may change into
 * one another at par on the way, as whitelisted parties do with the issuers.
 */
export interface Rail {
  /** Account that holds what is on its way, and the issuers' account for conversions at par. */
  readonly transit: number;
  readonly issuers: number;
  /** Routes by venue and asset, windows and the venues' own rules; absent where the scenario lays no rails. */
  readonly terms: Transfer.Terms | undefined;
  readonly state: Transfer.State;
  readonly delays: readonly Delay[];
  /** Chains beside the common one, where accounts may live too. */
  readonly chains: Chain[];
  /** Hot wallet by route: atoms in it (Infinity = never empty), atoms when full, and when it was filled last, µs. */
  readonly hot: Float64Array;
  readonly hotFull: Float64Array;
  readonly filledUs: Float64Array;
  /** Dollars asked for and refused, in all and by reason, dollars sent, and dollars on the way now. */
  refusedUsd: number;
  readonly refused: Record<string, number>;
  sentUsd: number;
  inFlightUsd: number;
}

/** A chain of its own. Transfers wait for its blocks; it takes and sends nothing while it stands. */
export interface Chain {
  /** Venue of accounts that live on it, below 0. */
  readonly place: number;
  readonly clock: BlockClock;
  /** Time to another chain and back, µs. */
  readonly bridgeUs: number;
}

/** A scripted slowdown: `venue` sends and credits `asset` (-1 = any) later by `delayUs`. */
export interface Delay {
  readonly venue: number;
  readonly asset: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly delayUs: number;
}

/** Takes the assets from the sender and schedules their arrival; refuses what is halted or not there. */
export function request(engine: Engine, call: Call.Transfer): void {
  const { kernel } = engine;
  const { rail } = engine.onchain;
  const usd = usdOf(engine, call);
  Route.watch(engine, call);
  const available = spendable(engine, call.from, call.asset);
  const atoms = Math.min(call.atoms, available, Route.wallet(engine, call.from, call.asset));
  const plan = Route.plan(engine, call.from, call.to, call.asset, Math.max(1, atoms));
  if (plan.delayUs < 0 || atoms <= 0) {
    refuse(engine, usd, plan.delayUs < 0 ? plan.reason : 'balance');
    return;
  }
  call.atoms = atoms;
  Route.spend(engine, call.from, call.asset, atoms);
  const from = Accounts.cash(engine, call.from, call.asset);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, rail.transit, call.asset), atoms);
  Accounts.touch(engine, call.from);
  rail.sentUsd += usd;
  rail.inFlightUsd += usdOf(engine, call);
  const slot = Call.put(engine.calls, call);
  Kernel.schedule(kernel, kernel.nowUs + plan.delayUs, Phases.ORDERS, Kernel.task(EventKind.ARRIVAL, slot));
  if (call.origin > 0) journal(engine, call, usd);
}

/** Time from request to credit now, µs, or -1 when a side is halted. */
export function quoteUs(engine: Engine, from: number, to: number, asset: number): number {
  return Route.plan(engine, from, to, asset, 1).delayUs;
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
    const minted = Rounding.down(
      (call.atoms * engine.assets[call.toAsset]!.unit) / engine.assets[call.asset]!.unit,
    );
    const to = Accounts.cash(engine, call.to, call.toAsset);
    Ledger.post(ledger, issuerCell(engine, call.toAsset), to, minted);
  }
  Accounts.touch(engine, call.to);
}

function refuse(engine: Engine, usd: number, reason: string): void {
  const { rail } = engine.onchain;
  rail.refusedUsd += usd;
  rail.refused[reason] = (rail.refused[reason] ?? 0) + usd;
  const key = `transfer-${reason}`;
  engine.tally.refused[key] = (engine.tally.refused[key] ?? 0) + 1;
}

function journal(engine: Engine, call: Call.Transfer, usd: number): void {
  const { accounts } = engine;
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'transfer', call.origin, {
    asset: engine.assets[call.asset]!.symbol,
    from: accounts.name[call.from]!,
    to: accounts.name[call.to]!,
    usd: Rounding.nearest(usd * 100) / 100,
  });
}

/** The issuers' signed cell: negative is what they have issued against what they took in. */
function issuerCell(engine: Engine, asset: number): number {
  return Accounts.issued(engine, engine.onchain.rail.issuers, asset);
}

/** A cash account sends what it holds; a margin account only while nothing is called, and only what it does not need. */
function spendable(engine: Engine, account: number, asset: number): number {
  const { accounts } = engine;
  const held = Accounts.balance(engine, account, asset);
  if (accounts.kind[account] !== Accounts.MARGIN) return held;
  if (accounts.state[account] !== Accounts.NORMAL) return 0;
  const { unit } = engine.assets[asset]!;
  const free = Math.max(0, accounts.free[account]!) / engine.feed.assetUsd[asset]!;
  return Math.min(held, Rounding.down(free * unit));
}

function usdOf(engine: Engine, call: Call.Transfer): number {
  return (call.atoms / engine.assets[call.asset]!.unit) * engine.assets[call.asset]!.openUsd;
}
