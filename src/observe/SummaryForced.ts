import { z } from 'zod';
import type { Engine } from '../state/Engine.js';
import * as Time from '../units/Time.js';
import type { Column, Producer } from './Producer.js';
import type { Series } from './Series.js';
import { byVenue, dollars, instant, whole } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

const Liquidations = z.object({
  notionalUsd: dollars('forced trades'),
  publishedUsd: dollars('forced trades that the venues published'),
  longUsd: dollars('of it, forced sales that closed longs or sold collateral'),
  shortUsd: dollars('of it, forced purchases that closed shorts'),
  accounts: whole('accounts liquidated, each row by its weight'),
  firstAt: instant('first liquidation').nullable(),
  byVenue: byVenue(
    z.object({
      notionalUsd: dollars('forced trades'),
      publishedUsd: dollars('of it published'),
      longUsd: dollars('longs'),
      shortUsd: dollars('shorts'),
      accounts: whole('accounts'),
    }),
  ),
  byMinute: z.array(
    z.object({
      at: instant('start of the minute'),
      usd: dollars('forced'),
      publishedUsd: dollars('published'),
    }),
  ),
});

const Adl = z.object({
  notionalUsd: dollars('positions closed against their owners'),
  accounts: whole('accounts deleveraged'),
  firstAt: instant('first deleveraging').nullable(),
  byVenue: byVenue(z.object({ notionalUsd: dollars('closed'), accounts: whole('accounts') })),
});

/** Its fields of the summary. */
export const fields = { liquidations: Liquidations, adl: Adl };

export const liquidationProducer: Producer = {
  key: 'liquidations',
  totals: ({ tally, assets }) => [
    ['liquidationsUsd', tally.forcedUsd],
    ['publishedUsd', tally.publishedUsd],
    ...assets.flatMap(({ symbol }, id): Column[] =>
      tally.publishedByAsset[id]! > 0 ? [[`publishedUsd/${symbol}`, tally.publishedByAsset[id]!]] : [],
    ),
  ],
  summary: ({ engine, recorder }) => ({ liquidations: liquidations(engine, recorder.series) }),
};

export const adlProducer: Producer = {
  key: 'adl',
  totals: ({ tally }) => [['adlUsd', tally.adlUsd]],
  summary: ({ engine }) => ({ adl: adl(engine) }),
};

/** Forced trades of perps, true and as published, by venue and minute. Venues without perps have no row. */
function liquidations(engine: Engine, series: Series): Summary['liquidations'] {
  const { tally } = engine;
  const byVenue: Summary['liquidations']['byVenue'] = {};
  for (const { id, index, perps } of engine.venues) {
    if (perps.length === 0) continue;
    byVenue[id] = {
      notionalUsd: tally.forcedByVenue[index]!,
      publishedUsd: tally.publishedByVenue[index]!,
      longUsd: tally.venues?.[id]?.forcedLongUsd ?? 0,
      shortUsd: tally.venues?.[id]?.forcedShortUsd ?? 0,
      accounts: tally.venues?.[id]?.forcedAccounts ?? 0,
    };
  }
  return {
    notionalUsd: tally.forcedUsd,
    publishedUsd: tally.publishedUsd,
    longUsd: tally.forcedLongUsd,
    shortUsd: tally.forcedShortUsd,
    accounts: tally.forcedAccounts,
    firstAt: instantOf(engine, tally.firstForcedUs),
    byVenue,
    byMinute: byMinute(series),
  };
}

function byMinute({ startMs, minutes, columns }: Series): Summary['liquidations']['byMinute'] {
  const none = new Float64Array(minutes);
  const { liquidationsUsd = none, publishedUsd = none } = columns;
  const rows: Summary['liquidations']['byMinute'] = [];
  for (let minute = 0; minute < minutes; minute++) {
    if (!(liquidationsUsd[minute]! > 0)) continue;
    const at = Time.iso(startMs, minute * Time.MINUTE);
    rows.push({ at, usd: liquidationsUsd[minute]!, publishedUsd: publishedUsd[minute]! });
  }
  return rows;
}

function adl(engine: Engine): Summary['adl'] {
  const { tally } = engine;
  const byVenue: Summary['adl']['byVenue'] = {};
  for (const { id, index, perps } of engine.venues) {
    if (perps.length === 0) continue;
    byVenue[id] = { notionalUsd: tally.adlByVenue[index]!, accounts: tally.venues?.[id]?.adlAccounts ?? 0 };
  }
  return {
    notionalUsd: tally.adlUsd,
    accounts: tally.adlAccounts,
    firstAt: instantOf(engine, tally.firstAdlUs),
    byVenue,
  };
}

/** Microseconds below zero mean that it never happened. */
function instantOf({ startMs }: Engine, us: number): string | null {
  return us < 0 ? null : Time.iso(startMs, us);
}
