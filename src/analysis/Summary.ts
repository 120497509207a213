import type { Summary } from '../observe/SummarySchema.js';

export type { Summary } from '../observe/SummarySchema.js';
export type MarketSummary = Summary['markets'][number];
