import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import * as Accounts from '../../state/Accounts.js';
import { type Group, isOn } from '../Kind.js';
import type * as StakingArbitrageur from './StakingArbitrageur.js';
import type * as Schema from './StakingSchema.js';

/** Staking arbitrageurs where staked assets have books. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  const { universe, engine } = bench;
  const { spec } = group;
  universe.assets.forEach((asset, base) => {
    if (asset.spec.class !== 'staked') return;
    const markets = engine.markets.filter((m) => m.base === base && isOn(bench, group, m.venue));
    if (markets.length === 0) return;
    const name = `${group.label}/${asset.spec.id}`;
    const account = Accounts.add(engine.accounts, name, markets[0]!.venue, Accounts.CASH);
    markets.sort((x, y) => Number(engine.assets[y.quote]!.dollar) - Number(engine.assets[x.quote]!.dollar));
    for (const market of markets)
      Bench.fund(bench, account, market.quote, spec.cash / 2 / universe.assets[market.quote]!.spec.price);
    const agent: StakingArbitrageur.State = {
      kind: 'staking-arbitrageur',
      name,
      latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
      stream: Streams.open(engine.streams, `${name}/wake`),
      asset: base,
      markets: markets.map((market) => market.id),
      account,
      edge: Bench.draw(bench, `${name}/edge`, spec.edge),
      clipUsd: spec.clip,
      everyUs: spec.every,
    };
    engine.accounts.agent[account] = Bench.enlist(
      bench,
      agent,
      Bench.firstWake(bench, name, spec.every) + 2e6,
    );
  });
}
