import * as Assets from '../Assets.js';
import type { MarketSummary, Summary } from '../Summary.js';
import * as Kinds from './Kinds.js';
import * as Tracks from './Tracks.js';

/** What one journal row added to the cascade tree: dollars, of which pushed by forced trades, and its generation. */
export interface Forced {
  readonly usd: number;
  readonly loopedUsd: number;
  readonly generation: number;
}

export interface Loop extends Forced {
  readonly atUs: number;
}

/** Money that moved by need: `lossUsd` is what its owners had lost by then against the price at the run's open. */
export interface Flow {
  readonly atUs: number;
  readonly channel: number;
  readonly usd: number;
  readonly lossUsd: number;
}

interface Brake {
  count: number;
  usd: number;
  firstUs: number;
  lastUs: number;
}

/** Plain data that grows while rows stream by. */
export interface Flows {
  readonly flows: Flow[];
  readonly loops: Loop[];
  readonly brakes: Brake[];
  /** Dollars of holders who left, and when. */
  readonly leaving: { readonly atUs: number; readonly usd: number }[];
  exhaustedUs: number;
  /** What said so. */
  exhaustedBy: string;
  lastUs: number;
  /** Forced dollars whose price is not known: their loss counts as none. */
  unpricedUsd: number;
  /** Loans that lost more than their collateral was worth. */
  badDebtUsd: number;
  /** Mark at the move behind a mark move or a liquidation, over the market's opening price. */
  readonly ratios: Map<number, number>;
  /** Where the flow of an announced liquidation stands, until its orders are journaled. */
  readonly announced: Map<number, number>;
  readonly assets: Summary['assets'];
  readonly opens: Map<string, number>;
  readonly tracks: Map<string, Tracks.Track>;
}

export function create({ assets, markets }: Summary, tracks: Tracks.Tracks): Flows {
  const opens = new Map<string, number>();
  const known = new Map<string, Tracks.Track>();
  // A perp is what liquidations are marked to: it comes last and so replaces a spot market of the same symbol.
  for (const market of [...markets].sort(perpsLast)) {
    opens.set(keyOf(market.venue, market.symbol), market.open);
    const track = Tracks.of(tracks, market);
    if (track !== undefined) known.set(keyOf(market.venue, market.symbol), track);
  }
  return {
    flows: [],
    loops: [],
    brakes: Kinds.BRAKES.map(() => ({ count: 0, usd: 0, firstUs: -1, lastUs: -1 })),
    leaving: [],
    exhaustedUs: -1,
    exhaustedBy: '',
    lastUs: 0,
    unpricedUsd: 0,
    badDebtUsd: 0,
    ratios: new Map(),
    announced: new Map(),
    assets,
    opens,
    tracks: known,
  };
}

function perpsLast(a: MarketSummary, b: MarketSummary): number {
  return Number(a.kind === 'perp') - Number(b.kind === 'perp');
}

function keyOf(venue: string, symbol: string): string {
  return `${venue} ${symbol}`;
}

/** Takes one row of the journal and what it added to the cascade tree. */
export function observe(flows: Flows, row: Kinds.Row, forced: Forced): void {
  flows.lastUs = row.atUs;
  if (forced.usd !== 0) flows.loops.push({ atUs: row.atUs, ...forced });
  remember(flows, row);
  book(flows, row);
  brake(flows, row);
  if (Kinds.LEAVING.has(row.kind))
    flows.leaving.push({ atUs: row.atUs, usd: Kinds.usdOf(row, flows.assets) });
  const why = Kinds.exhaustion(row);
  if (flows.exhaustedUs >= 0 || why === '') return;
  flows.exhaustedUs = row.atUs;
  flows.exhaustedBy = why;
}

