import * as Real from '../base/Real.js';
import * as Streams from '../base/Streams.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Factor from '../mechanisms/fundamental/Factor.js';
import * as EventKind from '../messages/EventKind.js';
import type { Engine } from '../state/Engine.js';
import type { Fundamentals } from '../state/Fundamentals.js';

/** One step of fundamental values. Nothing that trades is touched: prices follow by trading or not at all. */
export function step(engine: Engine): void {
  const { kernel, news, streams } = engine;
  const f = news.moving!;
  f.steps++;
  for (let factor = 0; factor < f.level.length; factor++) move(f, streams, factor);
  const assets = f.beta.length;
  for (let asset = 0; asset < assets; asset++) {
    const at = f.steps * assets + asset;
    const level = levelOf(f, asset);
    f.history[at] = level;
    news.fundamental[asset] = news.fundamental[asset]! * Real.exp(level - f.history[at - assets]!);
  }
  if (kernel.nowUs + f.stepUs < engine.endUs)
    Kernel.schedule(kernel, kernel.nowUs + f.stepUs, Phases.SHOCK, Kernel.task(EventKind.VALUES, 0));
}

function move(f: Fundamentals, streams: Streams.Streams, factor: number): void {
  const stream = f.stream[factor]!;
  const clustering = { spread: f.spread, keep: f.keep };
  const log = Factor.nextLogVolatility(f.logVolatility[factor]!, clustering, Streams.normal(streams, stream));
  f.logVolatility[factor] = log;
  const draw = Factor.student(
    Streams.normal(streams, stream),
    chiSquare(streams, stream, f.freedom),
    f.freedom,
  );
  const shock = f.deviation[factor]! * Factor.volatilityOf(log, clustering) * draw;
  f.level[factor] = f.level[factor]! + (factor === 0 ? conditioned(f, shock) : shock);
}

/** Change of the common factor: a bridge to the next recorded level, free after the last one. */
function conditioned(f: Fundamentals, shock: number): number {
  for (let i = 0; i < f.pathStep.length; i++)
    if (f.pathStep[i]! >= f.steps)
      return Factor.bridge(f.level[0]!, f.pathLevel[i]!, f.pathStep[i]! - f.steps + 1, shock);
  return shock;
}

/** Chi-square: two degrees are an exponential, one more is a squared normal. */
function chiSquare(streams: Streams.Streams, stream: number, freedom: number): number {
  let sum = 0;
  for (let pair = 0; pair < freedom >> 1; pair++) sum += 2 * Streams.exponential(streams, stream);
  if (freedom % 2 === 0) return sum;
  const normal = Streams.normal(streams, stream);
  return sum + normal * normal;
}

function levelOf(f: Fundamentals, asset: number): number {
  if (f.follows[asset]! >= 0) return levelOf(f, f.follows[asset]!);
  const sector = f.sector[asset]!;
  const own = f.own[asset]!;
  const common = f.beta[asset]! * f.level[0]!;
  return common + (sector < 0 ? 0 : f.level[sector]!) + (own < 0 ? 0 : f.level[own]!);
}
