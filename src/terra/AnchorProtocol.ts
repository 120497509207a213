import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Ledger from '../ledger/Ledger.js';
import type * as Call from '../messages/Call.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as Plugged from './Plugged.js';
import * as Earn from './rules/AnchorEarn.js';
import * as Liquidation from './rules/AnchorLiquidation.js';
import * as Market from './rules/AnchorMarket.js';
import * as TerraTally from './TerraTally.js';

/**
 * Anchor with its ledger accounts: cash and yield reserve in UST, pledged bLUNA (counted as LUNA), the queue of bids.
 * Its state is the mechanism's; every change is posted here.
 */
export interface AnchorProtocol {
  readonly ust: number;
  readonly luna: number;
  readonly aust: number;
  readonly cash: number;
  readonly reserve: number;
  readonly pledge: number;
  /** Holds the UST of bids, and the LUNA they have bought. */
  readonly queue: number;
  /** Signed: owes the aUST outstanding. */
  readonly issuance: number;
  /** Pays staking income; the outside world. */
  readonly external: number;
  readonly market: Market.State;
  readonly earn: Earn.State;
  readonly earnTerms: Earn.Terms;
  readonly epochBlocks: number;
  readonly liquidation: Liquidation.Terms;
  bids: Liquidation.Bid[];
  /** By row: price at or below which the loan may be liquidated, 1e-12 UST. */
  readonly trigger: number[];
  /** Price of the last look. */
  lastPico: number;
}

/** Pays UST in for aUST, or gives aUST back for UST as far as the cash goes. */
export function execute(engine: Engine, call: Call.TerraMove): void {
  const terra = Plugged.of(engine)!;
  const self = terra.anchor;
  const isDeposit = call.op === 'anchor-deposit';
  if (terra.clock.haltedAtUs >= 0) {
    refuse(engine, `${call.op}-halted`);
    return;
  }
  const [gives, gets] = isDeposit ? [self.ust, self.aust] : [self.aust, self.ust];
  if (Accounts.balance(engine, call.account, gives) < call.atoms) {
    refuse(engine, `${call.op}-balance`);
    return;
  }
  const plan = isDeposit
    ? Market.planDeposit(self.market, call.atoms)
    : Market.planRedeem(self.market, call.atoms);
  if (plan.kind === 'refused') {
    refuse(engine, `${call.op}-${plan.reason}`);
    return;
  }
  Market.apply(self.market, plan);
  const payer = isDeposit ? self.issuance : self.cash;
  const payee = isDeposit ? self.cash : self.issuance;
  const out = isDeposit ? plan.aust : -plan.cash;
  post(engine, gives, call.account, payee, call.atoms);
  post(engine, gets, payer, call.account, out);
  const { tally } = terra;
  TerraTally.add(
    isDeposit ? tally.deposited : tally.withdrawn,
    engine.kernel.nowUs,
    isDeposit ? call.atoms : out,
  );
}

/** A block: income at the end of an epoch, then loans whose limit the price has reached. `pico` is LUNA in 1e-12 UST. */
export function block(engine: Engine, self: AnchorProtocol, pico: number, height: number): void {
  if (height > 0 && height % self.epochBlocks === 0) epoch(engine, self, pico);
  if (pico === 0 || pico >= self.lastPico) {
    self.lastPico = pico === 0 ? self.lastPico : pico;
    return;
  }
  self.lastPico = pico;
  for (let row = 0; row < self.trigger.length; row++)
    if (pico <= self.trigger[row]!) liquidate(engine, self, row, pico);
}

/** Interest, what the reserve pays to depositors, and what the chain's stakers pay into it. */
function epoch(engine: Engine, self: AnchorProtocol, pico: number): void {
  const plan = Earn.plan(self.market, self.earn, self.earnTerms, self.epochBlocks, pico);
  Earn.apply(self.market, self.earn, self.earnTerms, plan);
  post(engine, self.ust, self.reserve, self.cash, plan.draw);
  post(engine, self.ust, self.cash, self.reserve, plan.excess);
  post(engine, self.ust, self.external, self.reserve, plan.staking);
  for (let row = 0; row < self.trigger.length; row++)
    self.trigger[row] = Liquidation.triggerPrice(self.market, row);
}

/** Sells a pledge to the queue of bids; what no bid takes stays, and is tried again when the price falls further. */
function liquidate(engine: Engine, self: AnchorProtocol, row: number, pico: number): void {
  const { market } = self;
  const plan = Liquidation.plan(market, row, self.liquidation, pico, self.bids);
  if (plan.kind === 'refused') {
    if (plan.reason === 'no-bids') refuse(engine, 'anchor-liquidation-no-bids');
    return;
  }
  Market.apply(market, plan.change);
  self.trigger[row] = Liquidation.triggerPrice(market, row);
  let paid = 0;
  for (const fill of plan.fills) {
    const bid = self.bids[fill.bid]!;
    self.bids[fill.bid] = { ...bid, atoms: bid.atoms - fill.paid };
    paid += fill.paid;
  }
  // The caller's fee and what an atom too much brought stay with the queue.
  post(engine, self.ust, self.queue, self.cash, plan.repaid);
  post(engine, self.ust, self.queue, self.reserve, plan.reserveFee);
  post(engine, self.luna, self.pledge, self.queue, plan.seized);
  const { tally } = Plugged.of(engine)!;
  tally.repaid += plan.repaid;
  tally.seized += plan.seized;
  const { unit } = engine.assets[self.ust]!;
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'anchor-liquidation', 0, {
    row,
    usd: Whole.nearest((100 * paid) / unit) / 100,
    repaid: Whole.nearest((100 * plan.repaid) / unit) / 100,
    luna: plan.seized / engine.assets[self.luna]!.unit,
    badDebt: plan.badDebt / unit,
  });
}

function post(engine: Engine, asset: number, from: number, to: number, atoms: number): void {
  if (atoms === 0) return;
  Ledger.post(engine.ledger, Accounts.cash(engine, from, asset), Accounts.cash(engine, to, asset), atoms);
}

function refuse(engine: Engine, reason: string): void {
  const { refused } = engine.tally;
  refused[reason] = (refused[reason] ?? 0) + 1;
}
