/**
 * Models:     the registry of rules for the mark price: one line a rule, by the name of its kind.
 * Source:     each file says its own.
 * Units:      dollars per unit.
 * Simplified: nothing.
 * Invariants: none
 */
export * as 'basis-average' from './BasisAverage.js';
export * as binance from './FundingMedian.js';
export * as oracle from './MarkMedian.js';
