/**
 * Models:     the registry of loss rules (`adl.policy`): one line a rule, by the name of its kind.
 * Source:     each file says its own.
 * Units:      see Allocation.
 * Simplified: nothing.
 * Invariants: none
 */
export * as none from './None.js';
export * as 'profit-haircut' from './ProfitHaircut.js';
export * as 'pro-rata' from './ProRata.js';
export * as queue from './Queue.js';
