import * as Missed from '../chain/issuer/Missed.js';
import * as IssuerRegistry from '../chain/issuer/Registry.js';
import * as Deposits from '../chain/lending/Deposits.js';
import * as Standing from '../chain/lending/Standing.js';
import * as LiquidityPool from '../chain/pool/LiquidityPool.js';
import * as Rail from '../chain/rail/Rail.js';
import * as BlockSpace from '../chain/space/BlockSpace.js';
import * as Assess from '../exchange/Assess.js';
import * as Causes from '../exchange/Causes.js';
import * as Settle from '../exchange/Settle.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Call from '../messages/Call.js';
import * as EventKind from '../messages/EventKind.js';
import * as Outbox from '../messages/Outbox.js';
import type { Gauge } from '../observe/Recorder.js';
import { PLUGS } from '../plugs/Plugs.js';
import type { Base } from '../populations/Agent.js';
import type { Behavior } from '../populations/Kind.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';
import type { View } from '../state/View.js';
import * as Whole from '../units/Whole.js';
import * as Behaviors from './Behaviors.js';
import type { World } from './World.js';

/** What agents see of one world: built for every world, never part of its state. */
export interface Desk {
  readonly view: View & { nowUs: number };
  readonly gauge: Gauge;
  /** What each agent does, by its id. */
  readonly behaviors: readonly Behavior<Base>[];
}

export function create({ engine, agents }: World): Desk {
  const venueOf = Int32Array.from(engine.markets, (market) => market.venue);
  const { ledger, accounts } = engine;
  const plugged = Object.fromEntries(PLUGS.map((plug) => [plug.name, plug.view(engine)]));
  return {
    gauge: (accounts) => gauge(engine, accounts),
    behaviors: agents.map(Behaviors.of),
    view: {
      nowUs: engine.kernel.nowUs,
      box: Outbox.create(engine.intents, venueOf, engine.venues.length),
      streams: engine.streams,
      feed: engine.feed,
      news: engine.news,
      markets: engine.markets,
      assets: engine.assets,
      resting: (owner) => {
        const slot = engine.quotes.slot[owner]!;
        return slot < 0 ? 0 : engine.orders.lots[slot]!;
      },
      balance: (account, asset) => Accounts.balance(engine, account, asset),
      reserved: (account, asset) => {
        const cell = accounts.reserved[account * accounts.assets + asset]!;
        return cell < 0 ? 0 : ledger.balance[cell]!;
      },
      lots: (account, market) => Settle.lotsOf(engine, engine.markets[market]!, account),
      owed: (account, asset) => Accounts.owed(engine, account, asset),
      borrowRate: (venue) => engine.venues[venue]!.borrowRate,
      state: (account) => accounts.state[account]!,
      equity: (account) => accounts.equity[account]!,
      free: (account) => accounts.free[account]!,
      depthUsd: (market, side, within) => depthUsd(engine, market, side, within),
      tradedUsd: (market) => engine.markets[market]!.tape.volumeUsd,
      redemption: (asset) => {
        const { redeemsTo, redemptionRatio } = engine.assets[asset]!;
        return redeemsTo < 0 ? 0 : redemptionRatio * engine.feed.assetUsd[redeemsTo]!;
      },
      crowd: (index) => engine.crowds[index]!,
      rowAccount: (crowd, row) => Accounts.crowdAccount(crowd, row),
      issuers: engine.onchain.issuers.map((one) => IssuerRegistry.kindOf(one).show(engine, one)),
      transferUs: (from, to, asset) => Rail.quoteUs(engine, from, to, asset),
      pools: engine.onchain.pools.map((pool) => LiquidityPool.view(engine, pool)),
      plugged: (name) => plugged[name],
      baseFee: () => engine.onchain.space?.feeWei ?? 0,
      lendings: engine.onchain.lendings,
      standing: (lending, position) => Standing.look(engine.onchain.lendings[lending]!, position),
      deposit: (lending, position, asset) => {
        const protocol = engine.onchain.lendings[lending]!;
        return Deposits.depositOf(protocol, position, protocol.assets.indexOf(asset));
      },
      positionOf: (lending, account) => engine.onchain.lendings[lending]!.owner.indexOf(account),
      liquidation: (lending, asked) => Standing.quote(engine.onchain.lendings[lending]!, asked),
      gasUsd: (tip = 0) => (engine.onchain.space ? BlockSpace.costUsd(engine, engine.onchain.space, tip) : 0),
    },
  };
}

