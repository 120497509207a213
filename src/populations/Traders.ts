import * as Streams from '../base/Streams.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import type { Market } from '../state/Engine.js';
import type * as Informed from './informed/Informed.js';
import type * as Noise from './noise/Noise.js';
import type * as ValueBuyer from './value/ValueBuyer.js';

/** The takers and slow money of every market: value buyers, attentive traders and noise. */
export function everyMarket(bench: Bench.Bench): void {
  for (const market of bench.engine.markets) {
    const dollar = bench.engine.assets[market.quote]!.dollar;
    noise(bench, market);
    if (!dollar || bench.universe.assets[market.base]!.spec.class === 'dollar') continue;
    value(bench, market);
    const kind = bench.universe.assets[market.base]!.spec.class;
    if (kind === 'staked' || kind === 'synthetic') continue;
    informed(bench, market, 'fast');
    informed(bench, market, 'slow');
  }
}

/** A cash account on spot, a margin account with the same money on perps. */
export function account(bench: Bench.Bench, market: Market, name: string): number {
  const kind = market.perp ? Accounts.MARGIN : Accounts.CASH;
  return Accounts.add(bench.engine.accounts, name, market.venue, kind);
}

/** Gives a trader dollars and, on spot, inventory worth `inventoryUsd`. */
export function endow(
  bench: Bench.Bench,
  id: number,
  market: Market,
  cashUsd: number,
  inventoryUsd: number,
): void {
  const { assets } = bench.universe;
  Bench.fund(bench, id, market.quote, cashUsd / assets[market.quote]!.spec.price);
  if (!market.perp) Bench.fund(bench, id, market.base, inventoryUsd / assets[market.base]!.spec.price);
}

export function label(bench: Bench.Bench, kind: string, market: Market): string {
  const venue = bench.engine.venues[market.venue]!.id;
  return `${kind}/${venue}/${market.symbol}/${market.perp ? 'perp' : 'spot'}`;
}

function latency(bench: Bench.Bench, name: string, spread: { low: number; high: number }): number {
  return Math.round(Bench.draw(bench, `${name}/latency`, spread));
}

export function noise(bench: Bench.Bench, market: Market): void {
  const spec = bench.universe.scenario.populations.noise;
  const name = label(bench, 'noise', market);
  const usd = spec.size * Bench.volumeOf(bench, market);
  const id = account(bench, market, name);
  endow(bench, id, market, usd * 4000, usd * 4000);
  const quote = bench.universe.assets[market.quote]!.spec.price;
  const agent: Noise.State = {
    kind: 'noise',
    name,
    latencyUs: latency(bench, name, spec.latency),
    stream: Streams.open(bench.engine.streams, name),
    market: market.id,
    account: id,
    everyUs: spec.every,
    usd: usd / quote,
    sigma: spec.sigma,
  };
  bench.engine.accounts.agent[id] = Bench.enlist(
    bench,
    agent,
    Bench.firstWake(bench, name, spec.every) + 2e6,
  );
}

function value(bench: Bench.Bench, market: Market): void {
  const spec = bench.universe.scenario.populations.value;
  const name = label(bench, 'value', market);
  const density = spec.density * Bench.volumeOf(bench, market);
  const id = account(bench, market, name);
  // Cash for the whole rule down to a 90 % discount, twice over; the inventory offered above value lasts to 30 %.
  endow(bench, id, market, density * 160, density * 30);
  const handles = Bench.handles(bench, id, 2 * spec.levels + 1);
  const agent: ValueBuyer.State = {
    kind: 'value-buyer',
    name,
    latencyUs: latency(bench, name, spec.latency),
    stream: Streams.open(bench.engine.streams, `${name}/wake`),
    market: market.id,
    account: id,
    delayUs: Bench.draw(bench, `${name}/delay`, spec.delay),
    band: Bench.draw(bench, `${name}/band`, spec.band),
    density,
    restingShare: spec.restingShare,
    arrivalUs: spec.arrival,
    renewalUs: spec.renewal,
    everyUs: spec.every,
    handles,
    levels: spec.levels,
    laidAt: 0,
    arrived: 0,
    unspent: 0,
    bidPrice: 0,
    lastUs: 0,
  };
  bench.engine.accounts.agent[id] = Bench.enlist(bench, agent, 1 + market.id);
}

function informed(bench: Bench.Bench, market: Market, speed: 'fast' | 'slow'): void {
  const spec = bench.universe.scenario.populations.informed;
  const name = label(bench, `informed-${speed}`, market);
  const volume = Bench.volumeOf(bench, market) / 2;
  const id = account(bench, market, name);
  endow(bench, id, market, volume * (spec.buyLimit + spec.sellLimit), volume * spec.sellLimit * 1.2);
  const agent: Informed.State = {
    kind: 'informed',
    name,
    latencyUs: latency(bench, name, spec.latency),
    stream: Streams.open(bench.engine.streams, `${name}/wake`),
    market: market.id,
    account: id,
    delayUs: Bench.draw(bench, `${name}/delay`, spec[speed]),
    band: Bench.draw(bench, `${name}/band`, spec.band),
    pace: spec.pace * volume,
    buyLimitUsd: spec.buyLimit * volume,
    sellLimitUsd: spec.sellLimit * volume,
    everyUs: spec.every,
    position: 0,
    lastUs: 0,
  };
  bench.engine.accounts.agent[id] = Bench.enlist(
    bench,
    agent,
    Bench.firstWake(bench, name, spec.every) + 2e6,
  );
}
