import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import type { Group } from '../Kind.js';
import * as LooperOpening from '../loopers/LooperOpening.js';
import type * as Schema from './WhaleSchema.js';

/** Loops whose equity was borrowed against alts. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  LooperOpening.layered(bench, group, (_, market, name, usd) =>
    firstLayer(bench, group.spec, market, name, usd),
  );
}

/** The alts, pledged for the dollars that are the loop's equity; called when they fall by `callAt`. */
function firstLayer(
  bench: Bench.Bench,
  spec: Schema.Spec,
  market: Market,
  name: string,
  loopUsd: number,
): number {
  const { engine, universe } = bench;
  const venue = universe.venues[market.venue]!;
  const usd = loopUsd * spec.altsPerLoop;
  const weight = Math.max(1, Whole.nearest(usd / spec.account));
  const account = Accounts.add(engine.accounts, name, market.venue, Accounts.MARGIN, -1, weight);
  const alts = universe.assets
    .map((asset, base) => ({ asset, base }))
    .filter((one) => one.asset.spec.class === 'alt');
  const total = alts.reduce((sum, one) => sum + one.asset.openInterest, 0);
  let weighted = 0;
  for (const { asset, base } of alts) {
    const share = (usd * asset.openInterest) / total;
    Bench.fund(bench, account, base, share / asset.spec.price);
    weighted += share * asset.spec.collateralWeight;
  }
  const fall = Bench.draw(bench, `${name}/call`, spec.callAt);
  const debt = (weighted * (1 - fall)) / (1 + venue.thresholds.marginCall * venue.loanMaintenance);
  Bench.borrow(bench, account, market.quote, debt);
  return account;
}
