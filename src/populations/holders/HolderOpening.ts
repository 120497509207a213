import * as Streams from '../../base/Streams.js';
import { CHAIN } from '../../chain/OnChain.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Rounding from '../../units/Rounding.js';
import type { Group } from '../Kind.js';
import * as PoolFirms from '../PoolFirms.js';
import * as Confidence from './Confidence.js';
import type * as Holder from './Holder.js';
import type { Spec } from './HolderSchema.js';

const GWEI = 1e9;

/** Holders of one coin, on the chain or on a venue. */
export function open(bench: Bench.Bench, group: Group<Spec>): void {
  const { engine, universe } = bench;
  const { spec } = group;
  const name = group.label;
  const draw = (what: string, spread: { low: number; high: number }) =>
    Bench.draw(bench, `${name}/${what}`, spread);
  const coin = Bench.assetOf(bench, spec.coin);
  const venue = spec.venue === undefined ? CHAIN : universe.venues.findIndex((one) => one.id === spec.venue);
  const account = Accounts.add(engine.accounts, name, venue, Accounts.CASH);
  Bench.fund(bench, account, coin, spec.stock / universe.assets[coin]!.spec.price);
  const pools = venue === CHAIN ? PoolFirms.poolsOf(bench, coin) : [];
  const books = engine.markets.filter((m) => m.base === coin && engine.assets[m.quote]!.dollar);
  const issuer = PoolFirms.issuerOf(bench, coin);
  if (spec.whitelisted && issuer >= 0) PoolFirms.whitelist(bench, issuer, account);
  const agent: Holder.State = {
    kind: 'holder',
    name,
    latencyUs: Rounding.nearest(draw('latency', spec.latency)),
    stream: Streams.open(engine.streams, `${name}/exits`),
    account,
    coin,
    issuer,
    market: venue === CHAIN ? -1 : (Bench.marketOf(bench, venue, coin, false)?.id ?? -1),
    pools,
    dollars: pools.map((pool) => PoolFirms.dollarOf(bench, pool)),
    books: books.map((market) => market.id),
    watch: draw('watch', spec.watch),
    delayUs: Rounding.nearest(draw('delay', spec.delay)),
    supplies: new Float64Array(24),
    hour: -1,
    whitelisted: spec.whitelisted,
    waitRate: spec.waitRate,
    holders: holders(bench, group, Accounts.balance(engine, account, coin)),
    taste: taste(spec, draw),
    recovery: draw('recovery', spec.recovery),
    clipUsd: spec.clip,
    bear: draw('bear', spec.bear),
    tipWei: Rounding.nearest(draw('tip', spec.tip) * GWEI),
    everyUs: spec.every,
    lastUs: 0,
    busyUntilUs: 0,
    sent: new Float64Array(3),
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.every) + 2e6);
  engine.accounts.agent[account] = id;
}

type Draw = (what: string, spread: { low: number; high: number }) => number;

function taste(spec: Spec, draw: Draw): Confidence.Taste {
  const { weights } = spec;
  const [low, high] = weights.base;
  return {
    weights: {
      base: draw('base', { low, high }),
      discount: draw('discount', weights.discount),
      hole: draw('hole', weights.hole),
      queue: draw('queue', weights.queue),
      outflow: draw('outflow', weights.outflow),
      news: draw('news', weights.news),
      herd: draw('herd', weights.herd),
    },
    halfLifeUs: Rounding.nearest(draw('half-life', spec.halfLife)),
    calmPerHour: draw('calm', spec.calmPerHour),
    alarmedPerHour: draw('alarmed', spec.alarmedPerHour),
    contagion: draw('contagion', spec.contagion),
    contagionPerHour: draw('contagion-pace', spec.contagionPerHour),
  };
}

/** Rows of equal weight; the atoms that do not divide belong to the first. */
function holders(bench: Bench.Bench, { label, spec }: Group<Spec>, atoms: number): Confidence.Holders {
  const each = Rounding.down(atoms / spec.rows);
  const held = new Array<number>(spec.rows).fill(each);
  held[0] = atoms - each * (spec.rows - 1);
  const counts = new Array<number>(spec.rows).fill(Math.max(1, Rounding.nearest(spec.count / spec.rows)));
  const attention = held.map((_, row) => Bench.draw(bench, `${label}/${row}/attention`, spec.attention));
  const [a, b] = spec.threshold;
  return Confidence.create(a, b, counts, held, attention);
}
