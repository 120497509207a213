/**
 * Models:     the registry of rules for the composition of an index: one line a rule, by the name of its kind.
 * Source:     each file says its own.
 * Units:      dollars per unit.
 * Simplified: nothing.
 * Invariants: none
 */
export * as clamp from './ClampOutliers.js';
export * as drop from './DropOutliers.js';
export * as 'weighted-median' from './OracleMedian.js';
export * as median from './PlainMedian.js';
