import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Ledger from '../ledger/Ledger.js';
import * as BlockClock from '../mechanisms/rail/BlockClock.js';
import * as Call from '../messages/Call.js';
import * as EventKind from '../messages/EventKind.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as AnchorProtocol from './AnchorProtocol.js';
import * as Plugged from './Plugged.js';
import * as TerraMarket from './rules/TerraMarket.js';
import * as TerraOracle from './rules/TerraOracle.js';
import * as TerraStaking from './rules/TerraStaking.js';
import * as TerraTally from './TerraTally.js';

/** The Terra chain: its blocks, oracle, market module and staking, with their ledger accounts. Amounts in atoms. */
export interface TerraChain {
  /** Assets: LUNA, UST, and Anchor's deposit receipt. */
  readonly luna: number;
  readonly ust: number;
  readonly aust: number;
  /** Signed: what it owes beyond the opening supply was minted, what it holds was burned. */
  readonly issuance: number;
  /** Owes the opening supply, with everything else of the outside world. */
  readonly external: number;
  /** Oracle's reward pool, and the account of bonded and unbonding coins. */
  readonly rewards: number;
  readonly bonded: number;
  readonly clock: BlockClock.BlockClock;
  readonly market: TerraMarket.State;
  readonly oracle: TerraOracle.State;
  readonly oracleTerms: TerraOracle.Terms;
  readonly usdPerSdrPpm: number;
  readonly staking: TerraStaking.State;
  /** Documented halts, and what governance changed, in order of time. */
  readonly halts: readonly Halt[];
  readonly votes: readonly Vote[];
  /** Votes that are in force, and blocks finished. */
  voted: number;
  height: number;
  readonly anchor: AnchorProtocol.AnchorProtocol;
  readonly tally: TerraTally.TerraTally;
}

/** It begins at its time, or once LUNA is below a price (dollars, 0 = never); then it lasts `lastsUs`, 0 = to its end. */
export interface Halt {
  fromUs: number;
  toUs: number;
  readonly below: number;
  readonly lastsUs: number;
}

/** A change of the rules; what is undefined stays. */
export interface Vote {
  readonly id: string;
  readonly atUs: number;
  readonly basePoolMicro: number | undefined;
  readonly recoveryBlocks: number | undefined;
  readonly isSwapOff: boolean;
  readonly isBondingClosed: boolean;
  /** Most LUNA atoms the module may mint a day, undefined = no breaker. */
  readonly mintPerDay: number | undefined;
}

/** Venue of accounts that live on Terra. */
export const TERRA = -2;

export function isTerra(call: Call.Call): call is Call.TerraCall {
  return call.op.startsWith('terra-') || call.op.startsWith('anchor-');
}

/** A transaction waits for the next block; a chain that stands takes none. */
export function send(engine: Engine, call: Call.TerraCall): void {
  const terra = Plugged.of(engine);
  if (!terra) return;
  if (BlockClock.isHalted(terra.clock)) {
    refuse(engine, `${call.op}-halted`);
    return;
  }
  const atUs = BlockClock.nextBlockUs(terra.clock, engine.kernel.nowUs);
  const slot = Call.put(engine.calls, call);
  Kernel.schedule(engine.kernel, atUs, Phases.ORDERS, Kernel.task(EventKind.TRANSACTION, slot));
}

export function execute(engine: Engine, call: Call.TerraCall): void {
  const terra = Plugged.of(engine)!;
  // A block that was cut short by a halt takes nothing.
  if (BlockClock.isHalted(terra.clock)) refuse(engine, `${call.op}-halted`);
  else if (call.op === 'terra-swap') swap(engine, terra, call);
  else if (call.op === 'terra-bond') bond(engine, terra, call.account, call.atoms);
  else if (call.op === 'terra-unbond') unbond(engine, terra, call.account, call.atoms);
}

/** Atoms of an asset of this chain in existence. */
export function supply(engine: Engine, terra: TerraChain, asset: number): number {
  return -Accounts.balance(engine, terra.external, asset) - Accounts.balance(engine, terra.issuance, asset);
}

/** Burns what is offered and mints at the oracle's rate less the spread. What the module refuses moves nothing. */
function swap(engine: Engine, terra: TerraChain, call: Call.TerraSwap): void {
  const { account, from, to, atoms, atomsMin } = call;
  if (Accounts.balance(engine, account, from) < atoms) {
    refuse(engine, 'terra-swap-balance');
    return;
  }
  const offer = from === terra.luna ? 'luna' : 'usd';
  const ask = to === terra.luna ? 'luna' : 'usd';
  const held = supply(engine, terra, to);
  const cap =
    ask === 'luna' ? TerraTally.mintCap(terra.tally, held, engine.kernel.nowUs) : Number.MAX_SAFE_INTEGER;
  const plan = TerraMarket.plan(
    terra.market,
    terra.oracle.rates,
    { offer, atoms, ask },
    { atoms: held, cap },
  );
  if (plan.kind === 'refused') {
    refuse(engine, `terra-swap-${plan.reason}`);
    return;
  }
  if (plan.netAtoms < atomsMin) {
    refuse(engine, 'terra-swap-slippage');
    return;
  }
  TerraMarket.apply(terra.market, plan);
  const { ledger } = engine;
  const issue = Accounts.cash(engine, terra.issuance, to);
  Ledger.post(
    ledger,
    Accounts.cash(engine, account, from),
    Accounts.cash(engine, terra.issuance, from),
    atoms,
  );
  Ledger.post(ledger, issue, Accounts.cash(engine, account, to), plan.netAtoms);
  Ledger.post(ledger, issue, Accounts.cash(engine, terra.rewards, to), plan.feeAtoms);
  TerraTally.swapped(terra.tally, engine.kernel.nowUs, offer === 'usd', plan);
}

