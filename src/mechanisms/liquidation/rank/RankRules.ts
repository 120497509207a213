/**
 * Models:     the registry of ADL ranks: one line a rank, by the name of its kind.
 * Source:     each file says its own.
 * Units:      see Rank.
 * Simplified: nothing.
 * Invariants: none
 */

export * as hyperliquid from './Hyperliquid.js';
export * as binance from './ProfitLeverage.js';
export * as return from './Return.js';
