import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as UnitText from '../../format/UnitText.js';

/** Cumulative share of open interest whose longs are liquidated within a fall: [fall, share] rows in any order. */
const Curve = z
  .array(z.tuple([UnitText.ratio(), UnitText.ratio()]))
  .min(2)
  .transform((rows) => rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]));

/** All four kinds together stay below the rows that a crowd has ids for. */
const rows = () => UnitText.count({ min: 1, max: 65_000 });

/** Retail accounts of perps: isolated positions with stated distances to liquidation, stops, profit-taking and trend followers. */
export const Schema = z.strictObject({
  /** Weight among the crowds of one market, which share its open interest; absent: 1. */
  share: UnitText.positive().optional(),
  /** Rows a perp market; each stands for `weight` accounts of `account` dollars. */
  fuelRows: rows(),
  restRows: rows(),
  shortRows: rows(),
  trendRows: rows(),
  account: UnitText.usd(),
  majors: Curve,
  alts: Curve,
  /** Majors' curve is stretched by these factors, by asset. */
  stretch: Reference.mapOf(Reference.ref('asset'), UnitText.positive()),
  /** Seed-to-seed shift of a market's curve. */
  shift: UnitText.spread(UnitText.positive()),
  /** Leverage of all longs outside the curve, and of shorts. */
  restLeverage: UnitText.positive(),
  shortLeverage: UnitText.spread(UnitText.positive()),
  stopsPerPercent: UnitText.ratio(),
  takeProfit: UnitText.ratio(),
  takeAt: UnitText.spread(UnitText.ratio()),
  trendShare: UnitText.ratio(),
  trendAt: UnitText.spread(UnitText.ratio()),
  trendLeverage: UnitText.spread(UnitText.positive()),
  every: UnitText.duration(),
});

export type Spec = z.infer<typeof Schema>;
