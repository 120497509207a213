import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import type { Market } from '../../state/Engine.js';
import * as Classes from '../Classes.js';
import type { Group } from '../Kind.js';
import type * as Noise from './Noise.js';
import type * as Schema from './NoiseSchema.js';

export function open(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market): void {
  const { spec } = group;
  if (!Classes.has(bench, spec.classes, market)) return;
  const name = MarketAccounts.label(bench, group.label, market);
  const usd = spec.size * Bench.volumeOf(bench, market);
  const id = MarketAccounts.account(bench, market, name);
  MarketAccounts.endow(bench, id, market, usd * 4000, usd * 4000);
  const quote = bench.universe.assets[market.quote]!.spec.price;
  const agent: Noise.State = {
    kind: 'noise',
    name,
    latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
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
