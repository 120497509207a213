import * as Advance from '../../src/run/Advance.js';
import type { World } from '../../src/run/World.js';
import * as Accounts from '../../src/state/Accounts.js';
import type { Engine, Market } from '../../src/state/Engine.js';
import * as Time from '../../src/units/Time.js';
import * as Worlds from './Worlds.js';

/** A run of a small world: what its journal says, and prices once a step. */
export interface Story {
  readonly title: string;
  readonly world: World;
  readonly rows: readonly Worlds.Row[];
  /** A second, or an hour where the run is of days. */
  readonly stepUs: number;
  /** Last price of each market over its opening price, one entry a step. */
  readonly prices: readonly (readonly number[])[];
  /** Names of accounts and of isolated rows by account id. */
  readonly names: ReadonlyMap<number, string>;
}

/** A longer run is told by the hour. */
const DAYS = 2;

export function tell(name: string): Story {
  const { world, scenario } = Worlds.openWith(name);
  const rows: Worlds.Row[] = [];
  const prices: number[][] = [];
  const { engine } = world;
  // Half a second past each composition of prices, when its orders have arrived.
  const stepUs = engine.endUs > DAYS * Time.DAY ? Time.HOUR : Time.SECOND;
  for (let us = 500_000; us < engine.endUs; us += stepUs) {
    Advance.advance(world, us, Number.POSITIVE_INFINITY);
    rows.push(...Worlds.rows(world));
    prices.push(engine.markets.map((market) => market.lastTicks / market.openTicks));
  }
  Advance.advance(world, engine.endUs, Number.POSITIVE_INFINITY);
  rows.push(...Worlds.rows(world));
  return {
    title: scenario.title,
    world,
    rows,
    stepUs,
    prices,
    names: names(engine, scenario.planted?.positions ?? []),
  };
}

/** Isolated rows have no name of their own: they are the planted positions of their market in the order of their ids. */
function names(
  engine: Engine,
  planted: readonly { readonly id: string; readonly market: string }[],
): Map<number, string> {
  const found = new Map(engine.accounts.name.map((name, id) => [id, name]));
  for (const market of engine.markets) {
    const mine = planted.filter((one) => one.market === keyOf(engine, market)).map((one) => one.id);
    mine.sort().forEach((id, row) => {
      found.set(Accounts.crowdAccount(market.crowd, row), id);
    });
  }
  return found;
}

function keyOf(engine: Engine, market: Market): string {
  return `${engine.venues[market.venue]!.id}:${market.symbol}:${market.perp ? 'perp' : 'spot'}`;
}

/** The story as text: what happened when, who has what at the end, and where prices went. */
export function text(story: Story): string {
  return [
    story.title,
    '',
    ...story.rows.map((row) => line(story, row)),
    '',
    'At the end',
    ...balances(story),
    '',
    'Markets (open, low, last, dollars traded)',
    ...markets(story.world.engine),
    '',
    ...pools(story.world.engine),
    'Totals',
    ...totals(story.world.engine),
    '',
  ].join('\n');
}

/** Six significant digits, thousands in groups. */
function number(x: number): string {
  const [whole, fraction] = String(Number(x.toPrecision(6))).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ' ');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Columns of a row that stand at its beginning, or that only readers of ids need. */
const OMITTED = new Set([
  'id',
  'cause',
  'atUs',
  'at',
  'kind',
  'venue',
  'market',
  'account',
  'name',
  'aggressors',
  'remainder',
]);

function line({ world, names, stepUs }: Story, row: Worlds.Row): string {
  const { engine } = world;
  // The day of the month too, where there are several.
  const from = stepUs === Time.SECOND ? 11 : 8;
  const clock = Time.iso(engine.startMs, row.atUs).slice(from, -1).padEnd(12);
  const name = typeof row.account === 'number' ? names.get(row.account)! : '';
  const where = [row.venue, row.market].filter((part) => part !== undefined).join(' ');
  const rest = Object.entries(row)
    .filter(([key, value]) => !OMITTED.has(key) && !(key === 'accounts' && value === 1))
    .map(([key, value]) => `${key} ${typeof value === 'number' ? number(atomsToUsd(key, value)) : value}`);
  const by = row.cause === 0 ? '' : `  <- ${row.cause}`;
  return `${clock} ${String(row.id).padStart(3)} ${row.kind.padEnd(18)} ${[where, name, ...rest].filter((part) => part !== '').join('  ')}${by}`;
}