/** Keeps the price behind mark moves and liquidations, so that their effects can be priced. */
function remember(flows: Flows, row: Kinds.Row): void {
  if (row.kind === 'mark-move' && row.mark !== undefined) {
    const open = flows.opens.get(keyOf(row.venue ?? '', row.market ?? ''));
    if (open !== undefined) flows.ratios.set(row.id, row.mark / open);
  }
  if (row.kind === 'collateral-reprice') flows.ratios.set(row.id, row.price! / row.priceOpen!);
  const above = flows.ratios.get(row.cause);
  if (Kinds.HANDS_ON.has(row.kind) && above !== undefined) flows.ratios.set(row.id, above);
}

function book(flows: Flows, row: Kinds.Row): void {
  const channel = Kinds.channelOf(row.kind);
  if (channel < 0) return;
  const usd = Kinds.usdOf(row, flows.assets);
  if (row.kind === 'bad-debt') flows.badDebtUsd += usd;
  if (row.kind === 'liquidation-order') {
    const announced = flows.announced.get(row.cause);
    if (announced !== undefined) flows.flows[announced] = { ...flows.flows[announced]!, usd: 0, lossUsd: 0 };
    const collateral = row.collateralUsd ?? 0;
    add(flows, row, Kinds.PERP, row.positionsUsd ?? usd - collateral);
    add(flows, row, Kinds.COLLATERAL, collateral);
    return;
  }
  if (row.kind === 'liquidation') flows.announced.set(row.id, flows.flows.length);
  add(flows, row, channel, usd);
}

function add(flows: Flows, row: Kinds.Row, channel: number, usd: number): void {
  if (usd === 0 && row.kind !== 'liquidation') return;
  flows.flows.push({ atUs: row.atUs, channel, usd, lossUsd: lossOf(flows, row, channel, usd) });
}

/**
 * Loss against the opening price of what was closed or sold. Simplified: everybody is taken to have entered at the
 * open; a price is that of the mark move behind the row, else of its own market in that minute.
 */
function lossOf(flows: Flows, row: Kinds.Row, channel: number, usd: number): number {
  if (channel === Kinds.DILUTION || channel === Kinds.BAD_DEBT) return usd;
  // What deleveraging costs stands in the summary.
  if (channel === Kinds.ADL) return 0;
  if (channel === Kinds.REDEMPTION) return Math.max(0, usd - (row.paid ?? usd));
  const ratio = flows.ratios.get(row.cause) ?? ratioAt(flows, row);
  if (Number.isNaN(ratio)) {
    flows.unpricedUsd += usd;
    return 0;
  }
  const penalty = row.repaidUsd === undefined ? 0 : Math.max(0, usd - row.repaidUsd);
  return usd * Math.max(0, row.side === 'short' ? 1 - 1 / ratio : 1 / ratio - 1) + penalty;
}

/** Price over the open in the row's minute: of its market, else of the first dollar market of its collateral. */
function ratioAt(flows: Flows, row: Kinds.Row): number {
  const asset = Kinds.collateralOf(row);
  const key =
    asset === undefined
      ? keyOf(row.venue ?? '', row.market ?? '')
      : ([...flows.tracks].find(([, { symbol }]) => isDollarMarket(flows.assets, symbol, asset))?.[0] ?? '');
  return Tracks.priceAt(flows.tracks.get(key), row.atUs) / (flows.opens.get(key) ?? Number.NaN);
}

function isDollarMarket(assets: readonly Assets.Asset[], symbol: string, asset: string): boolean {
  return Assets.base(symbol) === asset && Assets.isDollarQuoted(assets, symbol);
}

function brake(flows: Flows, row: Kinds.Row): void {
  const isPaid = row.kind === 'takeover' && (row.insurance ?? 0) > 0;
  const place = isPaid ? Kinds.INSURANCE : Kinds.BRAKE_OF[row.kind];
  if (place === undefined) return;
  const one = flows.brakes[place]!;
  const part = isPaid ? row.insurance! / row.lossAtoms! : 1;
  one.count++;
  one.usd += Kinds.usdOf(row, flows.assets) * part;
  if (one.firstUs < 0) one.firstUs = row.atUs;
  one.lastUs = row.atUs;
}
