import * as Real from '../base/Real.js';
import * as Deliver from '../chain/Deliver.js';
import * as Rail from '../chain/rail/Rail.js';
import * as Exchange from '../exchange/Exchange.js';
import * as Prices from '../exchange/Prices.js';
import * as Submit from '../exchange/Submit.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Call from '../messages/Call.js';
import * as EventKind from '../messages/EventKind.js';
import * as Recorder from '../observe/Recorder.js';
import { PLUGS } from '../plugs/Plugs.js';
import type { Engine } from '../state/Engine.js';
import * as Desk from './Desk.js';
import * as Producers from './Producers.js';
import * as ValueSteps from './ValueSteps.js';
import * as Waiting from './Waiting.js';
import type { World } from './World.js';

/** Handles one event: the only place that decides which actor receives it. */
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
      send(engine, Call.take(engine.calls, event.target));
      return;
    case EventKind.TRANSACTION:
      execute(engine, Call.take(engine.calls, event.target));
      return;
    case EventKind.BLOCK:
      Deliver.block(engine);
      return;
    case EventKind.BEHIND:
      Deliver.behind(engine);
      return;
    case EventKind.PLUGGED:
      PLUGS[event.target]!.wake(engine);
      return;
    case EventKind.ARRIVAL:
      Rail.arrive(engine, event.target);
      return;
    case EventKind.WAKE:
      if (world.tokens[event.target] !== event.a) return;
      desk.behaviors[event.target]!.wake(desk.view, world.agents[event.target]!);
      Desk.flush(world, desk, event.target, false);
      return;
    case EventKind.NOTICE:
      desk.behaviors[event.target]!.notice?.(desk.view, world.agents[event.target]!, event.a, event.b);
      Desk.flush(world, desk, event.target, true);
      return;
    case EventKind.REPORTED:
      desk.behaviors[event.target]!.reported?.(desk.view, world.agents[event.target]!, event.a);
      Desk.flush(world, desk, event.target, true);
      return;
    case EventKind.NEWS:
      news(world, event.target, event.a);
      return;
    case EventKind.VALUES:
      ValueSteps.step(engine);
      return;
    case EventKind.EQUITY_CLOSE:
      engine.news.equityOpen = false;
      return;
    case EventKind.PROBE:
      probe(world, desk);
      return;
    default:
      throw new Error(`unknown event kind ${event.kind}`);
  }
}

function probe(world: World, desk: Desk.Desk): void {
  const { engine, recorder } = world;
  const { kernel } = engine;
  const nextUs = Recorder.nextUs(kernel.nowUs);
  if (recorder.waiting === undefined && Waiting.isDue(engine, nextUs)) recorder.waiting = Waiting.of(engine);
  Recorder.sample(recorder, engine, Producers.PRODUCERS, desk.gauge, desk.view.standing);
  Kernel.schedule(kernel, nextUs, Phases.PROBES, Kernel.task(EventKind.PROBE, 0));
}

/** Sends a call: plugs take their own, all others go to rails or block space. */
function send(engine: Engine, call: Call.Call): void {
  const plug = PLUGS.find(({ takes }) => takes(call));
  if (plug) plug.send(engine, call);
  else Deliver.send(engine, call);
}

/** A transaction is in its block. */
function execute(engine: Engine, call: Call.Call): void {
  const plug = PLUGS.find(({ takes }) => takes(call));
  if (plug) plug.execute(engine, call);
  else Deliver.execute(engine, call);
}

function compose(world: World): void {
  const { engine } = world;
  const { kernel } = engine;
  Prices.compose(engine);
  for (const venue of engine.venues)
    if (venue.margin !== 'cash')
      Kernel.schedule(kernel, kernel.nowUs, Phases.RISK, Kernel.task(EventKind.VENUE_TICK, venue.index));
  Kernel.schedule(kernel, kernel.nowUs + Prices.TICK_US, Phases.ORACLE, Kernel.task(EventKind.COMPOSE, 0));
}

/** A step of news moves fundamental values; the first step of a headline is journaled as a root cause. */
function news(world: World, headline: number, step: number): void {
  const { engine } = world;
  const { news, kernel, journal } = engine;
  const impulse = news.logImpulse[step]!;
  for (let asset = 0; asset < engine.assets.length; asset++)
    news.fundamental[asset] = news.fundamental[asset]! * Real.exp(news.beta[asset]! * impulse);
  if (headline < 0) return;
  news.origin = JournalWriter.record(journal, kernel.nowUs, 'news', 0, {
    headline: world.headlines[headline]!,
  });
}
