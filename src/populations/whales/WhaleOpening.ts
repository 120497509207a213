import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Whole from '../../units/Whole.js';
import type { Group } from '../Kind.js';
import * as LooperOpening from '../loopers/LooperOpening.js';
import type * as Schema from './WhaleSchema.js';

/** Loops whose equity was borrowed against alts, in an account of the alts' own or in one with them. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  LooperOpening.layered(bench, group, (_, loop) => firstLayer(bench, group.spec, loop));
}

/**
 * The alts, pledged for the dollars that are the loop's equity; called when they fall by `callAt`. With one account, coins
 * and alts stand together for both debts, and the call comes at the same fall.
 */
function firstLayer(bench: Bench.Bench, spec: Schema.Spec, loop: LooperOpening.Loop): LooperOpening.Layers {
  const { engine, universe } = bench;
  const { market } = loop;
  const name = `${loop.name}/first`;
  const venue = universe.venues[market.venue]!;
  const usd = loop.usd * spec.altsPerLoop;
  const weight = Math.max(1, Whole.nearest(usd / spec.account));
  const account = Accounts.add(engine.accounts, name, market.venue, Accounts.MARGIN, weight);
  const weighted = alts(bench, account, usd);
  const fall = Bench.draw(bench, `${name}/call`, spec.callAt);
  const borrowed = (equity: number) => equity / (1 + venue.thresholds.marginCall * venue.loanMaintenance);
  if (spec.accounts !== 'one') {
    Bench.borrow(bench, account, market.quote, borrowed(weighted * (1 - fall)));
    return { layer: account };
  }
  const { price, collateralWeight } = universe.assets[market.base]!.spec;
  Bench.fund(bench, account, market.base, loop.usd / price);
  Bench.borrow(bench, account, market.quote, borrowed(weighted * (1 - fall) + loop.usd * collateralWeight));
  return { layer: account, account };
}

/** Alts by open interest; returns what they count for. */
function alts(bench: Bench.Bench, account: number, usd: number): number {
  const list = bench.universe.assets
    .map((asset, base) => ({ asset, base }))
    .filter((one) => one.asset.spec.class === 'alt');
  const total = list.reduce((sum, one) => sum + one.asset.openInterest, 0);
  let weighted = 0;
  for (const { asset, base } of list) {
    const share = (usd * asset.openInterest) / total;
    Bench.fund(bench, account, base, share / asset.spec.price);
    weighted += share * asset.spec.collateralWeight;
  }
  return weighted;
}
