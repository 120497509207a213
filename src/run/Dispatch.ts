import * as Real from '../base/Real.js';
import * as Deliver from '../chain/Deliver.js';
import * as Rail from '../chain/rail/Rail.js';
import * as Exchange from '../exchange/Exchange.js';
import * as Prices from '../exchange/Prices.js';
import * as Submit from '../exchange/Submit.js';
import * as Journal from '../kernel/Journal.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as EventKind from '../messages/EventKind.js';
import * as Recorder from '../observe/Recorder.js';
import * as Arbitrageur from '../populations/arbitrageurs/Arbitrageur.js';
import * as BasisTrader from '../populations/basis/BasisTrader.js';
import * as Crowd from '../populations/crowd/Crowd.js';
import * as Holder from '../populations/holders/Holder.js';
import * as Informed from '../populations/informed/Informed.js';
import * as IssuerHedger from '../populations/issuer-hedgers/IssuerHedger.js';
import * as LendingLooper from '../populations/lending-loopers/LendingLooper.js';
import * as Liquidator from '../populations/liquidators/Liquidator.js';
import * as LiquidityProvider from '../populations/liquidity-providers/LiquidityProvider.js';
import * as LoopSeeker from '../populations/loop-seekers/LoopSeeker.js';
import * as Looper from '../populations/loopers/Looper.js';
import * as MacroFund from '../populations/macro-funds/MacroFund.js';
import * as Maker from '../populations/makers/Maker.js';
import * as Withdrawal from '../populations/makers/Withdrawal.js';
import * as Noise from '../populations/noise/Noise.js';
import * as Planted from '../populations/planted/Planted.js';
import * as Pledger from '../populations/pledgers/Pledger.js';
import * as PoolArbitrageur from '../populations/pool-arbitrageurs/PoolArbitrageur.js';
import * as RedemptionArbitrageur from '../populations/redemption-arbitrageurs/RedemptionArbitrageur.js';
import * as StakingArbitrageur from '../populations/staking/StakingArbitrageur.js';
import * as ValueBuyer from '../populations/value/ValueBuyer.js';
import * as YieldSeeker from '../populations/yield-seekers/YieldSeeker.js';
import type { View } from '../state/View.js';
import * as DipBuyer from '../terra/people/DipBuyer.js';
import * as LunaHolder from '../terra/people/LunaHolder.js';
import * as PledgeSeller from '../terra/people/PledgeSeller.js';
import * as ReserveDesk from '../terra/people/ReserveDesk.js';
import * as ShortSeller from '../terra/people/ShortSeller.js';
import * as TerraArbitrageur from '../terra/people/TerraArbitrageur.js';
import * as TerraHolder from '../terra/people/TerraHolder.js';
import * as TerraScript from '../terra/people/TerraScript.js';
import * as TerraChain from '../terra/TerraChain.js';
import * as Desk from './Desk.js';
import type { World } from './World.js';

type OnTerra = Extract<
  World['agents'][number],
  {
    kind:
      | 'dip-buyer'
      | 'luna-holder'
      | 'pledge-seller'
      | 'reserve-desk'
      | 'short-seller'
      | 'terra-arbitrageur'
      | 'terra-holder'
      | 'terra-script';
  }
>;

/** Handles one event: the only place that knows who receives what. */
export function handle(world: World, desk: Desk.Desk, event: Kernel.Event): void {
  const { engine } = world;
  switch (event.kind) {
    case EventKind.COMPOSE:
      compose(world);
      return;
    case EventKind.VENUE_TICK:
      Exchange.tick(engine, engine.venues[event.target]!);
      return;
    case EventKind.ORDERS:
      Submit.batch(engine, event.a);
      return;
    case EventKind.CALL:
      Deliver.send(engine, event.target);
      return;
    case EventKind.TRANSACTION:
      Deliver.execute(engine, event.target);
      return;
    case EventKind.BLOCK:
      Deliver.block(engine);
      return;
    case EventKind.TERRA_BLOCK:
      TerraChain.block(engine, engine.onchain.terra!);
      return;
    case EventKind.ARRIVAL:
      Rail.arrive(engine, event.target);
      return;
    case EventKind.WAKE:
      if (world.tokens[event.target] !== event.a) return;
      wake(desk.view, world.agents[event.target]!);
      Desk.flush(world, desk, event.target, false);
      return;
    case EventKind.NOTICE:
      notice(desk.view, world.agents[event.target]!, event.a, event.b);
      Desk.flush(world, desk, event.target, true);
      return;
    case EventKind.NEWS:
      news(world, event.target, event.a);
      return;
    case EventKind.EQUITY_CLOSE:
      engine.news.equityOpen = false;
      return;
    case EventKind.PROBE:
      Recorder.sample(world.recorder, engine, desk.gauge, desk.view.standing);
      Kernel.schedule(engine.kernel, Recorder.nextUs(engine.kernel.nowUs), Phases.PROBES, EventKind.PROBE, 0);
      return;
    default:
      throw new Error(`unknown event kind ${event.kind}`);
  }
}

