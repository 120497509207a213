/**
 * Models:     mark price of Binance USD-M since 2025-09-18: median of the index carried by funding (Price 1), the index plus
 *             the average basis (Price 2), and the last trade. Bybit states the same form.
 * Source:     Binance FAQ 360033525071 and announcement of 2025-09-16.
 * Units:      dollars per unit; times in microseconds; funding as a fraction per interval; window in one-second samples.
 * Simplified: a venue without an index marks at its last price; without a last price at the mean of the two others.
 * Invariants: none
 */
import * as WeightedMedian from '../WeightedMedian.js';
import * as AverageBasis from './AverageBasis.js';
import type { Inputs } from './MarkRule.js';

export const parameters = {
  samples: {
    type: 'count',
    min: 1,
    max: 3600,
    optional: true,
    about: 'one-second samples of the basis that are averaged; 30 at the venue it is named after',
  },
} as const;

export const withIndex = false;
export const readsPeers = false;

/** Binance's own window since 2025-09-18. */
const PUBLISHED = 30;

export function create({ samples = PUBLISHED }: { samples?: number | undefined }): AverageBasis.Window {
  return AverageBasis.create(samples);
}

export function price(window: AverageBasis.Window, inputs: Inputs): number {
  const { index, bid, ask, last, fundingRate, untilFundingUs, intervalUs } = inputs;
  AverageBasis.sample(window, (bid + ask) / 2 - index);
  const price1 = carried(index, fundingRate, untilFundingUs, intervalUs);
  return median(price1, index + AverageBasis.value(window), last);
}

/** Price 1: the index carried to the next funding stamp at the last funding rate. */
export function carried(
  index: number,
  lastFunding: number,
  untilFundingUs: number,
  intervalUs: number,
): number {
  return index * (1 + lastFunding * (untilFundingUs / intervalUs));
}

/** Median of Price 1, Price 2 (index + average basis) and the last trade. */
export function median(price1: number, price2: number, last: number): number {
  return Number.isNaN(price1) ? last : WeightedMedian.ofThree(price1, price2, last);
}
