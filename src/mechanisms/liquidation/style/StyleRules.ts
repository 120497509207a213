/**
 * Models:     the registry of styles of liquidation: one line a style, by the name of its kind.
 * Source:     each file says its own.
 * Units:      see Style.
 * Simplified: nothing.
 * Invariants: none
 */
export * as bracket from './Bracket.js';
export * as share from './Share.js';
export * as slices from './Slices.js';
export * as 'tier-steps' from './TierSteps.js';
export * as whole from './WholePosition.js';