/** Gross exposure and full equity of several margin accounts. */
function gauge(engine: Engine, accounts: readonly number[]): { gross: number; equity: number } {
  const sum = { gross: 0, equity: 0 };
  const one = Assess.create();
  for (const account of accounts) {
    Assess.assess(engine, account, one);
    sum.gross += one.gross;
    sum.equity += one.fullEquity;
  }
  return sum;
}

export function depthUsd(engine: Engine, id: number, side: number, within: number): number {
  const market = engine.markets[id]!;
  const touch = side === Outbox.BUY ? Ladder.bestBid(market.book) : Ladder.bestAsk(market.book);
  if (touch <= 0) return 0;
  const limit =
    side === Outbox.BUY ? Math.max(1, Whole.down(touch * (1 - within))) : Whole.up(touch * (1 + within));
  return Ladder.depth(market.book, side, limit) * market.tick * market.lot;
}

/** Sends what an agent wrote: orders after its latency, its next wake-up, its journal entries. */
export function flush(world: World, desk: Desk, id: number, noticed: boolean): void {
  const { engine } = world;
  const { kernel } = engine;
  const { box } = desk.view;
  const agent = world.agents[id]!;
  for (let venue = 0; venue < box.head.length; venue++) {
    const head = box.head[venue]!;
    if (head < 0) continue;
    Kernel.schedule(
      kernel,
      kernel.nowUs + agent.latencyUs,
      Phases.ORDERS,
      Kernel.task(EventKind.ORDERS, venue, head),
    );
    box.head[venue] = -1;
    box.tail[venue] = -1;
  }
  for (const call of box.calls) {
    const slot = Call.put(engine.calls, call);
    // A call behind a report is in the block of the report: whoever builds the block has it already.
    if (call.op === 'liquidate' && call.isBehind)
      Kernel.schedule(kernel, kernel.nowUs, Phases.SEARCH, Kernel.task(EventKind.CALL, slot));
    else
      Kernel.schedule(
        kernel,
        kernel.nowUs + agent.latencyUs,
        Phases.ORDERS,
        Kernel.task(EventKind.CALL, slot),
      );
  }
  if (box.calls.length > 0) box.calls = [];
  if (box.wakeAtUs >= 0) schedule(world, id, box.wakeAtUs, noticed);
  box.wakeAtUs = -1;
  if (box.reports.length > 0) record(world, box);
}

/** An agent has one pending wake-up: a notice may bring it forward but not add a second one. */
function schedule(world: World, id: number, atUs: number, noticed: boolean): void {
  const { kernel } = world.engine;
  if (noticed && world.pendingUs[id]! > kernel.nowUs && world.pendingUs[id]! <= atUs) return;
  world.tokens[id] = world.tokens[id]! + 1;
  world.pendingUs[id] = atUs;
  Kernel.schedule(kernel, atUs, Phases.DECISIONS, Kernel.task(EventKind.WAKE, id, world.tokens[id]!));
}

/** Journals what agents report about themselves. */
function record(world: World, box: Outbox.Outbox): void {
  const { engine } = world;
  const { tally } = engine;
  for (const report of box.reports) {
    if (report.kind === 'missed') {
      Missed.count(engine, report);
      continue;
    }
    if (report.kind === 'exogenous' || report.kind === 'reserve-sale') {
      tally.exogenousUsd += report.usd;
    }
    if (report.kind === 'withdrawal') {
      tally.withdrawn[report.reason] = (tally.withdrawn[report.reason] ?? 0) + report.usd;
    }
    const market = engine.markets[report.market]!;
    JournalWriter.record(engine.journal, engine.kernel.nowUs, report.kind, report.cause, {
      venue: engine.venues[market.venue]!.id,
      market: market.symbol,
      account: report.account,
      usd: Causes.cents(report.usd),
      reason: report.reason,
    });
  }
  box.reports = [];
}
