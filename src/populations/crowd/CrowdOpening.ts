import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import { type Group, isOn } from '../Kind.js';
import type * as CrowdAgent from './Crowd.js';
import * as CrowdCurve from './CrowdCurve.js';
import * as CrowdLeverage from './CrowdLeverage.js';
import * as CrowdRows from './CrowdRows.js';
import type * as Schema from './CrowdSchema.js';
import * as CrowdShare from './CrowdShare.js';

/** Leverage under `leverage: off`: margin is the whole notional and its maintenance, for longs and shorts. */
const UNLEVERED = 1 / 1.02;

/** One group in one perp market, with the ids of its first row of each sort. */
interface Part {
  readonly spec: Schema.Spec;
  readonly market: Market;
  readonly name: string;
  readonly fuel: number;
  readonly rest: number;
  readonly short: number;
  readonly trend: number;
}

/**
 * Opens a crowd in every perp market of its venues, last of all: longs with the stated liquidation curve up to the market's open
 * interest, and shorts that take the other side of everybody's positions.
 */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  for (const market of bench.engine.markets)
    if (market.perp && isOn(bench, group, market.venue)) join(bench, group, market);
}

function join(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market): void {
  const { spec } = group;
  const need = CrowdShare.assess(bench, group, market);
  const fuel = CrowdRows.append(
    bench,
    market,
    spec.fuelRows + spec.restRows + spec.shortRows + spec.trendRows,
  );
  const rest = fuel + spec.fuelRows;
  const short = rest + spec.restRows;
  const name = `${group.label}/${bench.engine.venues[market.venue]!.id}/${market.symbol}`;
  const part = { spec, market, name, fuel, rest, short, trend: short + spec.shortRows };
  longs(bench, part, need.long);
  shorts(bench, part, need.short);
  trends(bench, part, need.interestUsd);
  enlist(bench, part, need.interestUsd);
}

function isUnlevered({ universe }: Bench.Bench): boolean {
  return universe.scenario.populations.leverage === 'off';
}

/** Dollars of one lot at the opening price. */
function lotUsd({ openTicks, tick, lot }: Market): number {
  return openTicks * tick * lot;
}

function longs(bench: Bench.Bench, part: Part, lots: number): void {
  const left = part.spec.longs ? leveraged(bench, part, lots, part.spec.longs) : curved(bench, part, lots);
  rest(bench, part, left);
}

/** Rows that differ by leverage, entry and size, of equal dollars each; returns the lots that are left. */
function leveraged(
  bench: Bench.Bench,
  part: Part,
  lots: number,
  terms: NonNullable<Schema.Spec['longs']>,
): number {
  const { spec, market } = part;
  const { streams } = bench.engine;
  const stream = Streams.open(streams, `${part.name}/longs`);
  const contract = {
    tiers: market.tiers!,
    openUsd: market.openTicks * market.tick,
    beta: bench.universe.assets[market.base]!.beta,
  };
  const mine = Whole.down((lots * terms.part) / spec.fuelRows);
  for (let row = 0; row < spec.fuelRows && mine > 0; row++) {
    const long = CrowdLeverage.draw(streams, stream, terms, contract);
    CrowdRows.hold(bench, market, part.fuel + row, {
      lots: mine,
      ...(isUnlevered(bench) ? { ...long, marginUsd: long.accountUsd / UNLEVERED } : long),
    });
  }
  return lots - mine * spec.fuelRows;
}

/** Rows on the stated curve of falls; returns the lots that are left. */
function curved(bench: Bench.Bench, part: Part, lots: number): number {
  const { spec, market } = part;
  const listed = bench.universe.assets[market.base]!;
  const curve = listed.major ? spec.majors : spec.alts;
  const stretch = (spec.stretch[listed.spec.id] ?? 1) * Bench.draw(bench, `${part.name}/shift`, spec.shift);
  const fuelShare = curve[curve.length - 1]![1];
  const stream = Streams.open(bench.engine.streams, `${part.name}/fall`);
  let left = lots;
  for (let row = 0; row < spec.fuelRows; row++) {
    const mine = Whole.down((lots * fuelShare) / spec.fuelRows);
    const u = (row + Streams.unit(bench.engine.streams, stream)) / spec.fuelRows;
    const fall = Math.min(0.95, CrowdCurve.fallAt(curve, u * fuelShare) * stretch);
    if (mine > 0) fuelRow(bench, part, part.fuel + row, mine, fall);
    left -= mine;
  }
  return left;
}

/** All other longs, of one leverage. */
function rest(bench: Bench.Bench, part: Part, lots: number): void {
  const { spec, market } = part;
  let left = lots;
  const leverage = isUnlevered(bench) ? UNLEVERED : spec.restLeverage;
  for (let i = 0; i < spec.restRows; i++) {
    const mine = i === spec.restRows - 1 ? left : Whole.down(left / (spec.restRows - i));
    const marginUsd = (mine * lotUsd(market)) / leverage;
    if (mine > 0)
      CrowdRows.open(bench, market, part.rest + i, { lots: mine, marginUsd, accountUsd: 10 * spec.account });
    left -= mine;
  }
}

