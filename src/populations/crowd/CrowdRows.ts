import * as Streams from '../../base/Streams.js';
import * as Rows from '../../exchange/Rows.js';
import * as Triggers from '../../exchange/Triggers.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as Tiers from '../../mechanisms/margin/Tiers.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Crowd, Market } from '../../state/Engine.js';
import type * as CrowdAgent from './Crowd.js';

/** Leverage of everybody when nobody has any: the whole notional and its maintenance, for longs and shorts alike. */
const UNLEVERED = 1 / 1.02;

/** An empty crowd of `count` rows for one perp market. */
export function create(bench: Bench.Bench, market: Market, count: number): Crowd {
  const { engine } = bench;
  market.crowd = engine.crowds.length;
  if (market.crowd >= Accounts.MOST_CROWDS || count > Accounts.MOST_ROWS)
    throw new Error(`crowd ${market.crowd} of ${count} rows: ids of rows are used up`);
  const crowd: Crowd = {
    market: market.id,
    count,
    lots: new Float64Array(count),
    longLots: 0,
    entry: new Float64Array(count),
    margin: new Int32Array(count),
    weight: new Float64Array(count).fill(1),
    state: new Uint8Array(count),
    attempts: new Uint8Array(count),
    origin: new Float64Array(count),
    partialUs: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
    trigger: new Float64Array(count).fill(Number.NaN),
    longs: Triggers.create(),
    shorts: Triggers.create(),
    active: [],
    agent: -1,
  };
  for (let row = 0; row < count; row++)
    crowd.margin[row] = Ledger.open(engine.ledger, Accounts.crowdAccount(market.crowd, row), market.quote);
  engine.crowds.push(crowd);
  return crowd;
}

/** Fills one row: signed lots at the opening price, margin in dollars, accounts of about `accountUsd`. */
export function open(
  bench: Bench.Bench,
  market: Market,
  crowd: Crowd,
  row: number,
  lots: number,
  marginUsd: number,
  accountUsd: number,
): void {
  const { engine } = bench;
  crowd.longLots += Math.max(0, lots) - Math.max(0, crowd.lots[row]!);
  crowd.lots[row] = lots;
  crowd.entry[row] = lots * market.openTicks * market.atomsPerTickLot;
  const usd = Math.abs(lots) * market.lot * market.openTicks * market.tick;
  crowd.weight[row] = Math.max(1, Math.round(usd / accountUsd));
  deposit(bench, market, crowd, row, marginUsd);
  Rows.arm(engine, market, crowd, row);
}

export function deposit(bench: Bench.Bench, market: Market, crowd: Crowd, row: number, usd: number): void {
  const atoms = Math.floor(usd * bench.engine.assets[market.quote]!.unit);
  if (atoms > 0)
    Ledger.post(bench.engine.ledger, Bench.externalCell(bench, market.quote), crowd.margin[row]!, atoms);
}

/** Margin that puts a long's trigger at a fall x from its entry: x of notional plus maintenance there. One account. */
export function marginFor(market: Market, notionalUsd: number, fall: number, weight: number): number {
  const each = notionalUsd / weight;
  const maintenance = Tiers.maintenance(market.tiers!, each * (1 - fall));
  return weight * Math.max(each * fall + maintenance, each / market.maxLeverage);
}

/** Inverse of a cumulative curve of [fall, share] rows: the fall at which `share` is reached. */
export function fallAt(curve: readonly (readonly [number, number])[], share: number): number {
  for (let i = 1; i < curve.length; i++) {
    const [x1, y1] = curve[i]!;
    const [x0, y0] = curve[i - 1]!;
    if (share <= y1) return x0 + ((x1 - x0) * (share - y0)) / (y1 - y0);
  }
  return curve[curve.length - 1]![0];
}

/** Opens the crowds, last of all: they take the other side of everybody's positions. */
export function everyPerp(bench: Bench.Bench): void {
  const { accounts, markets } = bench.engine;
  for (const market of markets) {
    if (!market.perp) continue;
    let long = 0;
    let short = 0;
    for (let account = 0; account < accounts.count; account++) {
      if (accounts.venue[account] !== market.venue) continue;
      const lots = accounts.lots[account * accounts.width + market.local]!;
      if (lots > 0) long += lots;
      else short -= lots;
    }
    populate(bench, market, long, short);
  }
}

/** Opens the crowd of one perp market: longs with the stated liquidation curve, shorts that balance the market. */
function populate(bench: Bench.Bench, market: Market, othersLong: number, othersShort: number): void {
  const spec = bench.universe.scenario.populations.crowd;
  const total = spec.fuelRows + spec.restRows + spec.shortRows + spec.trendRows;
  const crowd = create(bench, market, total);
  const price = market.openTicks * market.tick;
  const interest = Math.floor(Bench.openInterestOf(bench, market) / (price * market.lot));
  longs(bench, market, crowd, Math.max(0, interest - othersLong));
  shorts(bench, market, crowd, Math.max(0, interest, othersLong) - othersShort);
  trends(bench, market, crowd);
  enlist(bench, market, crowd);
}

function nameOf(bench: Bench.Bench, market: Market): string {
  return `crowd/${bench.engine.venues[market.venue]!.id}/${market.symbol}`;
}

