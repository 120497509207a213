import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine, Market } from '../../state/Engine.js';
import { type Group, isOn } from '../Kind.js';
import type * as Arbitrageur from './Arbitrageur.js';
import type * as Schema from './ArbitrageurSchema.js';

export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  const { universe, engine } = bench;
  const { spec } = group;
  const { leverage } = universe.scenario.populations;
  universe.assets.forEach((asset, base) => {
    const markets = engine.markets.filter(
      (m) => m.base === base && engine.assets[m.quote]!.dollar && isOn(bench, group, m.venue),
    );
    if (markets.length < 2) return;
    const name = `${group.label}/${asset.spec.id}`;
    const limitUsd = (spec.inventory * asset.dailyVolume) / 4;
    const accounts = markets.map((market) => {
      const id = MarketAccounts.account(bench, market, MarketAccounts.label(bench, group.label, market));
      const share = spec.inventory * Bench.volumeOf(bench, market);
      // On a small venue its money can be less than the largest position it may hold.
      const usd = leverage === 'off' && market.perp ? Math.max(share, limitUsd) : share;
      MarketAccounts.endow(bench, id, market, usd, usd);
      return id;
    });
    const agent: Arbitrageur.State = {
      kind: 'arbitrageur',
      name,
      latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
      stream: Streams.open(engine.streams, `${name}/wake`),
      markets: markets.map((market) => market.id),
      accounts,
      edge: Bench.draw(bench, `${name}/edge`, spec.edge),
      clipUsd: spec.clip * asset.dailyVolume,
      limitUsd,
      walk: spec.walk ?? 0,
      everyUs: spec.every,
      handles: spec.quotes === true ? handlesOf(bench, accounts) : -1,
      quoteAt: new Int32Array(2).fill(-1),
      quoteLots: new Float64Array(2),
      quoteHeld: new Float64Array(2),
      base0: openingOf(engine, markets, accounts, true),
      cash0: openingOf(engine, markets, accounts, false),
      restockedUs: 0,
    };
    const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.every) + 2e6);
    for (const account of accounts) engine.accounts.agent[account] = id;
  });
}

/** A bid and an offer by market: the handles of consecutive accounts follow one another. */
function handlesOf(bench: Bench.Bench, accounts: readonly number[]): number {
  const [first] = accounts.map((account) => Bench.handles(bench, account, 2));
  return first!;
}

/** Opening atoms of the base or the quote asset on each spot market, 0 on perps. */
function openingOf(
  engine: Engine,
  markets: readonly Market[],
  accounts: readonly number[],
  base: boolean,
): Float64Array {
  return Float64Array.from(markets, (market, i) =>
    market.perp ? 0 : Accounts.balance(engine, accounts[i]!, base ? market.base : market.quote),
  );
}