/** A long whose margin is used up at a stated fall. */
function fuelRow(bench: Bench.Bench, { spec, market }: Part, row: number, lots: number, fall: number): void {
  const usd = lots * lotUsd(market);
  const weight = Math.max(1, Whole.nearest(usd / spec.account));
  const marginUsd = isUnlevered(bench) ? usd / UNLEVERED : CrowdCurve.marginFor(market, usd, fall, weight);
  CrowdRows.open(bench, market, row, { lots, marginUsd, accountUsd: spec.account });
}

function shorts(bench: Bench.Bench, part: Part, lots: number): void {
  const { spec, market } = part;
  const stream = Streams.open(bench.engine.streams, `${part.name}/short`);
  let left = lots;
  for (let i = 0; i < spec.shortRows; i++) {
    const mine = i === spec.shortRows - 1 ? left : Whole.down(left / (spec.shortRows - i));
    const u = Streams.unit(bench.engine.streams, stream);
    const drawn = spec.shortLeverage.low + u * (spec.shortLeverage.high - spec.shortLeverage.low);
    const leverage = isUnlevered(bench) ? UNLEVERED : Math.min(drawn, market.maxLeverage);
    const marginUsd = (mine * lotUsd(market)) / leverage;
    if (mine > 0)
      CrowdRows.open(bench, market, part.short + i, { lots: -mine, marginUsd, accountUsd: spec.account * 3 });
    left -= mine;
  }
}

/** Wallets of trend followers: margin without a position. */
function trends(bench: Bench.Bench, part: Part, interestUsd: number): void {
  const { spec, market } = part;
  const { weight } = bench.engine.crowds[market.crowd]!;
  const stream = Streams.open(bench.engine.streams, `${part.name}/trend-leverage`);
  const usd = (interestUsd * spec.trendShare) / spec.trendRows;
  for (let i = 0; i < spec.trendRows; i++) {
    const u = Streams.unit(bench.engine.streams, stream);
    const drawn = spec.trendLeverage.low + u * (spec.trendLeverage.high - spec.trendLeverage.low);
    const leverage = isUnlevered(bench) ? UNLEVERED : Math.min(drawn, market.maxLeverage * 0.8);
    weight[part.trend + i] = Math.max(1, Whole.nearest(usd / spec.account));
    CrowdRows.deposit(bench, market, part.trend + i, (usd / leverage) * 1.05);
  }
}

/** The crowd's voluntary thresholds, drawn and sorted. */
function enlist(bench: Bench.Bench, part: Part, interestUsd: number): void {
  const { spec, market, name } = part;
  const stopShare = (spec.stopsPerPercent * 50) / (1 - spec.majors[spec.majors.length - 1]![1]);
  const trendUsd = (interestUsd * spec.trendShare) / spec.trendRows;
  const agent: CrowdAgent.State = {
    kind: 'crowd',
    name,
    latencyUs: 300_000,
    stream: Streams.open(bench.engine.streams, `${name}/wake`),
    market: market.id,
    crowd: market.crowd,
    everyUs: spec.every,
    openPrice: market.openTicks * market.tick,
    stops: thresholds(
      bench,
      `${name}/stop`,
      rowsOf(part.rest, part.short),
      { low: 0.01, high: 0.5 },
      stopShare,
    ),
    takes: thresholds(bench, `${name}/take`, rowsOf(part.short, part.trend), spec.takeAt, spec.takeProfit),
    trends: thresholds(
      bench,
      `${name}/trend`,
      rowsOf(part.trend, part.trend + spec.trendRows),
      spec.trendAt,
      trendUsd,
    ),
    stopAt: 0,
    takeAt: 0,
    trendAt: 0,
    window: new Float64Array(15),
    minute: -1,
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.every));
  const { agent: owners } = bench.engine.crowds[market.crowd]!;
  owners.fill(id, part.fuel, part.trend + spec.trendRows);
}

/** Rows from `first` up to but without `end`. */
interface Rows {
  readonly first: number;
  readonly count: number;
}

function rowsOf(first: number, end: number): Rows {
  return { first, count: end - first };
}

function thresholds(
  bench: Bench.Bench,
  name: string,
  { first, count }: Rows,
  spread: { low: number; high: number },
  size: number,
): CrowdAgent.Threshold {
  const stream = Streams.open(bench.engine.streams, name);
  const rows: { fall: number; row: number }[] = [];
  for (let i = 0; i < count; i++) {
    const u = (i + Streams.unit(bench.engine.streams, stream)) / count;
    rows.push({ fall: spread.low + u * (spread.high - spread.low), row: first + i });
  }
  rows.sort((x, y) => x.fall - y.fall || x.row - y.row);
  return {
    fall: Float64Array.from(rows, (r) => r.fall),
    row: Int32Array.from(rows, (r) => r.row),
    size: new Float64Array(count).fill(size),
  };
}