/** One row an hour for all swaps that burned UST in it: they are too many to journal each. */
function journal(engine: Engine, terra: TerraChain): void {
  const sum = TerraTally.hourOver(terra.tally, engine.kernel.nowUs);
  if (!sum) return;
  const unit = (asset: number) => engine.assets[asset]!.unit;
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'terra-swap', 0, {
    burned: `${sum.burned / unit(terra.ust)} UST`,
    minted: `${sum.minted / unit(terra.luna)} LUNA`,
    spread: Whole.nearest((sum.spread / sum.burned) * 1e6) / 1e6,
    supply: supply(engine, terra, terra.luna) / unit(terra.luna),
  });
}

function bond(engine: Engine, terra: TerraChain, account: number, atoms: number): void {
  if (Accounts.balance(engine, account, terra.luna) < atoms) {
    refuse(engine, 'terra-bond-balance');
    return;
  }
  const plan = TerraStaking.planBond(terra.staking, terra.clock, account, atoms);
  if (plan.kind === 'refused') {
    refuse(engine, `terra-bond-${plan.reason}`);
    return;
  }
  TerraStaking.apply(terra.staking, plan);
  move(engine, terra, account, terra.bonded, atoms);
}

function unbond(engine: Engine, terra: TerraChain, account: number, atoms: number): void {
  const { staking, clock } = terra;
  const plan = TerraStaking.planUnbond(staking, clock, account, atoms, engine.kernel.nowUs);
  if (plan.kind === 'refused') {
    refuse(engine, `terra-unbond-${plan.reason}`);
    return;
  }
  TerraStaking.apply(staking, plan);
}

function move(engine: Engine, terra: TerraChain, from: number, to: number, atoms: number): void {
  const payer = Accounts.cash(engine, from, terra.luna);
  Ledger.post(engine.ledger, payer, Accounts.cash(engine, to, terra.luna), atoms);
}

/** A block is finished, or a halt begins or ends: pools recover, the oracle counts, unbonded coins come home. */
export function block(engine: Engine, terra: TerraChain): void {
  const { nowUs } = engine.kernel;
  const { clock } = terra;
  answer(engine, terra);
  const halt = terra.halts.find(({ fromUs, toUs }) => nowUs >= fromUs && nowUs < toUs);
  if (halt && !BlockClock.isHalted(clock)) {
    BlockClock.halt(clock, nowUs);
    JournalWriter.record(engine.journal, nowUs, 'chain-halt', 0, { chain: 'terra', height: terra.height });
  } else if (!halt && BlockClock.isHalted(clock)) {
    BlockClock.restart(clock, nowUs);
    JournalWriter.record(engine.journal, nowUs, 'chain-restart', 0, { chain: 'terra', height: terra.height });
  }
  if (halt) {
    Kernel.schedule(engine.kernel, halt.toUs, Phases.ORACLE, Kernel.task(EventKind.PLUGGED, 0));
    return;
  }
  finish(engine, terra);
  Kernel.schedule(
    engine.kernel,
    BlockClock.nextBlockUs(clock, nowUs),
    Phases.ORACLE,
    Kernel.task(EventKind.PLUGGED, 0),
  );
}

/** Validators act on what they see: the next halt begins now if LUNA is already worth less than when it was on record. */
function answer(engine: Engine, terra: TerraChain): void {
  const { nowUs } = engine.kernel;
  const next = terra.halts.find(({ toUs }) => toUs > nowUs);
  if (!next || next.fromUs <= nowUs || !(engine.feed.assetUsd[terra.luna]! < next.below)) return;
  next.fromUs = nowUs;
  if (next.lastsUs > 0) next.toUs = nowUs + next.lastsUs;
}

function finish(engine: Engine, terra: TerraChain): void {
  const { nowUs } = engine.kernel;
  while (terra.voted < terra.votes.length && terra.votes[terra.voted]!.atUs <= nowUs)
    enact(engine, terra, terra.votes[terra.voted++]!);
  TerraMarket.accrue(terra.market, 1);
  const pico = Whole.down(engine.feed.assetUsd[terra.luna]! * 1e12);
  const seen = TerraOracle.assess(pico > 0 ? pico : 0, terra.usdPerSdrPpm);
  TerraOracle.accrue(terra.oracle, terra.oracleTerms, terra.height, seen);
  const paid = TerraStaking.due(terra.staking, terra.clock, nowUs);
  for (const { account, atoms } of paid) move(engine, terra, terra.bonded, account, atoms);
  if (paid.length > 0) TerraStaking.settle(terra.staking, paid);
  AnchorProtocol.block(engine, terra.anchor, terra.oracle.rates.usd, terra.height);
  journal(engine, terra);
  terra.height++;
}

/** A vote takes effect and is journaled as a root cause. */
function enact(engine: Engine, terra: TerraChain, vote: Vote): void {
  const { basePoolMicro, recoveryBlocks } = vote;
  const { terms } = terra.market;
  TerraMarket.retune(terra.market, {
    basePoolMicro: basePoolMicro ?? terms.basePoolMicro,
    recoveryBlocks: recoveryBlocks ?? terms.recoveryBlocks,
  });
  if (vote.isSwapOff) TerraMarket.switchOff(terra.market);
  if (vote.isBondingClosed) terra.staking.isBondingOpen = false;
  if (vote.mintPerDay !== undefined) terra.tally.mintPerDay = vote.mintPerDay;
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'governance', 0, {
    chain: 'terra',
    vote: vote.id,
  });
}

function refuse(engine: Engine, reason: string): void {
  const { refused } = engine.tally;
  refused[reason] = (refused[reason] ?? 0) + 1;
}