function longs(bench: Bench.Bench, market: Market, crowd: Crowd, lots: number): void {
  const { populations } = bench.universe.scenario;
  const spec = populations.crowd;
  const name = nameOf(bench, market);
  const listed = bench.universe.assets[market.base]!;
  const curve = listed.major ? spec.majors : spec.alts;
  const stretch = (spec.stretch[listed.spec.id] ?? 1) * Bench.draw(bench, `${name}/shift`, spec.shift);
  const fuelShare = curve[curve.length - 1]![1];
  const stream = Streams.open(bench.engine.streams, `${name}/fall`);
  const price = market.openTicks * market.tick * market.lot;
  const unlevered = populations.leverage === 'off';
  let left = lots;
  for (let row = 0; row < spec.fuelRows; row++) {
    const mine = Math.floor((lots * fuelShare) / spec.fuelRows);
    const u = (row + Streams.unit(bench.engine.streams, stream)) / spec.fuelRows;
    const fall = Math.min(0.95, fallAt(curve, u * fuelShare) * stretch);
    const usd = mine * price;
    const weight = Math.max(1, Math.round(usd / spec.account));
    const margin = unlevered ? usd / UNLEVERED : marginFor(market, usd, fall, weight);
    if (mine > 0) open(bench, market, crowd, row, mine, margin, spec.account);
    left -= mine;
  }
  for (let i = 0; i < spec.restRows; i++) {
    const mine = i === spec.restRows - 1 ? left : Math.floor(left / (spec.restRows - i));
    const leverage = unlevered ? UNLEVERED : spec.restLeverage;
    if (mine > 0)
      open(bench, market, crowd, spec.fuelRows + i, mine, (mine * price) / leverage, 10 * spec.account);
    left -= mine;
  }
}

function shorts(bench: Bench.Bench, market: Market, crowd: Crowd, lots: number): void {
  const { populations } = bench.universe.scenario;
  const spec = populations.crowd;
  const stream = Streams.open(bench.engine.streams, `${nameOf(bench, market)}/short`);
  const price = market.openTicks * market.tick * market.lot;
  const first = spec.fuelRows + spec.restRows;
  let left = lots;
  for (let i = 0; i < spec.shortRows; i++) {
    const mine = i === spec.shortRows - 1 ? left : Math.floor(left / (spec.shortRows - i));
    const u = Streams.unit(bench.engine.streams, stream);
    const drawn = spec.shortLeverage.low + u * (spec.shortLeverage.high - spec.shortLeverage.low);
    const leverage = populations.leverage === 'off' ? UNLEVERED : Math.min(drawn, market.maxLeverage);
    if (mine > 0) open(bench, market, crowd, first + i, -mine, (mine * price) / leverage, spec.account * 3);
    left -= mine;
  }
}

/** Wallets of trend followers: margin without a position. */
function trends(bench: Bench.Bench, market: Market, crowd: Crowd): void {
  const { populations } = bench.universe.scenario;
  const spec = populations.crowd;
  const name = nameOf(bench, market);
  const stream = Streams.open(bench.engine.streams, `${name}/trend-leverage`);
  const first = spec.fuelRows + spec.restRows + spec.shortRows;
  const usd = (Bench.openInterestOf(bench, market) * spec.trendShare) / spec.trendRows;
  for (let i = 0; i < spec.trendRows; i++) {
    const u = Streams.unit(bench.engine.streams, stream);
    const drawn = spec.trendLeverage.low + u * (spec.trendLeverage.high - spec.trendLeverage.low);
    const leverage = populations.leverage === 'off' ? UNLEVERED : Math.min(drawn, market.maxLeverage * 0.8);
    crowd.weight[first + i] = Math.max(1, Math.round(usd / spec.account));
    deposit(bench, market, crowd, first + i, (usd / leverage) * 1.05);
  }
}

/** The crowd's voluntary thresholds, drawn and sorted. */
function enlist(bench: Bench.Bench, market: Market, crowd: Crowd): void {
  const spec = bench.universe.scenario.populations.crowd;
  const name = nameOf(bench, market);
  const rest = spec.fuelRows;
  const firstShort = rest + spec.restRows;
  const firstTrend = firstShort + spec.shortRows;
  const stopShare = (spec.stopsPerPercent * 50) / (1 - spec.majors[spec.majors.length - 1]![1]);
  const usd = (Bench.openInterestOf(bench, market) * spec.trendShare) / spec.trendRows;
  const agent: CrowdAgent.State = {
    kind: 'crowd',
    name,
    latencyUs: 300_000,
    stream: Streams.open(bench.engine.streams, `${name}/wake`),
    market: market.id,
    crowd: market.crowd,
    everyUs: spec.every,
    openPrice: market.openTicks * market.tick,
    stops: thresholds(bench, `${name}/stop`, rest, spec.restRows, { low: 0.01, high: 0.5 }, stopShare),
    takes: thresholds(bench, `${name}/take`, firstShort, spec.shortRows, spec.takeAt, spec.takeProfit),
    trends: thresholds(bench, `${name}/trend`, firstTrend, spec.trendRows, spec.trendAt, usd),
    stopAt: 0,
    takeAt: 0,
    trendAt: 0,
    window: new Float64Array(15),
    minute: -1,
  };
  crowd.agent = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.every));
}

function thresholds(
  bench: Bench.Bench,
  name: string,
  firstRow: number,
  count: number,
  spread: { low: number; high: number },
  size: number,
): CrowdAgent.Threshold {
  const stream = Streams.open(bench.engine.streams, name);
  const rows: { fall: number; row: number }[] = [];
  for (let i = 0; i < count; i++) {
    const u = (i + Streams.unit(bench.engine.streams, stream)) / count;
    rows.push({ fall: spread.low + u * (spread.high - spread.low), row: firstRow + i });
  }
  rows.sort((x, y) => x.fall - y.fall || x.row - y.row);
  return {
    fall: Float64Array.from(rows, (r) => r.fall),
    row: Int32Array.from(rows, (r) => r.row),
    size: new Float64Array(count).fill(size),
  };
}
