import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import type { Market } from '../../state/Engine.js';
import * as Classes from '../Classes.js';
import type { Group } from '../Kind.js';
import type * as Informed from './Informed.js';
import type * as Schema from './InformedSchema.js';

const WITHOUT = ['dollar', 'staked', 'synthetic'];

/** A fast and a slow one in every market of a coin against dollars. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market): void {
  const { engine, universe } = bench;
  if (!engine.assets[market.quote]!.dollar || WITHOUT.includes(universe.assets[market.base]!.spec.class))
    return;
  if (!Classes.has(bench, group.spec.classes, market)) return;
  enlist(bench, group, market, 'fast');
  enlist(bench, group, market, 'slow');
}

function enlist(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market, speed: 'fast' | 'slow'): void {
  const { spec } = group;
  const name = MarketAccounts.label(bench, `${group.label}-${speed}`, market);
  const volume = Bench.volumeOf(bench, market) / 2;
  const id = MarketAccounts.account(bench, market, name);
  MarketAccounts.endow(
    bench,
    id,
    market,
    volume * (spec.buyLimit + spec.sellLimit),
    volume * spec.sellLimit * 1.2,
  );
  const agent: Informed.State = {
    kind: 'informed',
    name,
    latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
    stream: Streams.open(bench.engine.streams, `${name}/wake`),
    market: market.id,
    account: id,
    delayUs: Bench.draw(bench, `${name}/delay`, spec[speed]),
    band: Bench.draw(bench, `${name}/band`, spec.band),
    pace: spec.pace * volume,
    buyLimitUsd: spec.buyLimit * volume,
    sellLimitUsd: spec.sellLimit * volume,
    everyUs: spec.every,
    renewalUs: spec.renewal ?? 0,
    reach: spec.reach ?? Number.POSITIVE_INFINITY,
    handle: spec.rests === true ? Bench.handles(bench, id, 1) : -1,
    position: 0,
    held: Number.NaN,
    lastUs: 0,
  };
  bench.engine.accounts.agent[id] = Bench.enlist(
    bench,
    agent,
    Bench.firstWake(bench, name, spec.every) + 2e6,
  );
}
