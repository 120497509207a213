import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Whole from '../../units/Whole.js';
import type * as ShortSeller from '../people/ShortSeller.js';
import type { Terra } from '../TerraSchema.js';
import * as TerraDemand from './TerraDemand.js';

/** Firms that sell LUNA short in perps; they open without a position. */
export function people(bench: Bench.Bench, spec: Terra): void {
  const { shorts } = spec;
  if (!shorts) return;
  for (let firm = 0; firm < shorts.firms; firm++) seller(bench, spec, shorts, `short-seller/${firm + 1}`);
}

function seller(bench: Bench.Bench, spec: Terra, shorts: NonNullable<Terra['shorts']>, name: string): void {
  const { engine } = bench;
  const venueOf = (id: string) => engine.venues.findIndex((venue) => venue.id === id);
  const perp = Bench.marketOf(bench, venueOf(shorts.venue), Bench.assetOf(bench, 'LUNA'), true);
  const ust = Bench.marketOf(bench, venueOf(spec.venue), Bench.assetOf(bench, 'UST'), false);
  if (!perp) throw TerraDemand.lacking('shorts.venue', shorts.venue, 'perp on LUNA');
  if (!ust) throw TerraDemand.lacking('venue', spec.venue, 'spot book of UST');
  const account = Accounts.add(engine.accounts, name, perp.venue, Accounts.MARGIN);
  Bench.fund(bench, account, perp.quote, shorts.equity);
  const draw = (what: 'trigger' | 'leverage' | 'takeAt' | 'stopAt' | 'again' | 'latency') =>
    Bench.draw(bench, `${name}/${what}`, shorts[what]);
  const agent: ShortSeller.State = {
    kind: 'short-seller',
    name,
    latencyUs: Whole.nearest(draw('latency')),
    stream: Streams.open(engine.streams, name),
    account,
    market: perp.id,
    ustMarket: ust.id,
    trigger: draw('trigger'),
    sizeUsd: draw('leverage') * shorts.equity,
    takeAt: draw('takeAt'),
    stopAt: draw('stopAt'),
    clipUsd: shorts.clip,
    againUs: Whole.nearest(draw('again')),
    everyUs: shorts.every,
    short: 0,
    entry: 0,
    isCovering: false,
    restUntilUs: 0,
  };
  engine.accounts.agent[account] = Bench.enlist(bench, agent, Bench.firstWake(bench, name, shorts.every));
}