/** Losses and their payers are journaled in atoms of dollars with four decimals. */
const ATOMS = new Set([
  'lossAtoms',
  'feesWithheld',
  'insurance',
  'backstop',
  'adl',
  'socialized',
  'writtenOff',
]);

function atomsToUsd(key: string, value: number): number {
  return ATOMS.has(key) ? value / 1e4 : value;
}

/** Everybody who is not an outsider: cash and debts by asset, positions with their average cost. */
function balances({ world: { engine }, names }: Story): string[] {
  const { accounts } = engine;
  const lines: string[] = [];
  for (const crowd of engine.crowds) {
    const market = engine.markets[crowd.market]!;
    const unit = engine.assets[market.quote]!.unit;
    for (let row = 0; row < crowd.count; row++) {
      const name = names.get(Accounts.crowdAccount(market.crowd, row))!;
      const margin = `margin ${number(engine.ledger.balance[crowd.margin[row]!]! / unit)}`;
      lines.push(
        `  ${name}: ${[margin, ...held(engine, market, crowd.lots[row]!, crowd.entry[row]!)].join(', ')}`,
      );
    }
  }
  for (let id = 0; id < accounts.count; id++) {
    if (accounts.kind[id] === Accounts.SYSTEM && !accounts.name[id]!.startsWith('pool/')) continue;
    const parts: string[] = [];
    engine.assets.forEach((asset, a) => {
      const has = Accounts.balance(engine, id, a) / asset.unit;
      const owes = Accounts.owed(engine, id, a) / asset.unit;
      if (has > 0) parts.push(`${number(has)} ${asset.symbol}`);
      if (owes > 0) parts.push(`owes ${number(owes)} ${asset.symbol}`);
    });
    for (const market of engine.markets) {
      if (!market.perp || market.venue !== accounts.venue[id]) continue;
      const at = id * accounts.width + market.local;
      parts.push(...held(engine, market, accounts.lots[at]!, accounts.entry[at]!));
    }
    lines.push(`  ${accounts.name[id]}: ${parts.length > 0 ? parts.join(', ') : 'nothing'}`);
  }
  return lines;
}

function held(engine: Engine, market: Market, lots: number, entry: number): string[] {
  if (lots === 0) return [];
  const units = lots * market.lot;
  const cost = entry / engine.assets[market.quote]!.unit / units;
  return [`${units > 0 ? 'long' : 'short'} ${number(Math.abs(units))} ${market.symbol} from ${number(cost)}`];
}

function markets(engine: Engine): string[] {
  return engine.markets
    .filter((market) => market.tape.volumeUsd > 0)
    .map(({ tape, tick, openTicks, lastTicks, ...market }) => {
      const prices = [openTicks, tape.runLow, lastTicks].map((ticks) => number(ticks * tick));
      const name = `${engine.venues[market.venue]!.id} ${market.symbol} ${market.perp ? 'perp' : 'spot'}`;
      return `  ${name}: ${prices.join(', ')}; ${number(tape.volumeUsd)}`;
    });
}

/** Pools of the chain: prices as last shown, the largest coin's share, swaps and gas; nothing without a pool. */
function pools({ onchain, assets }: Engine): string[] {
  const { space } = onchain;
  if (onchain.pools.length === 0 || !space) return [];
  return [
    'Pools (prices, share of the largest coin, swaps)',
    ...onchain.pools.map((pool) => {
      const prices = pool.coins.map((asset, k) => `${assets[asset]!.symbol} ${number(pool.prices[k]!)}`);
      return `  ${pool.id}: ${prices.join(', ')}; ${number(pool.imbalance)}; ${pool.swaps}`;
    }),
    `  ${space.sent} transactions for ${number(space.gasUsd)} dollars, ${space.dropped} found no block`,
    '',
  ];
}

function totals({ tally }: Engine): string[] {
  const payers = Object.entries(tally.payers).sort(([x], [y]) => (x < y ? -1 : 1));
  return [
    `  liquidated ${number(tally.forcedUsd)} dollars of ${number(tally.forcedAccounts)} accounts, published ${number(tally.publishedUsd)}`,
    `  collateral sold ${number(tally.collateralSoldUsd)}, deleveraged ${number(tally.adlUsd)}`,
    `  losses ${number(tally.losses)}${payers.map(([payer, usd]) => `, ${payer} ${number(usd)}`).join('')}`,
  ];
}
