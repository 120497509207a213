import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Whole from '../../units/Whole.js';
import type { Group } from '../Kind.js';
import type * as LoopSeeker from './LoopSeeker.js';
import type * as Schema from './LoopSeekerSchema.js';

/** Those who loop while it pays: at the open they hold dollars. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  const { engine, universe } = bench;
  const { spec } = group;
  const venue = universe.venues.findIndex(({ id }) => id === spec.venue);
  const market = venue < 0 ? undefined : Bench.marketOf(bench, venue, Bench.assetOf(bench, spec.coin), false);
  if (!market) return;
  const name = `${group.label}/${spec.venue}/${spec.coin}`;
  const accounts = Array.from({ length: spec.rows }, (_, row) => {
    const usd = spec.equity / spec.rows;
    const weight = Math.max(1, Whole.nearest(usd / spec.account));
    const id = `${name}/${row + 1}`;
    const account = Accounts.add(engine.accounts, id, venue, Accounts.MARGIN, weight);
    Bench.fund(bench, account, market.quote, usd);
    return account;
  });
  const draw = (what: string, spread: { low: number; high: number }) =>
    Float64Array.from(accounts, (_, row) => Bench.draw(bench, `${name}/${row + 1}/${what}`, spread));
  const atUs = (ms: number) => (ms - universe.scenario.start) * 1000;
  const agent: LoopSeeker.State = {
    kind: 'loop-seeker',
    name,
    latencyUs: Whole.nearest(Bench.draw(bench, `${name}/latency`, spec.latency)),
    stream: Streams.open(engine.streams, name),
    market: market.id,
    accounts,
    leverage: draw('leverage', spec.leverage),
    least: draw('least', spec.least),
    yields: [...spec.yields]
      .sort((x, y) => (x.id < y.id ? -1 : 1))
      .map(({ rate, from, to }) => ({ rate, fromUs: atUs(from), toUs: atUs(to) })),
    band: spec.band,
    share: spec.share,
    everyUs: spec.every,
    next: 0,
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.every / spec.rows));
  for (const account of accounts) engine.accounts.agent[account] = id;
}
