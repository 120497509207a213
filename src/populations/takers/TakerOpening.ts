import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import type { Market } from '../../state/Engine.js';
import * as Classes from '../Classes.js';
import type { Group } from '../Kind.js';
import type * as Taker from './Taker.js';
import type * as Schema from './TakerSchema.js';

const DAY_MS = 86_400_000;
/** Money on each side over the daily volume: more than the longest runs of one side can use. */
const PURSE = 0.15;

export function open(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market): void {
  const { spec } = group;
  const { scenario, assets } = bench.universe;
  if (!Classes.has(bench, spec.classes, market)) return;
  const name = MarketAccounts.label(bench, group.label, market);
  const volume = Bench.volumeOf(bench, market);
  const id = MarketAccounts.account(bench, market, name);
  MarketAccounts.endow(bench, id, market, volume * PURSE, volume * PURSE);
  const perSecond = 1e6 / spec.every;
  const fade = 1e6 / spec.decay;
  const season = spec.season ?? Array<number>(24).fill(1);
  const agent: Taker.State = {
    kind: 'taker',
    name,
    latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
    stream: Streams.open(bench.engine.streams, name),
    market: market.id,
    account: id,
    // The mean of a lognormal is above its median.
    usd: (spec.size * volume * Real.exp((-spec.sigma * spec.sigma) / 2)) / assets[market.quote]!.spec.price,
    sigma: spec.sigma,
    tail: spec.tail,
    longest: spec.longest,
    base: Float64Array.from(season, (factor) => factor * perSecond * (1 - spec.branching)),
    startUs: (scenario.start % DAY_MS) * 1000,
    jump: spec.branching * fade,
    fade,
    reach: spec.reach,
    side: new Int8Array(spec.parents).fill(1),
    left: new Int32Array(spec.parents),
    drawn: 0,
  };
  bench.engine.accounts.agent[id] = Bench.enlist(
    bench,
    agent,
    Bench.firstWake(bench, name, spec.every) + 2e6,
  );
}
