import type { Producer } from '../observe/Producer.js';
import type { MarketSeries, Series } from '../observe/Series.js';
import type { Summary } from '../observe/SummarySchema.js';
import type { Engine } from '../state/Engine.js';
import * as Time from '../units/Time.js';
import * as Whole from '../units/Whole.js';
import * as Plugged from './Plugged.js';
import type { TerraChain } from './TerraChain.js';

/** The Terra chain as the observers know it. */
export const producer: Producer = {
  key: 'terra',
  levels,
  totals,
  summary: ({ engine, recorder }) => {
    const terra = summary(engine, recorder.series);
    return terra ? { terra } : {};
  },
};

/** Units in existence: what the outside world and the module's account owe. */
function supplyOf({ accounts, ledger, assets }: Engine, terra: TerraChain, asset: number): number {
  let owed = 0;
  for (const account of [terra.external, terra.issuance]) {
    const cell = accounts.cash[account * accounts.assets + asset]!;
    if (cell >= 0) owed -= ledger.balance[cell]!;
  }
  return owed / assets[asset]!.unit;
}

/** Values of the minute by column name: supplies in units, deposits in dollars, the spread of the next small swap. */
function levels(engine: Engine): [name: string, value: number][] {
  const { assets } = engine;
  const terra = Plugged.of(engine);
  if (!terra) return [];
  const { anchor, market } = terra;
  const base = market.terms.basePoolMicro / 1e6;
  const pool = base + market.delta.whole;
  const unit = assets[terra.ust]!.unit;
  return [
    ['lunaSupply', supplyOf(engine, terra, terra.luna)],
    ['ustSupply', supplyOf(engine, terra, terra.ust)],
    ['anchorDepositsUsd', (anchor.market.cash + anchor.market.liabilities) / unit],
    ['anchorCashUsd', anchor.market.cash / unit],
    ['moduleSpread', Math.max(market.terms.minSpreadPpm / 1e6, 1 - (base * base) / (pool * pool))],
    ['lunaOracleUsd', terra.oracle.rates.usd / 1e12],
  ];
}

/** Dollars since the start by column name. */
function totals({ onchain, assets }: Engine): [name: string, value: number][] {
  const terra = Plugged.of({ onchain });
  if (!terra) return [];
  const { unit } = assets[terra.ust]!;
  const sum = (column: readonly number[]) => column.reduce((all, x) => all + x, 0) / unit;
  const { tally } = terra;
  return [
    ['burnedUstUsd', sum(tally.burnedUst)],
    ['anchorOutflowUsd', sum(tally.withdrawn) - sum(tally.deposited)],
    ['anchorRepaidUsd', tally.repaid / unit],
  ];
}

/** The summary's `terra`, undefined in a world without. */
function summary(engine: Engine, series: Series): Summary['terra'] {
  const terra = Plugged.of(engine);
  if (!terra) return undefined;
  const { assets } = engine;
  const market = (asset: number) => series.markets[assets[asset]!.sources[0]!]!;
  const ust = market(terra.ust);
  const first = (name: string) => series.columns[name]?.[0] ?? Number.NaN;
  const left = firstBelow(ust, series.minutes, 0.98);
  return {
    lunaSupplyStart: first('lunaSupply'),
    lunaSupplyEnd: supplyOf(engine, terra, terra.luna),
    ustSupplyStart: first('ustSupply'),
    ustSupplyEnd: supplyOf(engine, terra, terra.ust),
    lunaEnd: market(terra.luna).close[series.minutes - 1] ?? Number.NaN,
    ustEnd: ust.close[series.minutes - 1] ?? Number.NaN,
    ...(left >= 0 && { ustLeftDays: left / (Time.DAY / Time.MINUTE) }),
    pledgesRepaidUsd: terra.tally.repaid / assets[terra.ust]!.unit,
    days: days(engine, terra, series, market(terra.luna), ust),
  };
}

/** First minute that closes below a price, -1 when none does. */
function firstBelow({ close }: MarketSeries, minutes: number, price: number): number {
  for (let minute = 0; minute < minutes; minute++) if (close[minute]! < price) return minute;
  return -1;
}

type Day = NonNullable<Summary['terra']>['days'][number];

function days(
  engine: Engine,
  terra: TerraChain,
  series: Series,
  luna: MarketSeries,
  ust: MarketSeries,
): Day[] {
  const perDay = Time.DAY / Time.MINUTE;
  const { tally } = terra;
  const units = (column: readonly number[], day: number, asset: number) =>
    (column[day] ?? 0) / engine.assets[asset]!.unit;
  return Array.from({ length: Whole.up(series.minutes / perDay) }, (_, day): Day => {
    const last = Math.min(series.minutes, (day + 1) * perDay) - 1;
    const burned = units(tally.burnedUst, day, terra.ust);
    return {
      from: Time.iso(engine.startMs, day * Time.DAY),
      lunaClose: luna.close[last]!,
      ustClose: ust.close[last]!,
      ustLow: lowest(ust, day * perDay, last),
      burnedUst: burned,
      mintedLuna: units(tally.mintedLuna, day, terra.luna),
      meanSpread: burned > 0 ? units(tally.spread, day, terra.ust) / burned : 0,
      anchorOutflow: units(tally.withdrawn, day, terra.ust) - units(tally.deposited, day, terra.ust),
    };
  });
}

function lowest({ close, low }: MarketSeries, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let minute = from; minute <= to; minute++)
    least = Math.min(least, Number.isNaN(low[minute]!) ? close[minute]! : low[minute]!);
  return least;
}
