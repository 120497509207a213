import * as Heap from '../../base/Heap.js';
import * as Streams from '../../base/Streams.js';
import * as Tiers from '../../mechanisms/margin/Tiers.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import { type Group, isOn } from '../Kind.js';
import type * as Pledger from './Pledger.js';
import type * as Schema from './PledgerSchema.js';

/** Accounts that pledge alts (and staked assets) against stable debt and majors' longs, as one desk a venue. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  const { universe, engine } = bench;
  const { spec } = group;
  universe.venues.forEach((venueSpec, venue) => {
    const stock = spec.stock * (spec.byVenue[venueSpec.id] ?? 0);
    if (stock === 0 || !isOn(bench, group, venue) || universe.scenario.populations.leverage === 'off') return;
    const name = `${group.label}/${venueSpec.id}`;
    const accounts: number[] = [];
    for (let row = 0; row < spec.rows; row++)
      accounts.push(pledge(bench, spec, { venue, name: `${name}/${row + 1}`, stock: stock / spec.rows }));
    const spots = engine.venues[venue]!.spots.filter((id) => isCollateral(bench, engine.markets[id]!));
    const perps = engine.venues[venue]!.perps.filter((id) => isMajor(bench, engine.markets[id]!));
    const agent: Pledger.State = {
      kind: 'pledger',
      name,
      latencyUs: Whole.nearest(Bench.draw(bench, `${name}/latency`, spec.latency)),
      stream: Streams.open(engine.streams, `${name}/grace`),
      accounts,
      graceLowUs: spec.grace.low,
      graceHighUs: spec.grace.high,
      sellShare: spec.sellShare,
      longsPerCollateral: spec.longsPerCollateral,
      sellingUs: spec.selling,
      spots,
      perps,
      dueUs: new Float64Array(accounts.length).fill(-1),
      origin: new Float64Array(accounts.length),
      slices: new Int32Array(accounts.length),
      waiting: Heap.create(),
    };
    const id = Bench.enlist(bench, agent, -1);
    for (const account of accounts) engine.accounts.agent[account] = id;
  });
}

function isCollateral(bench: Bench.Bench, market: Market): boolean {
  const kind = bench.universe.assets[market.base]!.spec.class;
  return (
    (kind === 'alt' || kind === 'staked' || kind === 'synthetic') && bench.engine.assets[market.quote]!.dollar
  );
}

function isMajor(bench: Bench.Bench, market: Market): boolean {
  return bench.universe.assets[market.base]!.spec.class === 'major';
}

/** What one row is opened with: `stock` in dollars. */
interface Row {
  readonly venue: number;
  readonly name: string;
  readonly stock: number;
}

/** One row: a basket of a few alts, perhaps staked assets, majors' longs, and the debt that its call level implies. */
function pledge(bench: Bench.Bench, spec: Schema.Spec, row: Row): number {
  const { universe, engine } = bench;
  const { venue, name, stock } = row;
  const weight = Math.max(1, Whole.nearest(stock / spec.account));
  const account = Accounts.add(engine.accounts, name, venue, Accounts.MARGIN, weight);
  const quote = Bench.assetOf(bench, universe.venues[venue]!.quote);
  let weighted = 0;
  let beta = 0;
  for (const { base, usd } of basketOf(bench, spec, row)) {
    const asset = universe.assets[base]!;
    // Swapped alts leave the debt as it was, so that the collateral alone differs.
    if (spec.inDollars && asset.spec.class === 'alt') Bench.fund(bench, account, quote, usd);
    else Bench.fund(bench, account, base, usd / asset.spec.price);
    weighted += usd * asset.spec.collateralWeight;
    beta += (usd * asset.beta) / stock;
  }
  const longs = majors(bench, account, spec.longs * stock, weight);
  const fall = Bench.draw(bench, `${name}/call`, spec.callAt);
  const { thresholds, loanMaintenance } = universe.venues[venue]!;
  // Margin ratio = call threshold when alts are down by `fall` and majors by their share of the same news.
  const majorsFall = (fall * 1.12) / (beta || 1.85);
  const equity = weighted * (1 - fall) - longs.usd * majorsFall - thresholds.marginCall * longs.maintenance;
  const debt = Math.max(0, equity / (1 + thresholds.marginCall * loanMaintenance));
  Bench.borrow(bench, account, quote, debt);
  return account;
}

/** A few alts drawn by size, and on a venue with staked books a part in staked assets. */
function basketOf(bench: Bench.Bench, spec: Schema.Spec, row: Row): { base: number; usd: number }[] {
  const { universe, engine } = bench;
  const { venue, name, stock } = row;
  const stream = Streams.open(engine.streams, `${name}/basket`);
  const alts: number[] = [];
  const staked: number[] = [];
  universe.assets.forEach((asset, base) => {
    if (asset.spec.class === 'alt') alts.push(base);
    if (asset.spec.class === 'staked' && universe.venues[venue]!.staked) staked.push(base);
  });
  const cumulative = new Float64Array(alts.length);
  let total = 0;
  alts.forEach((base, i) => {
    total += universe.assets[base]!.openInterest;
    cumulative[i] = total;
  });
  const stakedShare = staked.length > 0 ? spec.stakedShare : 0;
  const basket = staked.map((base) => ({ base, usd: (stock * stakedShare) / staked.length }));
  const venueId = universe.venues[venue]!.id;
  const synthetic = universe.assets.findIndex(
    ({ spec: { class: kind, listedOn } }) => kind === 'synthetic' && listedOn?.[venueId] !== undefined,
  );
  const syntheticShare = synthetic < 0 ? 0 : (spec.syntheticShare?.[venueId] ?? 0);
  if (syntheticShare > 0) basket.push({ base: synthetic, usd: stock * syntheticShare });
  for (let i = 0; i < spec.altsEach; i++) {
    const base = alts[Streams.pick(engine.streams, stream, cumulative)]!;
    basket.push({ base, usd: (stock * (1 - stakedShare - syntheticShare)) / spec.altsEach });
  }
  return basket;
}

/** Majors' longs by open interest; returns what was opened and its maintenance. */
function majors(
  bench: Bench.Bench,
  account: number,
  usd: number,
  weight: number,
): { usd: number; maintenance: number } {
  const { universe, engine } = bench;
  const venue = engine.accounts.venue[account]!;
  const list = universe.assets
    .map((asset, base) => ({ asset, base }))
    .filter((x) => x.asset.spec.class === 'major');
  const total = list.reduce((sum, x) => sum + x.asset.openInterest, 0);
  let maintenance = 0;
  for (const { asset, base } of list) {
    const market = Bench.marketOf(bench, venue, base, true);
    if (!market || usd <= 0) continue;
    const mine = (usd * asset.openInterest) / total;
    Bench.position(bench, account, market, mine);
    maintenance += weight * Tiers.maintenance(market.tiers!, mine / weight);
  }
  return { usd, maintenance };
}
