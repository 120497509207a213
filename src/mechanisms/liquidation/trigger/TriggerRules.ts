/**
 * Models:     the registry of triggers of ADL: one line a trigger, by the name of its kind.
 * Source:     each file says its own.
 * Units:      see Trigger.
 * Simplified: nothing.
 * Invariants: none
 */
export * as drawdown from './Drawdown.js';
export * as exhausted from './Exhausted.js';
export * as 'vault-equity' from './VaultEquity.js';
