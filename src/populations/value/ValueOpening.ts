import * as Streams from '../../base/Streams.js';
import { CHAIN } from '../../chain/OnChain.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import type { Group } from '../Kind.js';
import type * as ValueBuyer from './ValueBuyer.js';
import * as ValueLadder from './ValueLadder.js';
import type * as Schema from './ValueSchema.js';

/** Value buyers of markets against dollars, dollars themselves excepted. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market): void {
  const { spec } = group;
  const { engine, universe } = bench;
  if (!engine.assets[market.quote]!.dollar || universe.assets[market.base]!.spec.class === 'dollar') return;
  const name = MarketAccounts.label(bench, group.label, market);
  const density = spec.density * Bench.volumeOf(bench, market);
  const id = MarketAccounts.account(bench, market, name);
  // Cash for the whole rule down to a 90 % discount, twice over; the inventory offered above value lasts to 30 %.
  MarketAccounts.endow(bench, id, market, density * 160, density * 30);
  const handles = Bench.handles(bench, id, 2 * spec.levels + 1);
  const band = Bench.draw(bench, `${name}/band`, spec.band);
  const { streams } = bench.engine;
  const ladder = ValueLadder.draw(streams, Streams.open(streams, `${name}/ladder`), {
    levels: spec.levels,
    band,
    density: density * spec.restingShare,
  });
  const agent: ValueBuyer.State = {
    kind: 'value-buyer',
    name,
    latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
    stream: Streams.open(bench.engine.streams, `${name}/wake`),
    market: market.id,
    account: id,
    delayUs: Bench.draw(bench, `${name}/delay`, spec.delay),
    chain: spec.stuck ? chainOf(bench, name, market) : -1,
    stuck: spec.stuck ? Bench.draw(bench, `${name}/stuck`, spec.stuck) : 0,
    band,
    density,
    restingShare: spec.restingShare,
    arrivalUs: spec.arrival,
    renewalUs: spec.renewal,
    everyUs: spec.every,
    handles,
    levels: spec.levels,
    ladder,
    laidAt: 0,
    arrived: 0,
    unspent: 0,
    bidPrice: 0,
    lastUs: 0,
  };
  bench.engine.accounts.agent[id] = Bench.enlist(bench, agent, 1 + market.id);
}

/** An account on the chain for a buyer of a coin that redeems to something; -1 where there is none or no chain. */
function chainOf({ engine, universe }: Bench.Bench, name: string, { base }: Market): number {
  if (engine.assets[base]!.redeemsTo < 0 || !universe.scenario.chain) return -1;
  return Accounts.add(engine.accounts, `${name}/chain`, CHAIN, Accounts.CASH);
}
