import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import * as Accounts from '../../state/Accounts.js';
import * as Whole from '../../units/Whole.js';
import { type Group, isOn } from '../Kind.js';
import type * as Schema from './BasisSchema.js';
import type * as BasisTrader from './BasisTrader.js';

/** Cash-and-carry books on unified venues: spot held, the same units short in perps. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  const { universe, engine } = bench;
  const { spec } = group;
  universe.venues.forEach((venueSpec, venue) => {
    if (venueSpec.margin !== 'unified' || !isOn(bench, group, venue)) return;
    universe.assets.forEach((asset, base) => {
      const spot = Bench.marketOf(bench, venue, base, false);
      const perp = Bench.marketOf(bench, venue, base, true);
      if (!spot || !perp) return;
      const name = MarketAccounts.label(bench, group.label, perp);
      const usd = spec.share * Bench.openInterestOf(bench, perp);
      const weight = Math.max(1, Whole.nearest(usd / spec.account));
      const account = Accounts.add(engine.accounts, name, venue, Accounts.MARGIN, weight);
      const lots = Bench.position(bench, account, perp, -usd);
      Bench.fund(bench, account, base, usd / asset.spec.price);
      Bench.fund(bench, account, perp.quote, usd * (0.25 + spec.entryShare));
      const agent: BasisTrader.State = {
        kind: 'basis-trader',
        name,
        latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
        stream: Streams.open(engine.streams, `${name}/wake`),
        spot: spot.id,
        perp: perp.id,
        account,
        exitFrom: Bench.draw(bench, `${name}/exit`, spec.exitFrom),
        exitTo: Bench.draw(bench, `${name}/exit-all`, spec.exitTo),
        enterFrom: spec.enterFrom,
        enterTo: spec.enterTo,
        entryShare: spec.entryShare,
        units0: -lots * perp.lot,
        clipUsd: spec.clip * asset.dailyVolume,
        everyUs: spec.every,
        handles: spec.quotes === true ? Bench.handles(bench, account, 2) : -1,
        origin: 0,
      };
      engine.accounts.agent[account] = Bench.enlist(
        bench,
        agent,
        Bench.firstWake(bench, name, spec.every) + 2e6,
      );
    });
  });
}