function compose(world: World): void {
  const { engine } = world;
  const { kernel } = engine;
  Prices.compose(engine);
  for (const venue of engine.venues)
    if (venue.margin !== 'cash')
      Kernel.schedule(kernel, kernel.nowUs, Phases.RISK, EventKind.VENUE_TICK, venue.index);
  Kernel.schedule(kernel, kernel.nowUs + Prices.TICK_US, Phases.ORACLE, EventKind.COMPOSE, 0);
}

/** A step of news moves fundamental values; the first step of a headline is journaled as a root cause. */
function news(world: World, headline: number, step: number): void {
  const { engine } = world;
  const { news, kernel, journal } = engine;
  const impulse = news.logImpulse[step]!;
  for (let asset = 0; asset < engine.assets.length; asset++)
    news.fundamental[asset] = news.fundamental[asset]! * Real.exp(news.beta[asset]! * impulse);
  if (headline < 0) return;
  news.origin = Journal.record(journal, kernel.nowUs, 'news', 0, { headline: world.headlines[headline]! });
}

function wake(view: View, agent: World['agents'][number]) {
  switch (agent.kind) {
    case 'maker':
      return Maker.wake(view, agent);
    case 'noise':
      return Noise.wake(view, agent);
    case 'value-buyer':
      return ValueBuyer.wake(view, agent);
    case 'informed':
      return Informed.wake(view, agent);
    case 'crowd':
      return Crowd.wake(view, agent);
    case 'arbitrageur':
      return Arbitrageur.wake(view, agent);
    case 'basis-trader':
      return BasisTrader.wake(view, agent);
    case 'planted':
      return Planted.wake(view, agent);
    case 'looper':
      return Looper.wake(view, agent);
    case 'loop-seeker':
      return LoopSeeker.wake(view, agent);
    case 'pledger':
      return Pledger.wake(view, agent);
    case 'staking-arbitrageur':
      return StakingArbitrageur.wake(view, agent);
    case 'holder':
      return Holder.wake(view, agent);
    case 'liquidity-provider':
      return LiquidityProvider.wake(view, agent);
    case 'pool-arbitrageur':
      return PoolArbitrageur.wake(view, agent);
    case 'issuer-hedger':
      return IssuerHedger.wake(view, agent);
    case 'redemption-arbitrageur':
      return RedemptionArbitrageur.wake(view, agent);
    case 'macro-fund':
      return MacroFund.wake(view, agent);
    case 'lending-looper':
      return LendingLooper.wake(view, agent);
    case 'liquidator':
      return Liquidator.wake(view, agent);
    case 'yield-seeker':
      return YieldSeeker.wake(view, agent);
    default:
      return wakeOnTerra(view, agent);
  }
}

/** Those who only live in worlds with the Terra chain. */
function wakeOnTerra(view: View, agent: OnTerra) {
  switch (agent.kind) {
    case 'dip-buyer':
      return DipBuyer.wake(view, agent);
    case 'luna-holder':
      return LunaHolder.wake(view, agent);
    case 'pledge-seller':
      return PledgeSeller.wake(view, agent);
    case 'reserve-desk':
      return ReserveDesk.wake(view, agent);
    case 'short-seller':
      return ShortSeller.wake(view, agent);
    case 'terra-arbitrageur':
      return TerraArbitrageur.wake(view, agent);
    case 'terra-holder':
      return TerraHolder.wake(view, agent);
    case 'terra-script':
      return TerraScript.wake(view, agent);
  }
}

/** A margin call or an ADL reaches the account's agent; agents without a rule for it do nothing. */
function notice(view: View, agent: World['agents'][number], account: number, id: number) {
  switch (agent.kind) {
    case 'maker':
      return Withdrawal.notice(view, agent);
    case 'basis-trader':
      return BasisTrader.notice(view, agent, id);
    case 'issuer-hedger':
      return IssuerHedger.notice(view, agent, id);
    case 'looper':
      return Looper.notice(view, agent, account, id);
    case 'pledger':
      return Pledger.notice(view, agent, account, id);
    default:
  }
}
