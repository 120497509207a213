/**
 * Models:     the registry of rules for the price of collateral: one line a rule, by the name of its kind.
 * Source:     each file says its own.
 * Units:      dollars per unit.
 * Simplified: nothing.
 * Invariants: none
 */
export * as floored from './Floored.js';
export * as 'multi-venue' from './MultiVenue.js';
export * as 'own-book' from './OwnBook.js';
export * as par from './Par.js';
export * as 'redemption-weighted' from './RedemptionWeighted.js';
